import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Duty, DutyKind, IncidentStatus, Level, Severity } from '../api/types.js';
import { useNow } from '../format/use-now.js';
import { useTimeText } from '../format/use-time-text.js';
import { useLabel } from '../i18n/use-label.js';
import { Icon } from './Icon.js';
import type { IconName } from './icon-paths.js';

const severityLook: Record<Severity, { tone: string; icon: IconName }> = {
  critical: { tone: 'critical', icon: 'error' },
  high: { tone: 'danger', icon: 'warning' },
  medium: { tone: 'warn', icon: 'arrowUp' },
  low: { tone: 'info', icon: 'arrowDown' },
};

/** Severity by colour, sign and word. */
export function SeverityBadge({ severity }: { severity: Severity }): ReactElement {
  const label = useLabel();
  const look = severityLook[severity];
  return (
    <span className={`badge ${look.tone}`}>
      <Icon name={look.icon} size={16} />
      {label('severity', severity)}
    </span>
  );
}

const statusMark: Record<IncidentStatus, string> = {
  reported: 'mark-full',
  triaged: 'mark-half',
  contained: 'mark-half',
  eradicated: 'mark-half',
  recovered: 'mark-half',
  closed: 'mark-done',
  'false-alarm': 'mark-off',
};

export function StatusMark({ status }: { status: IncidentStatus }): ReactElement {
  const label = useLabel();
  return (
    <span className="state">
      <i className={statusMark[status]} aria-hidden />
      {label('status', status)}
    </span>
  );
}

/** "gesetzlich", "vertraglich" and "freiwillig (Ziel)" must be told apart at a glance. */
export function KindBadge({ kind }: { kind: DutyKind }): ReactElement {
  const label = useLabel();
  const { t } = useTranslation();
  const look = kind === 'statutory' ? 'info' : '';
  return (
    <span className={`badge ${look} ${kind === 'statutory' ? '' : 'plain'}`}>
      {kind === 'statutory' && <Icon name="law" size={16} />}
      {kind === 'voluntary' ? t('duties.voluntaryTarget') : label('dutyKind', kind)}
    </span>
  );
}

/** Plate letters on the colour of the level; the word stands beside it. */
export function PlateMark({ plate, level }: { plate: string; level: Level }): ReactElement {
  return (
    <span className={`plate level-${level}`} aria-hidden>
      {plate}
    </span>
  );
}

const toneClass = { over: 'text-danger', hot: 'text-danger', urgent: 'text-warn', calm: '' } as const;

/** Time left until a deadline, ticking; `at` shows it as it stood then. */
export function TimeLeft({ dueAt, at }: { dueAt: string | null; at?: number | undefined }): ReactElement {
  const now = useNow();
  const timeText = useTimeText();
  const { text, tone } = timeText(dueAt, at ?? now);
  return <b className={`time-left ${toneClass[tone]}`}>{text}</b>;
}

/** The clock of an incident that matters most: statutory above voluntary, then the nearest end. */
export function mostUrgent(duties: readonly Duty[]): Duty | undefined {
  return duties
    .filter((duty) => duty.state === 'running' || duty.state === 'overdue')
    .sort(
      (a, b) =>
        Number(b.kind === 'statutory') - Number(a.kind === 'statutory') ||
        (a.dueAt ?? '9999').localeCompare(b.dueAt ?? '9999'),
    )[0];
}
