import { quarterAt, quarterOf, type Quarter } from '../report.period.js';
import { inOrder, type IncidentFact } from './figures.js';
import type { Correction, CorrectedIncident } from './snapshot.js';

/** What an earlier report (no interim one) said. */
export interface EarlierReport {
  readonly period: string;
  readonly collectedAt: Date;
  /** Incidents it listed as those of its quarter. */
  readonly incidents: readonly { readonly reference: string; readonly status: string }[];
  /** What it corrected of quarters before it. */
  readonly corrections: readonly {
    readonly period: string;
    readonly reference: string;
    readonly kind: CorrectedIncident['kind'];
    readonly status: string;
  }[];
}

/** Where the reports so far count an incident. */
interface Told {
  /** null: taken out of its quarter, and not listed again yet. */
  readonly period: string | null;
  readonly isFalseAlarm: boolean;
}

/**
 * What the reports of earlier quarters said and what is no longer so: incidents that came too late for the report of their
 * quarter, that belong to another quarter since their time was corrected, or that turned out to be false alarms. Each is
 * corrected once; the earlier reports stay as they are.
 * Where a quarter has a report, what counts is what it listed, not times: an incident whose transaction ended after the
 * collection began may carry an earlier time. A quarter without a report closed with its end.
 */
export function correctionsOf(
  quarter: Quarter,
  incidents: readonly IncidentFact[],
  earlier: readonly EarlierReport[],
): Correction[] {
  const reports = earlier.filter(({ period }) => period < quarter.period);
  const told = toldBy(reports);
  const found = inOrder(incidents).flatMap((incident) =>
    correctionsFor(quarter, incident, told.get(incident.reference), reports),
  );
  return [...new Set(found.map(({ period }) => period))]
    .sort()
    .reverse()
    .map((period) => ({
      period,
      closedAt: closingOf(period, reports).toISOString(),
      incidents: found.filter((one) => one.period === period).map(({ incident }) => incident),
    }));
}

function toldBy(reports: readonly EarlierReport[]): ReadonlyMap<string, Told> {
  const told = new Map<string, Told>();
  for (const { period, incidents, corrections } of reports) {
    for (const one of corrections) told.set(one.reference, afterCorrection(told.get(one.reference), one));
    for (const { reference, status } of incidents)
      told.set(reference, { period, isFalseAlarm: status === 'false-alarm' });
  }
  return told;
}

function afterCorrection(
  before: Told | undefined,
  { period, kind, status }: EarlierReport['corrections'][number],
): Told {
  const isFalseAlarm = status === 'false-alarm';
  if (kind === 'added') return { period, isFalseAlarm };
  const known = before?.period ?? null;
  return { period: kind === 'removed' && known === period ? null : known, isFalseAlarm };
}

function correctionsFor(
  quarter: Quarter,
  incident: IncidentFact,
  told: Told | undefined,
  reports: readonly EarlierReport[],
): { period: string; incident: CorrectedIncident }[] {
  const own = quarterAt(incident.detectedAt).period;
  const as = (
    period: string,
    kind: CorrectedIncident['kind'],
  ): { period: string; incident: CorrectedIncident } => ({
    period,
    incident: toCorrected(incident, kind),
  });
  const isPast = own < quarter.period;
  if (told === undefined) {
    const cameLate = reports.some(({ period }) => period === own) || incident.recordedAt >= quarter.start;
    return isPast && cameLate ? [as(own, 'added')] : [];
  }
  if (told.period !== own)
    return [
      ...(told.period === null ? [] : [as(told.period, 'removed')]),
      ...(isPast ? [as(own, 'added')] : []),
    ];
  return incident.status === 'false-alarm' && !told.isFalseAlarm ? [as(own, 'false-alarm')] : [];
}

function toCorrected(incident: IncidentFact, kind: CorrectedIncident['kind']): CorrectedIncident {
  const { reference, title, status, detectedAt, recordedAt } = incident;
  return {
    kind,
    reference,
    title,
    status,
    detectedAt: detectedAt.toISOString(),
    recordedAt: recordedAt.toISOString(),
  };
}

function closingOf(period: string, reports: readonly EarlierReport[]): Date {
  const report = reports.find((one) => one.period === period);
  const end = report?.collectedAt ?? quarterOf(period)?.end;
  if (!end) throw new Error(`no period: ${period}`);
  return end;
}
