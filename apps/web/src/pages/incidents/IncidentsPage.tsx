import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { useCallback, useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentListItem } from '../../api/types.js';
import { incidentCountQuery, incidentListQuery } from '../../app/page-queries.js';
import { may } from '../../app/scope.js';
import { inSameView, oneOf, without } from '../../app/search-string.js';
import { useScope } from '../../app/use-scope.js';
import { useTenants } from '../../app/use-tenants.js';
import { buttonClass } from '../../ui/Button.js';
import { Chips } from '../../ui/Chips.js';
import { DataTable } from '../../ui/DataTable.js';
import { ExportMenu } from '../../ui/ExportMenu.js';
import { Icon } from '../../ui/Icon.js';
import { ListProblem } from '../../ui/ListProblem.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { Tabs } from '../../ui/Tabs.js';
import { useNarrow } from '../../ui/use-media.js';
import { useTitle } from '../../ui/use-title.js';
import { useMemberContext } from '../../ui/use-member-word.js';
import { SavedViews } from '../views/SavedViews.js';
import { BulkBar } from './bulk/BulkBar.js';
import { useSelection } from './bulk/use-selection.js';
import { useIncidentColumns, type RowContext } from './columns.js';
import { IncidentCard } from './IncidentCard.js';
import { IncidentFilters } from './IncidentFilters.js';
import {
  incidentSearch,
  incidentSorts,
  incidentViews,
  inView,
  toIncidentQuery,
  type IncidentSearch,
  type IncidentView,
} from './incident-search.js';
import { saveTrail } from './list-trail.js';
import { useIncidentChips } from './use-chips.js';
import { useHeldList } from './use-held-list.js';
import '../../styles/list.css';

const route = getRouteApi('/signed-in/$scope/vorfaelle');

/** The list of incidents: views, search, filters, all in the URL; windows come from the server. */
export function IncidentsPage(): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const member = useMemberContext(scope);
  const asked = route.useSearch();
  const navigate = useNavigate();
  const href = useRouterState({ select: (state) => state.location.href });
  const narrow = useNarrow();
  const tenants = useTenants(scope);
  useTitle(t('incidents.title'), scope.shortName);

  const tenantId = asked.kreis ? tenants.bySlug(asked.kreis)?.id : undefined;
  // A member's slug can be turned into a filter only once the members are known; an unknown one counts as absent.
  const ready = !asked.kreis || tenants.loaded;
  const search = useMemo(() => {
    return tenantId || !ready ? asked : without(asked, 'kreis');
  }, [asked, tenantId, ready]);
  const view: IncidentView = search.ansicht ?? 'offen';
  const query = useMemo(() => toIncidentQuery(search, tenantId), [search, tenantId]);

  const list = useInfiniteQuery({ ...incidentListQuery(scope, query), enabled: ready });
  const counts = useQueries({
    queries: incidentViews.map((each) => ({
      ...incidentCountQuery(scope, toIncidentQuery(inView(search, each), tenantId)),
      enabled: ready && each !== view,
    })),
  });
  const { waiting, show, box } = useHeldList(scope, query, !search.asOf);

  const change = useCallback(
    (next: IncidentSearch): void => {
      void navigate({ to: '/$scope/vorfaelle', params: { scope: scope.slug }, search: next, replace: true });
    },
    [navigate, scope.slug],
  );
  const chips = useIncidentChips(search, (slug) => tenants.bySlug(slug)?.shortName ?? slug, change);

  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const total = list.data?.pages[0]?.total ?? 0;
  const selection = useSelection(rows);
  const mayChange = may(scope, 'incident:update') && !search.asOf;
  const readView = (raw: Record<string, unknown>): IncidentSearch => {
    const found = incidentSearch(raw);
    return found.kreis && !tenants.bySlug(found.kreis) ? without(found, 'kreis') : found;
  };
  const context: RowContext = {
    slugOf: tenants.slugOf,
    nameOf: tenants.nameOf,
    showTenant: scope.kind === 'office',
    tenantWord: t('incidents.column.tenant', member),
    at: search.asOf ? new Date(`${search.asOf}T23:59:59Z`).getTime() : undefined,
  };
  const columns = useIncidentColumns(context);
  const sort = search.sort ?? '-detectedAt';

  const leaveTrail = (): void => {
    saveTrail({
      href,
      total,
      items: rows.map((row) => ({ id: row.id, scope: tenants.slugOf(row.tenantId) })),
    });
  };
  const open = (row: IncidentListItem): void => {
    leaveTrail();
    void navigate({
      to: '/$scope/vorfaelle/$id',
      params: { scope: tenants.slugOf(row.tenantId), id: row.id },
    });
  };
  const { fetchNextPage, isFetchingNextPage, hasNextPage } = list;
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);

  return (
    <div className="page page-fill">
      <header className="page-head">
        <h1>{t('incidents.title')}</h1>
        <div className="row">
          <ExportMenu scope={scope} name={t('incidents.title')} list="incidents" query={query} />
          <PrintButton />
        </div>
      </header>
      <Tabs
        label={t('incidents.views')}
        current={view}
        onChange={(id) => change(inView(search, incidentViews.find((each) => each === id) ?? 'offen'))}
        tabs={incidentViews.map((each, index) => ({
          id: each,
          label: t(`incidents.view.${each}`),
          count: each === view ? list.data && total : counts[index]?.data,
        }))}
      />
      <div className="filter-area">
        <SavedViews
          scope={scope}
          list="incidents"
          search={search}
          read={readView}
          change={change}
          ready={tenants.loaded}
        />
        <IncidentFilters
          search={search}
          view={view}
          tenants={scope.kind === 'office' ? tenants.list : null}
          tenantWord={t('incidents.tenant', member)}
          change={change}
        >
          <span className="muted nowrap" role="status">
            {list.data && t('incidents.count', { count: total })}
          </span>
        </IncidentFilters>
        <Chips
          chips={chips}
          onReset={() => change(inSameView(search, view === 'offen' ? {} : { ansicht: view }))}
        />
        {mayChange && <BulkBar selection={selection} nameOf={tenants.nameOf} member={member} />}
      </div>
      <div className="list-box" ref={box} onClickCapture={leaveTrail}>
        {waiting > 0 && (
          <button type="button" className="new-rows" onClick={show}>
            <Icon name="arrowUp" size={18} />
            {t('common.newRows', { count: waiting })}
          </button>
        )}
        <ListProblem query={list} />
        {list.data && (
          <DataTable
            rows={rows}
            total={total}
            columns={columns}
            getId={(row) => row.id}
            caption={t('incidents.title')}
            sorting={{ id: sort.replace('-', ''), desc: sort.startsWith('-') }}
            onSort={({ id, desc }) => {
              const rest = without(search, 'sort');
              const next = `${desc ? '-' : ''}${id}`;
              const known = oneOf(incidentSorts, next);
              change(known ? { ...rest, sort: known } : rest);
            }}
            onOpen={open}
            selection={mayChange ? selection.table : undefined}
            card={(row) => <IncidentCard incident={row} context={context} />}
            narrow={narrow}
            hasMore={hasNextPage}
            onMore={more}
            empty={
              <div className="empty">
                <Icon name={chips.length > 0 ? 'search' : 'done'} size={36} />
                <b>
                  {chips.length > 0 || view !== 'offen'
                    ? t('incidents.emptyTitle')
                    : t('incidents.emptyOpen')}
                </b>
                <p>
                  {chips.length > 0 || view !== 'offen'
                    ? t('incidents.emptyText')
                    : t('incidents.emptyOpenText')}
                </p>
                {may(scope, 'incident:create') && (
                  <Link
                    to="/$scope/vorfaelle/neu"
                    params={{ scope: scope.slug }}
                    className={buttonClass('secondary', true)}
                  >
                    <span className="kern-label">{t('shell.report')}</span>
                  </Link>
                )}
              </div>
            }
          />
        )}
      </div>
    </div>
  );
}
