import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { dashboardQuery } from '../../app/queries.js';
import { useScope } from '../../app/use-scope.js';
import { formatDateTime, formatDay } from '../../format/time.js';
import { Alert } from '../../ui/Alert.js';
import { buttonClass } from '../../ui/Button.js';
import { Icon } from '../../ui/Icon.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { QueryState } from '../../ui/QueryState.js';
import { useMemberContext } from '../../ui/use-member-word.js';
import { useTitle } from '../../ui/use-title.js';
import { AsOfSelect } from './AsOfSelect.js';
import { ClocksCard } from './ClocksCard.js';
import { CompareCard } from './CompareCard.js';
import { Figures } from './Figures.js';
import { LevelCard } from './LevelCard.js';
import { MapCard } from './MapCard.js';
import { OpenIncidentsCard } from './OpenIncidentsCard.js';
import { TrendCard } from './TrendCard.js';
import '../../styles/dashboard.css';

const route = getRouteApi('/signed-in/$scope/lagebild');

/** What burns, where, until when: for an office across its members, or for one member. */
export function DashboardPage(): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const member = useMemberContext(scope);
  const { asOf } = route.useSearch();
  const query = useQuery(dashboardQuery(scope, asOf));
  useTitle(t('dashboard.title'), scope.shortName);
  const data = query.data;
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('dashboard.title')}</h1>
          <p className="muted">
            {data && t('dashboard.liveAt', { time: t('common.oClock', { text: formatDateTime(data.asOf) }) })}
            {data &&
              scope.kind === 'office' &&
              ` · ${t('dashboard.members', { count: data.tenants.length, ...member })}`}
            {scope.kind === 'tenant' && ` · ${scope.name}`}
          </p>
        </div>
        <div className="row no-print">
          <AsOfSelect asOf={asOf} />
          {scope.kind === 'tenant' && (
            <Link to="/$scope/lage" params={{ scope: scope.slug }} className={buttonClass('secondary', true)}>
              <Icon name="article" />
              <span className="kern-label">{t('dashboard.onePage')}</span>
            </Link>
          )}
          <PrintButton />
        </div>
      </header>
      {asOf && (
        <Alert kind="info" icon="history" title={t('dashboard.asOfNote', { date: formatDay(asOf) })} />
      )}
      {scope.validUntil && scope.roles[0] === 'auditor' && (
        <Alert
          kind="info"
          icon="key"
          title={t('dashboard.accessEnds', { date: formatDay(scope.validUntil) })}
        />
      )}
      <QueryState query={query}>
        {(board) => (
          <>
            <Figures data={board} asOf={asOf} />
            <div className="grid-two">
              <div className="stack-cards">
                <ClocksCard data={board} asOf={asOf} />
                {scope.kind === 'tenant' && <OpenIncidentsCard data={board} asOf={asOf} />}
              </div>
              {scope.kind === 'office' ? (
                <MapCard data={board} asOf={asOf} />
              ) : (
                <LevelCard data={board} asOf={asOf} />
              )}
            </div>
            {scope.kind === 'office' && <CompareCard data={board} asOf={asOf} />}
            <TrendCard data={board} asOf={asOf} />
          </>
        )}
      </QueryState>
    </div>
  );
}
