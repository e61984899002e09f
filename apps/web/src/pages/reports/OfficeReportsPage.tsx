import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { inSameView, oneOf, without } from '../../app/search-string.js';
import { useScope } from '../../app/use-scope.js';
import { useTenants } from '../../app/use-tenants.js';
import { isoDay } from '../../format/time.js';
import { useNow } from '../../format/use-now.js';
import { useLiveEvents } from '../../live/use-live.js';
import { Chips, type Chip } from '../../ui/Chips.js';
import { DataTable } from '../../ui/DataTable.js';
import { FilterSelect } from '../../ui/FilterSelect.js';
import { Icon } from '../../ui/Icon.js';
import { ListProblem } from '../../ui/ListProblem.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { useNarrow } from '../../ui/use-media.js';
import { useTitle } from '../../ui/use-title.js';
import { useMemberContext } from '../../ui/use-member-word.js';
import { SavedViews } from '../views/SavedViews.js';
import { officeReportsQuery } from './office-report-data.js';
import { useOfficeReportColumns } from './office-report-columns.js';
import { recentQuarters } from './quarters.js';
import type { ReportListItem } from './report-data.js';
import { StateMark } from './ReportMeta.js';
import { reportSearch, reportStates, type ReportSearch } from './report-search.js';
import { useQuarterName } from './use-reports.js';
import '../../styles/list.css';
import './reports.css';

const route = getRouteApi('/signed-in/$scope/berichte');
/** Three years can be chosen; an older one comes with a link. */
const offered = 12;

/** The quarterly reports of all members that the officer looks after; each row leads into the report of its member. */
export function OfficeReportsPage(): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const member = useMemberContext(scope);
  const asked = route.useSearch();
  const navigate = useNavigate();
  const client = useQueryClient();
  const narrow = useNarrow();
  const tenants = useTenants(scope);
  const quarterName = useQuarterName();
  const quarters = recentQuarters(isoDay(useNow()), offered).map(({ period }) => period);
  useTitle(t('reports.title'), scope.shortName);

  const tenantId = asked.kreis ? tenants.bySlug(asked.kreis)?.id : undefined;
  const ready = !asked.kreis || tenants.loaded;
  // A slug that is no member's counts as absent, once the members are known.
  const search = tenantId || !ready ? asked : without(asked, 'kreis');
  const list = useInfiniteQuery({ ...officeReportsQuery(scope.id, search, tenantId), enabled: ready });
  useLiveEvents(({ type }) => {
    if (/^(?:report|job|resync)/.test(type)) void client.invalidateQueries({ queryKey: ['office-reports'] });
  });
  const change = useCallback(
    (next: ReportSearch): void => {
      void navigate({ to: '/$scope/berichte', params: { scope: scope.slug }, search: next, replace: true });
    },
    [navigate, scope.slug],
  );

  const chips: Chip[] = [];
  const chip = (name: 'quartal' | 'kreis' | 'zustand', text: string): void => {
    chips.push({ id: name, text, remove: () => change(without(search, name)) });
  };
  const stateWord = (state: (typeof reportStates)[number]): string => t(`reports.state.${state}`);
  if (search.quartal) chip('quartal', quarterName(search.quartal));
  if (search.kreis) chip('kreis', tenants.bySlug(search.kreis)?.shortName ?? search.kreis);
  if (search.zustand)
    chip('zustand', t('reports.office.chipState', { text: search.zustand.map(stateWord).join(', ') }));

  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const total = list.data?.pages[0]?.total ?? 0;
  const tenantWord = t('reports.office.column.tenant', member);
  const columns = useOfficeReportColumns(tenants, tenantWord);
  const { fetchNextPage, isFetchingNextPage, hasNextPage } = list;
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  const target = (report: ReportListItem): { scope: string; id: string } => ({
    scope: tenants.slugOf(report.tenantId),
    id: report.id,
  });
  const periods =
    search.quartal && !quarters.includes(search.quartal) ? [...quarters, search.quartal] : quarters;

  return (
    <div className="page page-fill office-reports">
      <header className="page-head">
        <div>
          <h1>{t('reports.title')}</h1>
          <p className="muted">{t('reports.office.text')}</p>
        </div>
        <PrintButton />
      </header>
      <div className="filter-area">
        <SavedViews
          scope={scope}
          list="reports"
          search={search}
          read={(raw) => {
            const found = reportSearch(raw);
            return found.kreis && !tenants.bySlug(found.kreis) ? without(found, 'kreis') : found;
          }}
          change={change}
          ready={tenants.loaded}
        />
        <div className="filters" role="search" aria-label={t('reports.office.filter')}>
          <FilterSelect
            label={t('reports.office.period')}
            values={search.quartal ? [search.quartal] : []}
            options={periods.map((value) => ({ value, label: quarterName(value) }))}
            onChange={(value) => change(value ? { ...search, quartal: value } : without(search, 'quartal'))}
          />
          <FilterSelect
            label={t('reports.office.tenant', member)}
            values={search.kreis ? [search.kreis] : []}
            options={tenants.list.map((tenant) => ({ value: tenant.slug, label: tenant.shortName }))}
            onChange={(value) => change(value ? { ...search, kreis: value } : without(search, 'kreis'))}
          />
          <FilterSelect
            label={t('reports.office.state')}
            values={search.zustand ?? []}
            options={reportStates.map((value) => ({ value, label: stateWord(value) }))}
            onChange={(value) => {
              const state = oneOf(reportStates, value);
              change(state ? { ...search, zustand: [state] } : without(search, 'zustand'));
            }}
          />
          <span className="grow" />
          <span className="muted nowrap" role="status">
            {list.data && t('reports.office.count', { count: total })}
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
            caption={t('reports.title')}
            onOpen={(row) => void navigate({ to: '/$scope/berichte/$id', params: target(row) })}
            card={(report) => (
              <Link to="/$scope/berichte/$id" params={target(report)} className="row-card">
                <span className="row-card-line">
                  <span className="cut">{tenants.nameOf(report.tenantId)}</span>
                  <span className="grow" />
                  <StateMark report={report} />
                </span>
                <b>{quarterName(report.period)}</b>
                <span className="row-card-line">
                  {report.current &&
                    `${t('reports.figures.reported')}: ${String(report.current.reported)} · ${t('reports.figures.open')}: ${String(report.current.openIncidents)}`}
                </span>
              </Link>
            )}
            narrow={narrow}
            hasMore={hasNextPage}
            onMore={more}
            empty={
              <div className="empty">
                <Icon name="article" size={36} />
                <b>{t(chips.length > 0 ? 'reports.office.emptyTitle' : 'reports.office.emptyAll')}</b>
                <p>{t('reports.office.emptyText')}</p>
              </div>
            }
          />
        )}
      </div>
    </div>
  );
}
