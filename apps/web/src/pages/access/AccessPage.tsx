import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Access } from '../../api/types.js';
import { oneOf, without } from '../../app/search-string.js';
import { useScope } from '../../app/use-scope.js';
import { formatDay, formatTime } from '../../format/time.js';
import { useLabel } from '../../i18n/use-label.js';
import { Button } from '../../ui/Button.js';
import { Chips, type Chip } from '../../ui/Chips.js';
import { FilterDay } from '../../ui/FilterDay.js';
import { FilterSelect } from '../../ui/FilterSelect.js';
import { ExportMenu } from '../../ui/ExportMenu.js';
import { Icon } from '../../ui/Icon.js';
import { ListProblem } from '../../ui/ListProblem.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { useTitle } from '../../ui/use-title.js';
import { accessListQuery, accessPeopleQuery } from './access-queries.js';
import { accessKinds, toAccessQuery, type AccessSearch } from './access-search.js';
import '../../styles/list.css';
import '../../styles/stacked.css';

const route = getRouteApi('/signed-in/$scope/zugriffe');
const hour = 3_600_000;

/** What the office read here: the county's own view of the access trace; filters stand in the URL. */
export function AccessPage(): ReactElement {
  const { t } = useTranslation();
  const label = useLabel();
  const scope = useScope();
  const search = route.useSearch();
  const navigate = useNavigate();
  const list = useInfiniteQuery(accessListQuery(scope.id, toAccessQuery(search)));
  const people = useQuery(accessPeopleQuery(scope.id)).data ?? [];
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  useTitle(t('access.title'), scope.shortName);

  const change = (next: AccessSearch): void => {
    void navigate({ to: '/$scope/zugriffe', params: { scope: scope.slug }, search: next, replace: true });
  };
  const nameOf = (id: string): string =>
    people.find((person) => person.id === id)?.name ?? t('access.unknown');
  const chips: Chip[] = [];
  const chip = (name: keyof AccessSearch, text: string): void => {
    chips.push({ id: name, text, remove: () => change(without(search, name)) });
  };
  if (search.person) chip('person', t('access.chipPerson', { text: nameOf(search.person) }));
  if (search.daten) chip('daten', t('access.chipKind', { text: label('resource', search.daten) }));
  if (search.von) chip('von', t('access.chipFrom', { date: formatDay(search.von) }));
  if (search.bis) chip('bis', t('access.chipTo', { date: formatDay(search.bis) }));

  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('access.title')}</h1>
          <p className="muted">{t('access.text')}</p>
        </div>
        <div className="row">
          <ExportMenu scope={scope} name={t('access.title')} list="accesses" />
          <PrintButton />
        </div>
      </header>
      <div className="filter-area">
        <div className="filters" role="search" aria-label={t('access.filter')}>
          <FilterSelect
            label={t('access.person')}
            values={search.person ? [search.person] : []}
            options={people.map(({ id }) => ({ value: id, label: nameOf(id) }))}
            onChange={(value) => change(value ? { ...search, person: value } : without(search, 'person'))}
          />
          <FilterSelect
            label={t('access.kind')}
            values={search.daten ? [search.daten] : []}
            options={accessKinds.map((value) => ({ value, label: label('resource', value) }))}
            onChange={(value) => {
              const kind = oneOf(accessKinds, value);
              change(kind ? { ...search, daten: kind } : without(search, 'daten'));
            }}
          />
          <FilterDay
            label={t('access.from')}
            value={search.von}
            max={search.bis}
            onChange={(von) => change(von ? { ...search, von } : without(search, 'von'))}
          />
          <FilterDay
            label={t('access.to')}
            value={search.bis}
            min={search.von}
            onChange={(bis) => change(bis ? { ...search, bis } : without(search, 'bis'))}
          />
          <span className="grow" />
          <span className="muted nowrap" role="status">
            {list.data && t('access.count', { count: list.data.pages[0]?.total ?? 0 })}
          </span>
        </div>
        <Chips chips={chips} onReset={() => change({})} />
      </div>
      <ListProblem query={list} />
      {list.data && (
        <section className="card stack" aria-label={t('access.title')}>
          {rows.length === 0 ? (
            <div className="empty small">
              <Icon name="visibility" size={32} />
              <b>{chips.length > 0 ? t('access.noneFiltered') : t('access.none')}</b>
            </div>
          ) : (
            <AccessTable rows={rows} />
          )}
          {list.hasNextPage && (
            <Button small disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('common.more')}
            </Button>
          )}
        </section>
      )}
      <p className="muted small-print">{t('access.meaning')}</p>
    </div>
  );
}

function AccessTable({ rows }: { rows: readonly Access[] }): ReactElement {
  const { t } = useTranslation();
  const label = useLabel();
  return (
    <div
      className="table-scroll"
      tabIndex={0}
      role="group"
      aria-label={t('common.scrollable', { caption: t('access.title') })}
    >
      <table className="plain-table stacked">
        <thead>
          <tr>
            <th scope="col">{t('access.hour')}</th>
            <th scope="col">{t('access.actor')}</th>
            <th scope="col">{t('access.role')}</th>
            <th scope="col">{t('access.resource')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const from = new Date(row.hour).getTime();
            return (
              <tr key={`${row.hour}-${row.userId}-${row.resource}`}>
                <td data-label={t('access.hour')} className="nowrap">
                  {t('access.span', {
                    day: formatDay(from),
                    from: formatTime(from),
                    to: formatTime(from + hour),
                  })}
                </td>
                <td data-label={t('access.actor')}>{row.actorName ?? t('access.unknown')}</td>
                <td data-label={t('access.role')}>{label('role', row.role)}</td>
                <td data-label={t('access.resource')}>{label('resource', row.resource)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
