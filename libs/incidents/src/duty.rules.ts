import { DateTime, Duration } from 'luxon';
import type { Category, PersonalData, Severity } from './incident.values.js';

/** Zone in which months and days of a deadline are counted (§ 188 BGB). */
export const ZONE = 'Europe/Berlin';

/** Facts of an incident that a rule may ask for. */
export interface DutyFacts {
  readonly category: Category | undefined;
  readonly severity: Severity | undefined;
  readonly personalData: PersonalData;
  readonly socialData: boolean;
  readonly vehicleRegistration: boolean;
  readonly detectedAt: Date;
  readonly awareAt: Date;
}

/** `{field: [values]}`: every field has one of its values; `{anyOf: […]}`: one of these holds. */
export type DutyCondition =
  { readonly anyOf: readonly DutyCondition[] } | Readonly<Record<string, readonly (string | boolean)[]>>;

/** One row of app.duty_rule: what starts a clock, how long it runs, to whom it leads and where that is written. */
export interface DutyRule {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly legalBasis: string;
  readonly kind: 'statutory' | 'contractual' | 'voluntary';
  readonly condition: DutyCondition;
  readonly startsWith: 'awareAt' | 'detectedAt';
  /** ISO 8601; null for "unverzüglich" without a number of hours. */
  readonly duration: string | null;
  readonly recipient: { readonly text: string } | { readonly legalEntity: 'dataProtectionAuthority' };
  readonly note: string;
  readonly sourceUrl: string;
  /** Day on which somebody last compared the rule with its source. */
  readonly checkedOn: string;
}

/** A clock that the facts start. */
export interface StartedDuty {
  readonly rule: DutyRule;
  readonly recipient: string;
  readonly startsAt: Date;
  readonly dueAt: Date | null;
  /** Runs as a precaution until it is known whether personal data are affected. */
  readonly precautionary: boolean;
}

/** The clocks that these facts start; `authority` is the data protection authority of the legal entity. */
export function startedDuties(
  rules: readonly DutyRule[],
  facts: DutyFacts,
  authority: string,
): StartedDuty[] {
  return rules
    .filter((rule) => holds(rule.condition, facts))
    .map((rule) => {
      const startsAt = facts[rule.startsWith];
      return {
        rule,
        recipient: 'text' in rule.recipient ? rule.recipient.text : authority,
        startsAt,
        dueAt: rule.duration === null ? null : deadline(startsAt, rule.duration),
        precautionary: facts.personalData === 'unclear' && asksForPersonalData(rule.condition),
      };
    });
}

function asksForPersonalData(condition: DutyCondition): boolean {
  return isAnyOf(condition) ? condition.anyOf.some(asksForPersonalData) : 'personalData' in condition;
}

function isAnyOf(condition: DutyCondition): condition is { readonly anyOf: readonly DutyCondition[] } {
  return Array.isArray(condition['anyOf' as keyof DutyCondition]) && Object.keys(condition).length === 1;
}

/** Whether a condition holds. A field that the facts do not have (yet) does not hold. */
export function holds(condition: DutyCondition, facts: DutyFacts): boolean {
  if (isAnyOf(condition)) return condition.anyOf.some((one) => holds(one, facts));
  return Object.entries(condition).every(([field, allowed]) => {
    const fact: unknown = facts[field as keyof DutyFacts];
    return allowed.some((value) => value === fact);
  });
}

/**
 * End of a period. Hours are elapsed hours, through nights, weekends and changes of the clock (Art. 33 GDPR);
 * months and days end at 24:00 of their last day in Berlin (§§ 187, 188 BGB: 31 January + 1 month = 28 February).
 */
export function deadline(start: Date, isoDuration: string): Date {
  const duration = Duration.fromISO(isoDuration);
  if (!duration.isValid || duration.toMillis() <= 0)
    throw new Error(`not an ISO 8601 duration: ${isoDuration}`);
  const { years, months, weeks, days } = duration;
  const end = DateTime.fromJSDate(start, { zone: ZONE }).plus(duration);
  return years + months + weeks + days > 0 ? end.startOf('day').plus({ days: 1 }).toJSDate() : end.toJSDate();
}
