import { previousQuarter, quarterOf } from '../report.period.js';
import { correctionsOf, type EarlierReport } from '../county-quarter/corrections.js';
import {
  categoriesOf,
  dutiesOf,
  flowsOf,
  incidentsOf,
  monthsOf,
  openAt,
  tlpOf,
  type DutyFact,
  type IncidentFact,
} from '../county-quarter/figures.js';
import { SNAPSHOT_FORM, type CountyQuarterSnapshot, type Stock } from '../county-quarter/snapshot.js';
import { summaryOf } from '../county-quarter/summary.js';
import { situationLevel } from '../situation-level.js';

/** An incident with the facts a test cares for. */
export function incident(
  number: number,
  detectedAt: string,
  facts: Partial<IncidentFact> = {},
): IncidentFact {
  return {
    id: String(number),
    reference: `OS-V2026-${String(number).padStart(3, '0')}`,
    title: `Vorfall ${String(number)}`,
    category: 'misdirected-mail',
    severity: 'medium',
    personalData: 'yes',
    status: 'closed',
    tlp: 'amber-strict',
    detectedAt: new Date(detectedAt),
    occurredAt: null,
    closedAt: null,
    recordedAt: new Date(detectedAt),
    afterCutOff: false,
    ...facts,
  };
}

/** A clock of 72 hours with the facts a test cares for. */
export function duty(reference: string, dueAt: string, facts: Partial<DutyFact> = {}): DutyFact {
  return {
    incidentReference: reference,
    title: 'Meldung an die Datenschutzaufsicht',
    legalBasis: 'Art. 33 Abs. 1 DSGVO',
    recipient: 'HBDI',
    kind: 'statutory',
    dueAt: new Date(dueAt),
    submittedAt: null,
    state: 'open',
    late: false,
    ...facts,
  };
}

/** What a sample is made from. */
export interface SampleFacts {
  readonly period?: string;
  readonly interim?: boolean;
  readonly cutOff?: string;
  readonly demo?: boolean;
  readonly tenant?: string;
  readonly incidents?: readonly IncidentFact[];
  readonly duties?: readonly DutyFact[];
  readonly earlier?: readonly EarlierReport[];
  readonly stock?: Partial<Stock>;
}

/** A snapshot as the collector makes it, without a database. */
export function sampleSnapshot(facts: SampleFacts = {}): CountyQuarterSnapshot {
  const quarter = quarterOf(facts.period ?? '2026-Q3');
  if (!quarter) throw new Error('no quarter');
  const { incidents = [], duties = [], earlier = [], interim = false, tenant = 'Landkreis Ost' } = facts;
  const cutOff = new Date(facts.cutOff ?? quarter.end.getTime() - 1);
  const before = previousQuarter(quarter);
  const open = openAt(incidents);
  const stock: Stock = {
    openIncidents: open.length,
    openCritical: open.filter(({ severity }) => severity === 'critical').length,
    openHigh: open.filter(({ severity }) => severity === 'high').length,
    personalDataOpen: open.length,
    runningDuties: 0,
    runningStatutory: 0,
    overdueDuties: 0,
    overdueStatutory: 0,
    ...facts.stock,
  };
  const rest = {
    form: SNAPSHOT_FORM,
    period: quarter.period,
    revision: 1,
    interim,
    cutOff: cutOff.toISOString(),
    collectedAt: '2026-10-06T07:15:22.412Z',
    tenant: { name: tenant, shortName: 'Ost' },
    office: { name: 'Gemeinsame Informationssicherheitsstelle', demo: facts.demo ?? true },
    tlp: tlpOf(incidents),
    current: {
      period: quarter.period,
      cutOff: cutOff.toISOString(),
      level: situationLevel(stock),
      flows: flowsOf(quarter, incidents, duties, cutOff),
      stock,
    },
    previous: {
      period: before.period,
      cutOff: new Date(before.end.getTime() - 1).toISOString(),
      level: 0,
      flows: flowsOf(before, incidents, duties, cutOff),
      stock: { ...stock, openIncidents: 0, openCritical: 0, openHigh: 0, personalDataOpen: 0 },
    },
    categories: categoriesOf(quarter, incidents),
    months: monthsOf(incidents, cutOff),
    incidents: incidentsOf(quarter, incidents),
    openIncidents: open,
    duties: dutiesOf(quarter, duties, cutOff),
    seal: { position: 320, hash: '0123456789abcdef'.repeat(4) },
    corrections: correctionsOf(quarter, incidents, earlier),
  } as const;
  return { ...rest, summary: summaryOf(rest) };
}
