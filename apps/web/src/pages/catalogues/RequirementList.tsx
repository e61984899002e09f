import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scope } from '../../app/scope.js';
import { Chips, type Chip } from '../../ui/Chips.js';
import { DataTable, type Column } from '../../ui/DataTable.js';
import { FilterSelect } from '../../ui/FilterSelect.js';
import { Icon } from '../../ui/Icon.js';
import { ListProblem } from '../../ui/ListProblem.js';
import { SearchBox } from '../../ui/SearchBox.js';
import { useNarrow } from '../../ui/use-media.js';
import { inSameView } from '../../app/search-string.js';
import { SavedViews } from '../views/SavedViews.js';
import { requirementListQuery, type Catalogue, type RequirementRow } from './api.js';
import { catalogueSearch, type CatalogueSearch } from './catalogue-search.js';
import { saveCatalogueTrail } from './catalogue-trail.js';
import { LevelBadge, VerbBadge } from './RequirementMarks.js';

const route = getRouteApi('/signed-in/$scope/kataloge/$id');

/** The requirements of a catalogue under the filters of the URL. */
export function RequirementList({ scope, catalogue }: { scope: Scope; catalogue: Catalogue }): ReactElement {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = useNavigate();
  const narrow = useNarrow();
  const { sicht: _view, ...filter } = search;
  const list = useInfiniteQuery(requirementListQuery(scope.officeId, catalogue.id, filter));
  const change = useCallback(
    (next: CatalogueSearch): void => {
      void navigate({
        to: '/$scope/kataloge/$id',
        params: { scope: scope.slug, id: catalogue.id },
        search: next,
        replace: true,
      });
    },
    [navigate, scope.slug, catalogue.id],
  );
  const setText = useCallback(
    (text: string): void => {
      const { q: _old, ...rest } = search;
      change(text.trim() === '' ? rest : { ...rest, q: text.trim() });
    },
    [search, change],
  );
  const set = (name: 'praktik' | 'niveau' | 'verb', value: string | undefined): void => {
    const { [name]: _old, ...rest } = search;
    change(value === undefined ? rest : { ...rest, [name]: value });
  };
  const practices = catalogue.groups.filter((group) => group.parentCode === null);
  const practice = practices.find((group) => group.code === search.praktik);
  const chips: Chip[] = [];
  const chip = (name: keyof CatalogueSearch, text: string): void => {
    const { [name]: _removed, ...rest } = search;
    chips.push({ id: name, text, remove: () => change(rest) });
  };
  if (search.praktik)
    chip('praktik', t('catalogues.chipPractice', { text: practice?.title ?? search.praktik }));
  if (search.niveau) chip('niveau', t('catalogues.chipLevel', { text: search.niveau }));
  if (search.verb) chip('verb', t('catalogues.chipModalVerb', { text: search.verb }));
  if (search.q) chip('q', t('catalogues.chipText', { text: search.q }));

  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const total = list.data?.pages[0]?.total ?? 0;
  const columns = useColumns(scope, catalogue);
  const { fetchNextPage, isFetchingNextPage, hasNextPage } = list;
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  // Saved as a link is followed, whichever way: the page then goes on through this very list.
  const leave = (): void => {
    saveCatalogueTrail({
      catalogueId: catalogue.id,
      href: location.pathname + location.search,
      total,
      ids: rows.map((row) => row.id),
    });
  };

  return (
    <div
      className="stack requirement-list"
      onClickCapture={leave}
      onKeyDownCapture={(event) => event.key === 'Enter' && leave()}
    >
      <div className="filter-area">
        <SavedViews
          scope={scope}
          list="requirements"
          search={search}
          read={(raw) => inCatalogue(catalogueSearch(raw), catalogue)}
          change={change}
        />
        <div className="filters" role="search" aria-label={t('catalogues.filter')}>
          <SearchBox
            label={t('catalogues.search')}
            placeholder={t('catalogues.searchPlaceholder')}
            value={search.q ?? ''}
            onChange={setText}
          />
          {practices.length > 0 && (
            <div className="practice-select">
              <FilterSelect
                label={t('catalogues.practice')}
                values={search.praktik ? [search.praktik] : []}
                options={practices.map((group) => ({
                  value: group.code,
                  label: `${group.code} ${group.title}`,
                }))}
                onChange={(value) => set('praktik', value)}
              />
            </div>
          )}
          {catalogue.levels.length > 0 && (
            <FilterSelect
              label={t('catalogues.level')}
              values={search.niveau ? [search.niveau] : []}
              options={catalogue.levels.map(({ value, count }) => ({
                value,
                label: `${value} (${String(count)})`,
              }))}
              onChange={(value) => set('niveau', value)}
            />
          )}
          {catalogue.modalVerbs.length > 0 && (
            <FilterSelect
              label={t('catalogues.modalVerb')}
              values={search.verb ? [search.verb] : []}
              options={catalogue.modalVerbs.map(({ value, count }) => ({
                value,
                label: `${value} (${String(count)})`,
              }))}
              onChange={(value) => set('verb', value)}
            />
          )}
          <span className="grow" />
          <span className="muted nowrap" role="status">
            {list.data && t('catalogues.requirements', { count: total })}
          </span>
        </div>
        <Chips chips={chips} onReset={() => change(inSameView(search, {}))} />
      </div>
      <div className="list-box">
        <ListProblem query={list} />
        {list.data && (
          <DataTable
            rows={rows}
            total={total}
            columns={columns}
            getId={(row) => row.id}
            caption={t('catalogues.requirements', { count: total })}
            onOpen={(row) => {
              void navigate({
                to: '/$scope/kataloge/$id/$requirement',
                params: { scope: scope.slug, id: catalogue.id, requirement: row.id },
              });
            }}
            card={(row) => <RequirementCard scope={scope} row={row} />}
            narrow={narrow}
            hasMore={hasNextPage}
            onMore={more}
            empty={
              <div className="empty">
                <Icon name="search" size={36} />
                <b>{t('catalogues.emptyTitle')}</b>
                <p>{t('catalogues.emptyText')}</p>
              </div>
            }
          />
        )}
      </div>
    </div>
  );
}

/** A view outlives the edition: what this catalogue does not know falls away. */
function inCatalogue(search: CatalogueSearch, catalogue: Catalogue): CatalogueSearch {
  const known: Record<'praktik' | 'niveau' | 'verb', readonly string[]> = {
    praktik: catalogue.groups.map((group) => group.code),
    niveau: catalogue.levels.map(({ value }) => value),
    verb: catalogue.modalVerbs.map(({ value }) => value),
  };
  const entries = Object.entries(search).filter(
    ([name, value]) => !(name in known) || known[name as keyof typeof known].includes(String(value)),
  );
  return Object.fromEntries(entries);
}

function useColumns(scope: Scope, catalogue: Catalogue): Column<RequirementRow>[] {
  const { t } = useTranslation();
  return useMemo(() => {
    const hasEffort = catalogue.levels.length > 0;
    const columns: (Column<RequirementRow> | false)[] = [
      {
        id: 'controlId',
        header: t('catalogues.column.controlId'),
        width: '128px',
        cell: (row) => <span className="nowrap">{row.controlId}</span>,
      },
      {
        id: 'title',
        header: t('catalogues.column.title'),
        cell: (row) => (
          <span className="two-lines">
            <Link
              to="/$scope/kataloge/$id/$requirement"
              params={{ scope: scope.slug, id: row.catalogueId, requirement: row.id }}
              tabIndex={-1}
              className="row-link"
            >
              {row.title}
            </Link>
            <small>{row.statement}</small>
          </span>
        ),
      },
      catalogue.modalVerbs.length > 0 && {
        id: 'modalVerb',
        header: t('catalogues.column.modalVerb'),
        width: '136px',
        cell: (row) => <VerbBadge verb={row.modalVerb} />,
      },
      hasEffort && {
        id: 'level',
        header: t('catalogues.column.level'),
        width: '128px',
        cell: (row) => <LevelBadge level={row.level} />,
      },
      hasEffort && {
        id: 'effort',
        header: t('catalogues.column.effort'),
        width: '92px',
        cell: (row) => row.effort ?? t('common.none'),
      },
    ];
    return columns.filter((column) => column !== false);
  }, [t, scope.slug, catalogue]);
}

function RequirementCard({ scope, row }: { scope: Scope; row: RequirementRow }): ReactElement {
  return (
    <Link
      to="/$scope/kataloge/$id/$requirement"
      params={{ scope: scope.slug, id: row.catalogueId, requirement: row.id }}
      className="row-card"
    >
      <span className="row-card-line">
        <span className="nowrap">{row.controlId}</span>
        <span className="grow" />
        <VerbBadge verb={row.modalVerb} />
      </span>
      <b>{row.title}</b>
      <span className="row-card-line">
        <span className="cut">{row.statement}</span>
      </span>
    </Link>
  );
}
