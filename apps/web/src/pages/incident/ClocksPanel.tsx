import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Duty, Incident } from '../../api/types.js';
import { may, type Scope } from '../../app/scope.js';
import { formatDateTime, formatDay, shareLeft } from '../../format/time.js';
import { useNow } from '../../format/use-now.js';
import { useTimeText } from '../../format/use-time-text.js';
import { Button } from '../../ui/Button.js';
import { Icon } from '../../ui/Icon.js';
import { KindBadge, TimeLeft } from '../../ui/Marks.js';
import { Ring } from '../../ui/Ring.js';
import { NotRequiredForm } from './NotRequiredForm.js';
import { SubmittedForm } from './SubmittedForm.js';

const isOpen = (duty: Duty): boolean => duty.state === 'running' || duty.state === 'overdue';

/** Undecided ones first, statutory above the rest, then the nearest end. */
function inOrder(duties: readonly Duty[]): Duty[] {
  return [...duties].sort(
    (a, b) =>
      Number(isOpen(b)) - Number(isOpen(a)) ||
      Number(b.kind === 'statutory') - Number(a.kind === 'statutory') ||
      (a.dueAt ?? '9999').localeCompare(b.dueAt ?? '9999'),
  );
}

/** All clocks of an incident with their proof. */
export function ClocksPanel({ scope, incident }: { scope: Scope; incident: Incident }): ReactElement {
  const { t } = useTranslation();
  // Statutory and contractual clocks need the right to decide; voluntary ones are recorded by whoever keeps the incident.
  const decides = (duty: Duty): boolean =>
    may(scope, 'duty:decide') || (duty.kind === 'voluntary' && may(scope, 'duty:record'));
  const someoneElse = incident.duties.some((duty) => isOpen(duty) && !decides(duty));
  return (
    <section className="card" aria-labelledby="fristen">
      <div className="card-head">
        <h2 id="fristen">{t('incident.clocks.title')}</h2>
        {someoneElse && <small>{t('incident.clocks.whoMay')}</small>}
      </div>
      {incident.duties.length === 0 ? (
        <p className="muted">{t('incident.clocks.none')}</p>
      ) : (
        <ul className="duties">
          {inOrder(incident.duties).map((duty) => (
            <DutyItem key={`${duty.id}-${duty.version}`} duty={duty} mayDecide={decides(duty)} />
          ))}
        </ul>
      )}
    </section>
  );
}

function DutyItem({ duty, mayDecide }: { duty: Duty; mayDecide: boolean }): ReactElement {
  const { t } = useTranslation();
  const now = useNow();
  const timeText = useTimeText();
  const [form, setForm] = useState<'submitted' | 'not-required' | null>(null);
  const open = isOpen(duty);
  const close = (): void => setForm(null);
  return (
    <li className={`duty ${duty.state}`}>
      <div className="duty-head">
        {open ? (
          <Ring
            share={duty.dueAt ? shareLeft(duty.startsAt, duty.dueAt, now) : 1}
            tone={timeText(duty.dueAt, now).tone}
          />
        ) : (
          <span className="duty-done">
            <Icon name={duty.state === 'submitted' ? 'done' : 'block'} size={24} />
          </span>
        )}
        <div className="duty-title">
          <h3>{duty.title}</h3>
          <p className="row tags">
            <KindBadge kind={duty.kind} />
            {duty.precautionary && <span className="badge plain">{t('duties.precautionary')}</span>}
          </p>
        </div>
        <div className="duty-time">
          {open ? <TimeLeft dueAt={duty.dueAt} /> : <DecidedMark duty={duty} />}
          {open && (
            <small>
              {duty.dueAt ? t('duties.endAt', { end: formatDateTime(duty.dueAt) }) : t('duties.noEnd')}
            </small>
          )}
        </div>
      </div>
      <DutyFacts duty={duty} />
      {open && mayDecide && form === null && (
        <div className="row no-print">
          <Button small variant="primary" icon="done" onClick={() => setForm('submitted')}>
            {t('incident.clocks.submit')}
          </Button>
          <Button small onClick={() => setForm('not-required')}>
            {t('incident.clocks.notRequired')}
          </Button>
        </div>
      )}
      {form === 'submitted' && <SubmittedForm duty={duty} close={close} />}
      {form === 'not-required' && <NotRequiredForm duty={duty} close={close} />}
    </li>
  );
}

function DecidedMark({ duty }: { duty: Duty }): ReactElement {
  const { t } = useTranslation();
  if (duty.state === 'not-required') return <b>{t('incident.clocks.notRequiredDone')}</b>;
  const at = duty.submittedAt ? formatDateTime(duty.submittedAt) : '';
  return duty.late ? (
    <b className="text-warn">{t('incident.clocks.submittedLate', { at })}</b>
  ) : (
    <b>{t('incident.clocks.submitted', { at })}</b>
  );
}

function DutyFacts({ duty }: { duty: Duty }): ReactElement {
  const { t } = useTranslation();
  const reason =
    duty.state === 'submitted' && duty.late ? 'incident.clocks.lateReason' : 'incident.clocks.reason';
  return (
    <dl className="duty-facts">
      <div>
        <dt>{t('incident.clocks.recipient')}</dt>
        <dd>{duty.recipient}</dd>
      </div>
      <div>
        <dt>{t('incident.clocks.basis')}</dt>
        <dd>{duty.legalBasis}</dd>
      </div>
      <div>
        <dt>{t('incident.clocks.start')}</dt>
        <dd>{t('common.oClock', { text: formatDateTime(duty.startsAt) })}</dd>
      </div>
      <div>
        <dt>{t('incident.clocks.source')}</dt>
        <dd>
          {duty.sourceUrl ? (
            <a href={duty.sourceUrl} target="_blank" rel="noreferrer">
              {t('incident.clocks.rule', { id: duty.ruleId, version: duty.ruleVersion })}
            </a>
          ) : (
            t('incident.clocks.rule', { id: duty.ruleId, version: duty.ruleVersion })
          )}
          {duty.checkedOn && (
            <small> · {t('incident.clocks.checked', { date: formatDay(duty.checkedOn) })}</small>
          )}
        </dd>
      </div>
      {!isOpen(duty) && (
        <div className="wide">
          <dt>{t('incident.clocks.proof')}</dt>
          <dd>
            {duty.receipt && <p>{t('incident.clocks.receipt', { receipt: duty.receipt })}</p>}
            {duty.reason && <p>{t(reason, { reason: duty.reason })}</p>}
            {duty.decidedBy?.name && (
              <small>{t('incident.clocks.decidedBy', { name: duty.decidedBy.name })}</small>
            )}
          </dd>
        </div>
      )}
    </dl>
  );
}
