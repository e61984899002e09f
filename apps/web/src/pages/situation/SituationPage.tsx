import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { levelOf, type Dashboard, type Duty } from '../../api/types.js';
import { dutyListQuery } from '../../app/page-queries.js';
import { dashboardQuery } from '../../app/queries.js';
import { may } from '../../app/scope.js';
import { useScope } from '../../app/use-scope.js';
import { formatDateTime } from '../../format/time.js';
import { Icon } from '../../ui/Icon.js';
import { TimeLeft } from '../../ui/Marks.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { QueryState } from '../../ui/QueryState.js';
import { useTitle } from '../../ui/use-title.js';
import { figureLinks } from '../dashboard/links.js';
import { useLevelReasons } from '../dashboard/use-level-reasons.js';
import '../../styles/dashboard.css';

/** The situation on one page in plain sentences, for the head of the authority; prints well. */
export function SituationPage(): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const board = useQuery(dashboardQuery(scope));
  useTitle(t('situation.title'), scope.shortName);
  return (
    <div className="page situation">
      <QueryState query={board}>
        {(data) => (
          <>
            <header className="page-head">
              <div>
                <h1>{t('situation.title')}</h1>
                <p className="muted">
                  {`${scope.name} · ${t('situation.asOf', { time: t('common.oClock', { text: formatDateTime(data.asOf) }) })}`}
                </p>
              </div>
              <PrintButton />
            </header>
            <Headline data={data} />
            <Overview data={data} slug={scope.slug} />
            <Clocks />
            <p className="muted small-print">{t('situation.footer', { name: scope.name })}</p>
          </>
        )}
      </QueryState>
    </div>
  );
}

const levelNames = ['calm', 'normal', 'raised', 'serious', 'critical'] as const;

function Headline({ data }: { data: Dashboard }): ReactElement {
  const { t } = useTranslation();
  const tenant = data.tenants[0];
  const level = tenant ? levelOf(tenant) : 0;
  const reason = useLevelReasons(data)[0]?.text;
  return (
    <p className={`headline level-${level}`}>
      <Icon name={level >= 3 ? 'warning' : level === 2 ? 'timer' : 'done'} size={28} />
      <span>
        {t(`situation.headline.${levelNames[level]}`)}
        {reason && <small>{reason}</small>}
      </span>
    </p>
  );
}

function Overview({ data, slug }: { data: Dashboard; slug: string }): ReactElement {
  const { t } = useTranslation();
  const { openIncidents, openCritical, openHigh, reportedLast30Days, closedLast30Days, dutiesKept } =
    data.figures;
  const to = figureLinks(data, undefined);
  const params = { scope: slug };
  return (
    <section className="card prose" aria-labelledby="ueberblick">
      <h2 id="ueberblick">{t('situation.overview')}</h2>
      <p>
        <Trans
          i18nKey="situation.open"
          count={openIncidents}
          components={{ open: <Link to="/$scope/vorfaelle" params={params} search={to.open} /> }}
        />{' '}
        {openIncidents > 0 && openCritical + openHigh === 0 && t('situation.notSevere')}
        {openCritical + openHigh > 0 && (
          <Trans
            i18nKey="situation.severe"
            values={{ critical: openCritical, high: openHigh }}
            components={{
              critical: <Link to="/$scope/vorfaelle" params={params} search={to.critical} />,
              high: <Link to="/$scope/vorfaelle" params={params} search={to.high} />,
            }}
          />
        )}
      </p>
      <p>
        <Trans
          i18nKey="situation.recent"
          count={reportedLast30Days}
          values={{ closed: closedLast30Days }}
          components={{
            recent: <Link to="/$scope/vorfaelle" params={params} search={to.recent} />,
            closed: <Link to="/$scope/vorfaelle" params={params} search={to.recentClosed} />,
          }}
        />
      </p>
      <p>
        {dutiesKept.denominator > 0 ? (
          <Trans
            i18nKey="situation.kept"
            values={{ ...dutiesKept }}
            components={{
              due: <Link to="/$scope/fristen" params={params} search={to.due} />,
              kept: <Link to="/$scope/fristen" params={params} search={to.kept} />,
            }}
          />
        ) : (
          t('situation.keptNone')
        )}
      </p>
    </section>
  );
}

/** Statutory clocks that run out, and the decisions they ask for; other kinds only as a sentence. */
function Clocks(): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const { data } = useInfiniteQuery(dutyListQuery(scope, { state: ['running', 'overdue'] }));
  const all = data?.pages.flatMap((page) => page.items) ?? [];
  const statutory = all.filter((duty) => duty.kind === 'statutory');
  const others = all.length - statutory.length;
  const decides = may(scope, 'duty:decide');
  return (
    <>
      <section className="card prose" aria-labelledby="fristen">
        <h2 id="fristen">{t('situation.clocks')}</h2>
        {data && statutory.length === 0 && <p>{t('situation.clocksNone')}</p>}
        <ul className="situation-clocks">
          {statutory.map((duty) => (
            <li key={duty.id}>
              <span>
                <Link to="/$scope/vorfaelle/$id" params={{ scope: scope.slug, id: duty.incidentId }}>
                  {duty.incidentTitle}
                </Link>
                <small>
                  {t('situation.clock', {
                    title: duty.title,
                    recipient: duty.recipient,
                    legalBasis: duty.legalBasis,
                  })}
                </small>
              </span>
              <span className="end">
                <TimeLeft dueAt={duty.dueAt} />
                {duty.dueAt && (
                  <small>
                    {t('common.oClock', {
                      text: t('situation.clockEnd', { end: formatDateTime(duty.dueAt) }),
                    })}
                  </small>
                )}
              </span>
            </li>
          ))}
        </ul>
        {others > 0 && <p className="muted">{t('situation.voluntary', { count: others })}</p>}
      </section>
      <section className="card prose" aria-labelledby="entscheidungen">
        <h2 id="entscheidungen">{decides ? t('situation.decisions') : t('situation.decisionsOther')}</h2>
        {data && statutory.length === 0 && <p>{t('situation.decisionsNone')}</p>}
        <ol className="decisions">
          {statutory.map((duty) => (
            <Decision key={duty.id} duty={duty} slug={scope.slug} />
          ))}
        </ol>
      </section>
    </>
  );
}

function Decision({ duty, slug }: { duty: Duty; slug: string }): ReactElement {
  const { t } = useTranslation();
  return (
    <li>
      <span>
        {t('situation.decision', { incident: duty.incidentTitle, reference: duty.incidentReference })}
      </span>
      <Link
        to="/$scope/vorfaelle/$id"
        params={{ scope: slug, id: duty.incidentId }}
        className="kern-btn kern-btn--secondary small no-print"
      >
        <span className="kern-label">{t('situation.decide')}</span>
      </Link>
    </li>
  );
}
