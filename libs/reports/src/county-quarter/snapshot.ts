import type { Severity } from '@bergfried/incidents';
import type { SituationLevel } from '../situation-level.js';

/** Form of the snapshot; a new number when its meaning changes. */
export const SNAPSHOT_FORM = 'bergfried.county-quarter/1';

/** A share with both its numbers. */
export interface Share {
  readonly numerator: number;
  readonly denominator: number;
}

/** An incident as the report names it: reference and title, no person, no description. Times are ISO 8601 in UTC. */
export interface ReportedIncident {
  readonly reference: string;
  readonly title: string;
  readonly category: string;
  readonly severity: Severity;
  readonly personalData: string;
  /** At the cut-off; for one recorded later, when it was collected. */
  readonly status: string;
  readonly detectedAt: string;
  readonly recordedAt: string;
  /** Recorded after the quarter had ended ("nachgetragen"). */
  readonly late: boolean;
}

/** A clock of this quarter: due, sent or still open in it. */
export interface ReportedDuty {
  readonly incidentReference: string;
  readonly title: string;
  readonly legalBasis: string;
  readonly recipient: string;
  readonly kind: string;
  readonly dueAt: string | null;
  readonly submittedAt: string | null;
  /** As it stood at the cut-off. */
  readonly state: 'running' | 'overdue' | 'kept' | 'late' | 'not-required';
  /** Sent by the cut-off, but recorded after it ("nachgetragen"). */
  readonly late: boolean;
}

/** An incident of which an earlier report says what is no longer so. */
export interface CorrectedIncident extends Pick<
  ReportedIncident,
  'reference' | 'title' | 'status' | 'detectedAt' | 'recordedAt'
> {
  /** added: came too late for the report; removed: belongs to another quarter; false-alarm: turned out to be none. */
  readonly kind: 'added' | 'removed' | 'false-alarm';
}

/** What is corrected of an earlier quarter, after that quarter was closed. */
export interface Correction {
  readonly period: string;
  /** Until then the earlier quarter counted: its report's collection, else its end. */
  readonly closedAt: string;
  readonly incidents: readonly CorrectedIncident[];
}

/** What happened in a quarter, by event date. */
export interface Flows {
  readonly reported: number;
  /** High or critical. */
  readonly severe: number;
  readonly personalData: number;
  readonly personalDataUnclear: number;
  readonly falseAlarms: number;
  readonly closed: number;
  readonly late: number;
  /** Statutory notifications due in the quarter: sent in time, of those sent or overdue. */
  readonly dutiesKept: Share;
  /** Statutory clocks due in the quarter that were decided as not notifiable, with reason. */
  readonly notRequired: number;
  /** From occurrence to notice; incidents without a known occurrence are left out and counted. */
  readonly detection: { readonly known: number; readonly unknown: number; readonly minutesSum: number };
}

/** What was so at a point in time; the definitions are those of the Lagebild. */
export interface Stock {
  readonly openIncidents: number;
  readonly openCritical: number;
  readonly openHigh: number;
  readonly personalDataOpen: number;
  readonly runningDuties: number;
  readonly runningStatutory: number;
  readonly overdueDuties: number;
  readonly overdueStatutory: number;
}

/** Both kinds of figures of one quarter. */
export interface QuarterFigures {
  readonly period: string;
  readonly cutOff: string;
  readonly level: SituationLevel;
  readonly flows: Flows;
  readonly stock: Stock;
}

/** The page for the head, in words; frozen so that browser and paper say the same. */
export interface Summary {
  readonly headline: string;
  readonly messages: readonly string[];
  readonly decisions: readonly { readonly title: string; readonly detail: string }[];
  readonly notes: readonly string[];
}

/** Everything a report says, frozen: the same snapshot makes the same paper. */
export interface CountyQuarterSnapshot {
  readonly form: typeof SNAPSHOT_FORM;
  readonly period: string;
  readonly revision: number;
  readonly interim: boolean;
  /** Stocks are as of this instant. */
  readonly cutOff: string;
  /** Flows were collected then; what was recorded later is corrected by a later report. */
  readonly collectedAt: string;
  readonly tenant: { readonly name: string; readonly shortName: string };
  readonly office: { readonly name: string; readonly demo: boolean };
  readonly tlp: string;
  readonly current: QuarterFigures;
  readonly previous: QuarterFigures;
  readonly categories: readonly {
    readonly category: string;
    readonly current: number;
    readonly previous: number;
  }[];
  readonly months: readonly { readonly month: string; readonly reported: number; readonly closed: number }[];
  readonly incidents: readonly ReportedIncident[];
  readonly openIncidents: readonly ReportedIncident[];
  readonly duties: readonly ReportedDuty[];
  readonly corrections: readonly Correction[];
  /** End of the member's sealed history at the collection (ADR 0008); null while nothing is sealed. Hash in hexadecimal. */
  readonly seal: { readonly position: number; readonly hash: string } | null;
  readonly summary: Summary;
}
