import { Link } from '@tanstack/react-router';
import { useId, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dashboard } from '../../api/types.js';
import { useScope } from '../../app/use-scope.js';
import { formatPercent } from '../../format/number.js';
import { formatDateTime, formatDay } from '../../format/time.js';
import { Icon } from '../../ui/Icon.js';
import type { IconName } from '../../ui/icon-paths.js';
import { figureLinks } from './links.js';

interface CardProps {
  tone: 'danger' | 'warn' | 'info' | 'ok';
  icon: IconName;
  /** The number with its name, as a link to its list. */
  main: (content: ReactNode, describedBy: string) => ReactNode;
  value: string;
  title: string;
  sub: ReactNode;
  definition: string;
}

function Card({ tone, icon, main, value, title, sub, definition }: CardProps): ReactElement {
  const id = useId();
  return (
    <li className={`figure tone-${tone}`}>
      {main(
        <>
          <span className="figure-value">{value}</span>
          <span className="figure-title">{title}</span>
        </>,
        id,
      )}
      <span className="figure-icon">
        <Icon name={icon} size={22} />
      </span>
      <p className="figure-sub">{sub}</p>
      <p className="figure-definition" id={id}>
        {definition}
      </p>
    </li>
  );
}

/** The four key figures; every number leads to the list it counts. */
export function Figures({ data, asOf }: { data: Dashboard; asOf: string | undefined }): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const params = { scope: scope.slug };
  const to = figureLinks(data, asOf);
  const figures = data.figures;
  const { last30DaysFrom, today } = data.periods;
  const define = (text: string): string =>
    t('dashboard.definition', { asOf: t('common.oClock', { text: formatDateTime(data.asOf) }), text });
  const kept = figures.dutiesKept;
  return (
    <ul className="figures" aria-label={t('dashboard.figures')}>
      <Card
        tone={figures.openCritical > 0 ? 'danger' : figures.openIncidents > 0 ? 'info' : 'ok'}
        icon="incident"
        value={String(figures.openIncidents)}
        title={t('dashboard.open.title', { count: figures.openIncidents })}
        definition={define(t('dashboard.open.definition'))}
        main={(content, id) => (
          <Link
            to="/$scope/vorfaelle"
            params={params}
            search={to.open}
            className="figure-main"
            aria-describedby={id}
          >
            {content}
          </Link>
        )}
        sub={
          figures.openCritical + figures.openHigh === 0 ? (
            t('dashboard.open.none')
          ) : (
            <>
              <Link to="/$scope/vorfaelle" params={params} search={to.critical}>
                {t('dashboard.open.critical', { count: figures.openCritical })}
              </Link>
              <span aria-hidden> · </span>
              <Link to="/$scope/vorfaelle" params={params} search={to.high}>
                {t('dashboard.open.high', { count: figures.openHigh })}
              </Link>
            </>
          )
        }
      />
      <Card
        tone={figures.overdueDuties > 0 ? 'danger' : figures.runningStatutory > 0 ? 'warn' : 'ok'}
        icon="timer"
        value={String(figures.runningDuties)}
        title={t('dashboard.running.title', { count: figures.runningDuties })}
        definition={define(t('dashboard.running.definition'))}
        main={(content, id) => (
          <Link
            to="/$scope/fristen"
            params={params}
            search={to.running}
            className="figure-main"
            aria-describedby={id}
          >
            {content}
          </Link>
        )}
        sub={
          <>
            <Link to="/$scope/fristen" params={params} search={to.statutory}>
              {t('dashboard.running.statutory', { count: figures.runningStatutory })}
            </Link>
            <span aria-hidden> · </span>
            {figures.overdueDuties > 0 ? (
              <Link to="/$scope/fristen" params={params} search={to.overdue} className="text-danger">
                {t('dashboard.running.overdue', { count: figures.overdueDuties })}
              </Link>
            ) : (
              t('dashboard.running.noneOverdue')
            )}
          </>
        }
      />
      <Card
        tone="info"
        icon="calendar"
        value={String(figures.reportedLast30Days)}
        title={t('dashboard.recent.title')}
        definition={define(
          t('dashboard.recent.definition', { from: formatDay(last30DaysFrom), to: formatDay(today) }),
        )}
        main={(content, id) => (
          <Link
            to="/$scope/vorfaelle"
            params={params}
            search={to.recent}
            className="figure-main"
            aria-describedby={id}
          >
            {content}
          </Link>
        )}
        sub={
          <Link to="/$scope/vorfaelle" params={params} search={to.recentClosed}>
            {t('dashboard.recent.closed', { count: figures.closedLast30Days })}
          </Link>
        }
      />
      <Card
        tone={kept.denominator > 0 && kept.numerator < kept.denominator ? 'warn' : 'ok'}
        icon="done"
        value={kept.denominator > 0 ? t('dashboard.kept.ratio', { ...kept }) : t('common.none')}
        title={t('dashboard.kept.title')}
        definition={define(t('dashboard.kept.definition'))}
        main={(content, id) => (
          <Link
            to="/$scope/fristen"
            params={params}
            search={to.due}
            className="figure-main"
            aria-describedby={id}
          >
            {content}
          </Link>
        )}
        sub={
          kept.denominator > 0 ? (
            <>
              <Link to="/$scope/fristen" params={params} search={to.kept}>
                {t('dashboard.kept.inTime', { count: kept.numerator })}
              </Link>
              <span aria-hidden> · </span>
              {formatPercent(kept.numerator / kept.denominator)}
            </>
          ) : (
            t('dashboard.kept.subNone')
          )
        }
      />
    </ul>
  );
}
