import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Duty, Tasks } from '../../api/types.js';
import { may, type Scope } from '../../app/scope.js';
import { useScope } from '../../app/use-scope.js';
import { formatShortDateTime, shareLeft } from '../../format/time.js';
import { useNow } from '../../format/use-now.js';
import { useTimeText } from '../../format/use-time-text.js';
import { Icon } from '../../ui/Icon.js';
import { KindBadge, TimeLeft } from '../../ui/Marks.js';
import { Ring } from '../../ui/Ring.js';

/** What the caller can do about a clock: decide, record that it was sent, or look. */
function nextAct(scope: Scope, duty: Duty): 'decide' | 'record' | 'look' {
  if (duty.kind === 'voluntary') return may(scope, 'duty:record') ? 'record' : 'look';
  return may(scope, 'duty:decide') ? 'decide' : 'look';
}

/** Clocks that run, the first to end first; the whole line leads to the clocks of the incident. */
export function ClocksCard({ clocks }: Pick<Tasks, 'clocks'>): ReactElement {
  const { t } = useTranslation();
  const scope = useScope();
  return (
    <section className="card" aria-labelledby="aufgaben-fristen">
      <div className="card-head">
        <h2 id="aufgaben-fristen">{t('tasks.clocks.title')}</h2>
        {clocks.total > 0 && (
          <Link to="/$scope/fristen" params={{ scope: scope.slug }}>
            {t('tasks.all', { count: clocks.total })}
          </Link>
        )}
      </div>
      {clocks.items.length === 0 ? (
        <div className="empty small">
          <Icon name="done" size={32} />
          <b>{t('tasks.clocks.none')}</b>
          <p>{t('tasks.clocks.noneText')}</p>
        </div>
      ) : (
        <ul className="clocks">
          {clocks.items.map((duty) => (
            <Clock key={duty.id} duty={duty} scope={scope} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Clock({ duty, scope }: { duty: Duty; scope: Scope }): ReactElement {
  const { t } = useTranslation();
  const now = useNow();
  const timeText = useTimeText();
  const act = nextAct(scope, duty);
  return (
    <li>
      <Link
        to="/$scope/vorfaelle/$id"
        params={{ scope: scope.slug, id: duty.incidentId }}
        className="clock task-clock"
      >
        <Ring
          share={duty.dueAt ? shareLeft(duty.startsAt, duty.dueAt, now) : 1}
          tone={timeText(duty.dueAt, now).tone}
        />
        <span className="clock-main">
          <b>{duty.incidentTitle}</b>
          <small>
            {[
              duty.incidentReference,
              duty.legalBasis,
              t('tasks.clocks.to', { recipient: duty.recipient }),
            ].join(' · ')}
          </small>
          <span className="task-marks">
            <KindBadge kind={duty.kind} />
            {duty.precautionary && <span className="badge plain">{t('duties.precautionary')}</span>}
          </span>
        </span>
        <span className="clock-side">
          <TimeLeft dueAt={duty.dueAt} />
          {duty.dueAt && (
            <small className="muted">{t('common.oClock', { text: formatShortDateTime(duty.dueAt) })}</small>
          )}
          <span className={`task-act${act === 'look' ? ' quiet' : ''}`}>{t(`tasks.clocks.${act}`)}</span>
        </span>
      </Link>
    </li>
  );
}
