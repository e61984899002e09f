import type { EntityPart, TenantCode } from './offices.js';
import type {
  DemoCategory,
  DemoIncidentPatch,
  DemoPersonalData,
  DemoSeverity,
  DemoStatus,
} from './scenario.js';

/** Why a breach need not be reported (Art. 33 (1) GDPR: unlikely to result in a risk). Each kind has its own texts. */
export type WaiverKind =
  'deleted' | 'secrecy' | 'internal' | 'unopened' | 'encrypted' | 'no-access' | 'minor' | 'password-reset';

/**
 * What became of the Art. 33 clock: `none` = no personal data, so no clock; `running` = still open at now;
 * `late` = reported after 72 hours (needs `lateReason`); a waiver = decided not to report.
 */
export type StoryOutcome = 'none' | 'running' | 'reported' | 'late' | 'false-alarm' | WaiverKind;

/** Who wrote a timeline entry; `dpo` and `it` exist in Vogelsberg only. */
export type StoryVoice = 'coordinator' | 'officer' | 'dpo' | 'it';

/** A fixed place in time instead of a random one. */
export type StoryWhen =
  /** The given weekday (1 = Monday) of the week that lies so many days back; `minute` after midnight in Berlin. */
  | {
      readonly daysAgo: number;
      readonly weekday: number;
      readonly minute: number;
      /** Happened so many hours before the Monday of that week; for a cause that several counties share. */
      readonly occurredHoursBefore?: number;
    }
  /** Detected on the last workdays of a quarter, recorded in the next one; 1 = the latest such quarter. */
  | { readonly quarterEndsBack: number };

/** How an incident that is still open at now stands. */
export interface OpenState {
  readonly path: readonly DemoStatus[];
  /** Became known so many hours before now. */
  readonly hoursAgo: number;
  /** May be so many hours earlier or later, to meet working time. Only used where a clock runs. */
  readonly toleranceHours?: number;
}

/** The parts of a story that most stories leave out. */
export interface StoryDetails {
  readonly title: string;
  readonly text: string;
  readonly social?: boolean;
  readonly vehicle?: boolean;
  readonly entity?: EntityPart;
  /** Personal data "unclear" at the time of reporting: the clock runs as a precaution. */
  readonly unclear?: boolean;
  /** Found at night or at the weekend. */
  readonly offHours?: boolean;
  readonly password?: boolean;
  /** Began so many days before it was noticed, where the text says so. */
  readonly lastedDays?: number;
  readonly lateReason?: string;
  readonly voluntary?: 'submitted' | 'declined' | 'running';
  readonly countyOnly?: boolean;
  readonly reopened?: string;
  readonly reporter?: 'it' | 'officer';
  readonly when?: StoryWhen;
  readonly patch?: DemoIncidentPatch;
  readonly notes?: readonly (readonly [StoryVoice, string])[];
  /** So many notes were written before the decision on the report; without it the first one and all up to the last of the data-protection officer. */
  readonly notesBefore?: number;
  readonly open?: OpenState;
}

/** One incident as it is told, without times. */
export interface Story extends StoryDetails {
  readonly tenant: TenantCode;
  readonly category: DemoCategory;
  readonly severity: DemoSeverity;
  readonly outcome: StoryOutcome;
  readonly personalData: DemoPersonalData;
}

/** Makes a story; whether personal data are concerned follows from the outcome and `unclear`. */
export type StoryMaker = (
  tenant: TenantCode,
  severity: DemoSeverity,
  outcome: StoryOutcome,
  details: StoryDetails,
) => Story;

/** A maker for the stories of one category. */
export function storiesOf(category: DemoCategory): StoryMaker {
  return (tenant, severity, outcome, details) => ({
    ...details,
    tenant,
    category,
    severity,
    outcome,
    personalData: details.unclear
      ? 'unclear'
      : outcome === 'none' || outcome === 'false-alarm'
        ? 'no'
        : 'yes',
  });
}

/** Art. 33 (1) GDPR: the clock of 72 hours runs for personal data, as a precaution also while that is unclear. */
export function startsArticle33(story: Pick<Story, 'personalData'>): boolean {
  return story.personalData !== 'no';
}

/** The voluntary report to Hessen3C (target 24 hours), as the product's rule data say it. */
export function startsVoluntary(story: Pick<Story, 'category' | 'severity'>): boolean {
  return (
    ['malware', 'ransomware', 'unauthorised-access'].includes(story.category) ||
    story.severity === 'high' ||
    story.severity === 'critical'
  );
}
