import { OPEN_STATUSES, ZONE, type Severity } from '@bergfried/incidents';
import { DateTime } from 'luxon';
import { isWithin, previousQuarter, type Quarter } from '../report.period.js';
import type { Flows, ReportedDuty, ReportedIncident, Share } from './snapshot.js';

/** An incident as the collector read it. */
export interface IncidentFact {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly category: string;
  readonly severity: Severity;
  readonly personalData: string;
  readonly status: string;
  readonly tlp: string;
  readonly detectedAt: Date;
  readonly occurredAt: Date | null;
  readonly closedAt: Date | null;
  readonly recordedAt: Date;
  /** Not yet recorded at the cut-off. */
  readonly afterCutOff: boolean;
}

/** A clock as the collector read it. */
export interface DutyFact {
  readonly incidentReference: string;
  readonly title: string;
  readonly legalBasis: string;
  readonly recipient: string;
  readonly kind: string;
  readonly dueAt: Date | null;
  readonly submittedAt: Date | null;
  readonly state: 'open' | 'submitted' | 'not-required';
  /** Sent by the cut-off, but recorded after it. */
  readonly late: boolean;
}

const SEVERE: readonly Severity[] = ['high', 'critical'];
/** From the strictest; a report is at least AMBER+STRICT. */
const TLP_ORDER = ['red', 'amber-strict'];
const MINUTE = 60_000;

/** What happened in a quarter: incidents by the day they were noticed, closings by theirs, notifications by their due date. */
export function flowsOf(
  quarter: Quarter,
  incidents: readonly IncidentFact[],
  duties: readonly DutyFact[],
  cutOff: Date,
): Flows {
  const noticed = incidents.filter(({ detectedAt }) => isWithin(quarter, detectedAt));
  const due = duties
    .filter(({ kind, dueAt }) => kind === 'statutory' && dueAt !== null && isWithin(quarter, dueAt))
    .map((duty) => dutyState(duty, cutOff));
  const count = (test: (incident: IncidentFact) => boolean): number => noticed.filter(test).length;
  const minutes = noticed.flatMap(({ occurredAt, detectedAt }) =>
    occurredAt ? [Math.round((detectedAt.getTime() - occurredAt.getTime()) / MINUTE)] : [],
  );
  return {
    reported: noticed.length,
    severe: count(({ severity }) => SEVERE.includes(severity)),
    personalData: count(({ personalData }) => personalData === 'yes'),
    personalDataUnclear: count(({ personalData }) => personalData === 'unclear'),
    falseAlarms: count(({ status }) => status === 'false-alarm'),
    closed: incidents.filter(
      ({ closedAt }) => closedAt !== null && closedAt <= cutOff && isWithin(quarter, closedAt),
    ).length,
    late: count((incident) => isLate(quarter, incident)),
    dutiesKept: keptOf(due),
    notRequired: due.filter((state) => state === 'not-required').length,
    detection: {
      known: minutes.length,
      unknown: noticed.length - minutes.length,
      minutesSum: minutes.reduce((sum, one) => sum + one, 0),
    },
  };
}

function keptOf(states: readonly ReportedDuty['state'][]): Share {
  const numerator = states.filter((state) => state === 'kept').length;
  return {
    numerator,
    denominator: numerator + states.filter((state) => state === 'late' || state === 'overdue').length,
  };
}

/** How a clock stood at the cut-off: what was sent by then counts, also when it was recorded later; what was sent later does not. */
export function dutyState({ state, dueAt, submittedAt }: DutyFact, cutOff: Date): ReportedDuty['state'] {
  if (state === 'not-required') return 'not-required';
  if (state === 'submitted')
    return dueAt !== null && submittedAt !== null && submittedAt > dueAt ? 'late' : 'kept';
  return dueAt !== null && dueAt < cutOff ? 'overdue' : 'running';
}

/** Recorded after its quarter had ended, though noticed in it. */
function isLate({ end }: Quarter, { recordedAt }: IncidentFact): boolean {
  return recordedAt >= end;
}

/** Incidents noticed in the quarter, the oldest first. */
export function incidentsOf(quarter: Quarter, incidents: readonly IncidentFact[]): ReportedIncident[] {
  return inOrder(incidents.filter(({ detectedAt }) => isWithin(quarter, detectedAt))).map((incident) =>
    toReported(incident, isLate(quarter, incident)),
  );
}

/** Incidents open at the cut-off, whenever they were noticed; one recorded later was not known to be open then. */
export function openAt(incidents: readonly IncidentFact[]): ReportedIncident[] {
  const open = incidents.filter(
    ({ afterCutOff, status }) => !afterCutOff && (OPEN_STATUSES as readonly string[]).includes(status),
  );
  return inOrder(open).map((incident) => toReported(incident, false));
}

/** The oldest first. */
export function inOrder(incidents: readonly IncidentFact[]): IncidentFact[] {
  return [...incidents].sort(
    (a, b) => a.detectedAt.getTime() - b.detectedAt.getTime() || (a.reference < b.reference ? -1 : 1),
  );
}

function toReported(incident: IncidentFact, late: boolean): ReportedIncident {
  const { reference, title, category, severity, personalData, status } = incident;
  return {
    reference,
    title,
    category,
    severity,
    personalData,
    status,
    detectedAt: incident.detectedAt.toISOString(),
    recordedAt: incident.recordedAt.toISOString(),
    late,
  };
}

/** Clocks that fell due, were sent or stood open in the quarter; statutory ones first. */
export function dutiesOf(quarter: Quarter, duties: readonly DutyFact[], cutOff: Date): ReportedDuty[] {
  const touches = ({ dueAt, submittedAt, state }: DutyFact): boolean =>
    state === 'open' ||
    (dueAt !== null && isWithin(quarter, dueAt)) ||
    (submittedAt !== null && isWithin(quarter, submittedAt));
  const time = (date: Date | null): number => date?.getTime() ?? Infinity;
  const rank = ({ kind }: DutyFact): number => ['statutory', 'contractual', 'voluntary'].indexOf(kind);
  const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
  return duties
    .filter(touches)
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        compare(time(a.dueAt), time(b.dueAt)) ||
        (a.incidentReference < b.incidentReference ? -1 : 1),
    )
    .map((duty) => ({
      incidentReference: duty.incidentReference,
      title: duty.title,
      legalBasis: duty.legalBasis,
      recipient: duty.recipient,
      kind: duty.kind,
      dueAt: duty.dueAt?.toISOString() ?? null,
      submittedAt: duty.submittedAt?.toISOString() ?? null,
      state: dutyState(duty, cutOff),
      late: duty.late,
    }));
}

/** Categories that occur in either quarter, the most frequent first. */
export function categoriesOf(
  current: Quarter,
  incidents: readonly IncidentFact[],
): { category: string; current: number; previous: number }[] {
  const previous = previousQuarter(current);
  const names = [
    ...new Set(
      incidents
        .filter(({ detectedAt }) => detectedAt >= previous.start && detectedAt < current.end)
        .map(({ category }) => category),
    ),
  ];
  const count = (quarter: Quarter, name: string): number =>
    incidents.filter(({ category, detectedAt }) => category === name && isWithin(quarter, detectedAt)).length;
  return names
    .map((category) => ({ category, current: count(current, category), previous: count(previous, category) }))
    .sort((a, b) => b.current - a.current || b.previous - a.previous || (a.category < b.category ? -1 : 1));
}

/** First instant of the twelve months that end with the month of the cut-off. */
export function firstOfTwelveMonths(cutOff: Date): Date {
  return DateTime.fromJSDate(cutOff, { zone: ZONE }).startOf('month').minus({ months: 11 }).toJSDate();
}

/** Noticed and closed per month in Berlin, twelve months up to the one of the cut-off. */
export function monthsOf(
  incidents: readonly IncidentFact[],
  cutOff: Date,
): { month: string; reported: number; closed: number }[] {
  const first = DateTime.fromJSDate(firstOfTwelveMonths(cutOff), { zone: ZONE });
  const monthOf = (date: Date): string => DateTime.fromJSDate(date, { zone: ZONE }).toFormat('yyyy-MM');
  const perMonth = (dates: readonly (Date | null)[]): ReadonlyMap<string, number> => {
    const counts = new Map<string, number>();
    for (const date of dates)
      if (date !== null && date <= cutOff) counts.set(monthOf(date), (counts.get(monthOf(date)) ?? 0) + 1);
    return counts;
  };
  const reported = perMonth(incidents.map(({ detectedAt }) => detectedAt));
  const closed = perMonth(incidents.map(({ closedAt }) => closedAt));
  return Array.from({ length: 12 }, (_, index) => first.plus({ months: index }).toFormat('yyyy-MM')).map(
    (month) => ({
      month,
      reported: reported.get(month) ?? 0,
      closed: closed.get(month) ?? 0,
    }),
  );
}

/** The strictest mark among what is listed. */
export function tlpOf(incidents: readonly Pick<IncidentFact, 'tlp'>[]): string {
  return (
    TLP_ORDER.find((mark) => mark === 'amber-strict' || incidents.some(({ tlp }) => tlp === mark)) ??
    'amber-strict'
  );
}
