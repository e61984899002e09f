import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dashboard, Duty } from '../../api/types.js';
import { useScope } from '../../app/use-scope.js';
import { shareLeft } from '../../format/time.js';
import { useNow } from '../../format/use-now.js';
import { useTimeText } from '../../format/use-time-text.js';
import { Icon } from '../../ui/Icon.js';
import { KindBadge, TimeLeft } from '../../ui/Marks.js';
import { Ring } from '../../ui/Ring.js';
import { figureLinks } from './links.js';

interface ClocksCardProps {
  data: Dashboard;
  asOf: string | undefined;
}

/** The clocks that matter now: statutory above voluntary, then the nearest end (the server's order). */
export function ClocksCard({ data, asOf }: ClocksCardProps): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  const count = data.figures.runningDuties;
  const at = data.live ? undefined : new Date(data.asOf).getTime();
  const byId = new Map(data.tenants.map((tenant) => [tenant.tenantId, tenant]));
  return (
    <section className="card" aria-labelledby="fristen-titel">
      <div className="card-head">
        <h2 id="fristen-titel">{t('dashboard.clocks.title')}</h2>
        {count > 0 && (
          <Link to="/$scope/fristen" params={{ scope: scope.slug }} search={figureLinks(data, asOf).running}>
            {t('dashboard.clocks.all', { count })}
          </Link>
        )}
      </div>
      {data.clocks.length === 0 ? (
        <div className="empty small">
          <Icon name="done" size={32} />
          <b>{t('dashboard.clocks.none')}</b>
          <p>{t('dashboard.clocks.noneText')}</p>
        </div>
      ) : (
        <ul className="clocks">
          {data.clocks.map((duty) => (
            <Clock
              key={duty.id}
              duty={duty}
              at={at}
              tenantSlug={byId.get(duty.tenantId)?.slug ?? scope.slug}
              tenantName={scope.kind === 'office' ? byId.get(duty.tenantId)?.shortName : undefined}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

interface ClockProps {
  duty: Duty;
  at: number | undefined;
  tenantSlug: string;
  tenantName: string | undefined;
}

function Clock({ duty, at, tenantSlug, tenantName }: ClockProps): ReactElement {
  const now = useNow();
  const timeText = useTimeText();
  const then = at ?? now;
  return (
    <li>
      <Link to="/$scope/vorfaelle/$id" params={{ scope: tenantSlug, id: duty.incidentId }} className="clock">
        <Ring
          share={duty.dueAt ? shareLeft(duty.startsAt, duty.dueAt, then) : 1}
          tone={timeText(duty.dueAt, then).tone}
        />
        <span className="clock-main">
          <b>{duty.incidentTitle}</b>
          <small>{[duty.incidentReference, tenantName, duty.legalBasis].filter(Boolean).join(' · ')}</small>
        </span>
        <span className="clock-side">
          <TimeLeft dueAt={duty.dueAt} at={at} />
          <KindBadge kind={duty.kind} />
        </span>
      </Link>
    </li>
  );
}
