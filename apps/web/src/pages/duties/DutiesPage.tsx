import { useInfiniteQuery, useQueries, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { dutyKinds, type Duty } from '../../api/types.js';
import { dutyCountQuery, dutyListQuery } from '../../app/page-queries.js';
import { inSameView, oneOf, without } from '../../app/search-string.js';
import { useScope } from '../../app/use-scope.js';
import { useTenants } from '../../app/use-tenants.js';
import { formatDay } from '../../format/time.js';
import { useLabel } from '../../i18n/use-label.js';
import { useLiveEvents } from '../../live/use-live.js';
import { Chips, type Chip } from '../../ui/Chips.js';
import { DataTable } from '../../ui/DataTable.js';
import { ExportMenu } from '../../ui/ExportMenu.js';
import { FilterSelect } from '../../ui/FilterSelect.js';
import { Icon } from '../../ui/Icon.js';
import { ListProblem } from '../../ui/ListProblem.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { Tabs } from '../../ui/Tabs.js';
import { useNarrow } from '../../ui/use-media.js';
import { useTitle } from '../../ui/use-title.js';
import { useMemberContext } from '../../ui/use-member-word.js';
import { SavedViews } from '../views/SavedViews.js';
import { DutyCard, useDutyColumns } from './columns.js';
import { dutySearch, dutyViews, toDutyQuery, type DutySearch, type DutyView } from './duty-search.js';
import '../../styles/list.css';

const route = getRouteApi('/signed-in/$scope/fristen');

function inView(search: DutySearch, view: DutyView): DutySearch {
  const { zustand: _view, nur: _set, ...rest } = search;
  return view === 'laufend' ? rest : { ...rest, zustand: view };
}

/** All clocks of a scope; filters stand in the URL, the page prints. */
export function DutiesPage(): ReactElement {
  const { t } = useTranslation();
  const label = useLabel();
  const scope = useScope();
  const member = useMemberContext(scope);
  const search = route.useSearch();
  const navigate = useNavigate();
  const client = useQueryClient();
  const narrow = useNarrow();
  const tenants = useTenants(scope);
  useTitle(t('duties.title'), scope.shortName);

  const view: DutyView = search.zustand ?? 'laufend';
  const tenantId = search.kreis ? tenants.bySlug(search.kreis)?.id : undefined;
  const ready = !search.kreis || tenants.loaded;
  const query = useMemo(() => toDutyQuery(search, tenantId), [search, tenantId]);
  const list = useInfiniteQuery({ ...dutyListQuery(scope, query), enabled: ready });
  const counts = useQueries({
    queries: dutyViews.map((each) => ({
      ...dutyCountQuery(scope, toDutyQuery(inView(search, each), tenantId)),
      enabled: ready && each !== view,
    })),
  });
  useLiveEvents((event) => {
    if (!search.asOf && /^(?:duty|incident|resync)/.test(event.type)) {
      void client.invalidateQueries({ queryKey: dutyListQuery(scope, query).queryKey });
    }
  });

  const change = useCallback(
    (next: DutySearch): void => {
      void navigate({ to: '/$scope/fristen', params: { scope: scope.slug }, search: next, replace: true });
    },
    [navigate, scope.slug],
  );
  const chips: Chip[] = [];
  const chip = (name: keyof DutySearch, text: string): void => {
    chips.push({ id: name, text, remove: () => change(without(search, name)) });
  };
  if (search.asOf) chip('asOf', t('duties.chipAsOf', { date: formatDay(search.asOf) }));
  if (search.kreis)
    chip('kreis', t('duties.chipTenant', { text: tenants.bySlug(search.kreis)?.shortName ?? search.kreis }));
  if (search.nur) chip('nur', t(`duties.set.${search.nur}`));
  if (search.endeVon && search.endeBis) {
    const text = t('duties.chipEnd', { from: formatDay(search.endeVon), to: formatDay(search.endeBis) });
    chips.push({ id: 'ende', text, remove: () => change(without(search, 'endeVon', 'endeBis')) });
  }
  if (search.art) chip('art', t('duties.chipKind', { text: label('dutyKind', search.art) }));

  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const total = list.data?.pages[0]?.total ?? 0;
  const at = search.asOf ? new Date(`${search.asOf}T23:59:59Z`).getTime() : undefined;
  const showTenant = scope.kind === 'office';
  const columns = useDutyColumns({
    slugOf: tenants.slugOf,
    nameOf: tenants.nameOf,
    showTenant,
    tenantWord: t('duties.column.tenant', member),
    at,
  });
  const { fetchNextPage, isFetchingNextPage, hasNextPage } = list;
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  const open = (duty: Duty): void => {
    void navigate({
      to: '/$scope/vorfaelle/$id',
      params: { scope: tenants.slugOf(duty.tenantId), id: duty.incidentId },
    });
  };

  return (
    <div className="page page-fill">
      <header className="page-head">
        <h1>{t('duties.title')}</h1>
        <div className="row">
          <ExportMenu scope={scope} name={t('duties.title')} list="duties" query={query} />
          <PrintButton />
        </div>
      </header>
      <Tabs
        label={t('duties.states')}
        current={view}
        onChange={(id) => change(inView(search, oneOf(dutyViews, id) ?? 'laufend'))}
        tabs={dutyViews.map((each, index) => ({
          id: each,
          label: t(`duties.state.${each}`),
          count: each === view ? list.data && total : counts[index]?.data,
        }))}
      />
      <div className="filter-area">
        <SavedViews
          scope={scope}
          list="duties"
          search={search}
          read={(raw) => {
            const found = dutySearch(raw);
            return found.kreis && !tenants.bySlug(found.kreis) ? without(found, 'kreis') : found;
          }}
          change={change}
          ready={tenants.loaded}
        />
        <div className="filters" role="search" aria-label={t('duties.filter')}>
          {showTenant && (
            <FilterSelect
              label={t('duties.tenant', member)}
              values={search.kreis ? [search.kreis] : []}
              options={tenants.list.map((tenant) => ({ value: tenant.slug, label: tenant.shortName }))}
              onChange={(value) => change(value ? { ...search, kreis: value } : without(search, 'kreis'))}
            />
          )}
          <FilterSelect
            label={t('duties.kind')}
            values={search.art ? [search.art] : []}
            options={dutyKinds.map((value) => ({ value, label: label('dutyKind', value) }))}
            onChange={(value) => {
              const kind = oneOf(dutyKinds, value);
              change(kind ? { ...search, art: kind } : without(search, 'art'));
            }}
          />
          <span className="grow" />
          <span className="muted nowrap" role="status">
            {list.data && t('duties.count', { count: total })}
          </span>
        </div>
        <Chips chips={chips} onReset={() => change(inSameView(search, inView({}, view)))} />
      </div>
      <div className="list-box">
        <ListProblem query={list} />
        {list.data && (
          <DataTable
            rows={rows}
            total={total}
            columns={columns}
            getId={(row) => row.id}
            caption={t('duties.title')}
            onOpen={open}
            card={(duty) => (
              <DutyCard
                duty={duty}
                slug={tenants.slugOf(duty.tenantId)}
                name={showTenant ? tenants.nameOf(duty.tenantId) : null}
                at={at}
              />
            )}
            narrow={narrow}
            hasMore={hasNextPage}
            onMore={more}
            empty={
              <div className="empty">
                <Icon name="done" size={36} />
                <b>
                  {chips.length === 0 && view === 'laufend'
                    ? t('duties.emptyRunning')
                    : t('duties.emptyTitle')}
                </b>
                <p>{t('duties.emptyText')}</p>
              </div>
            }
          />
        )}
      </div>
    </div>
  );
}
