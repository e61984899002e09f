import { invalidField, type Access, type Conditions } from '@bergfried/platform';
import { DateTime } from 'luxon';
import { ZONE } from './duty.rules.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Where figures are read: the tables as they are, or the recorded versions as of a point in time. One definition, two sources. */
export interface Source {
  /** Point in time at which clocks are judged. */
  readonly at: Date;
  readonly live: boolean;
  /** Relation expression for a tracked table. */
  relation(table: 'incident' | 'duty'): string;
}

/**
 * The source for an `asOf` parameter: none or today is live, a past day means its end in Berlin.
 * @throws Problem 400 for a time in the future
 */
export function sourceOf(access: Access, asOf: string | undefined, conditions: Conditions): Source {
  const at = asOf === undefined ? null : DAY.test(asOf) ? endOfDay(asOf, access.now) : new Date(asOf);
  if (at === null || at.getTime() === access.now.getTime()) {
    return { at: access.now, live: true, relation: (table) => `app.${table}` };
  }
  if (at > access.now) throw invalidField('?asOf', 'future');
  // One parameter for all relations, so that a statement that reads only some of them still names every parameter.
  const placeholder = conditions.parameter(at, 'timestamptz');
  return { at, live: false, relation: (table) => `as_of.${table}(${placeholder})` };
}

/** First instant of a day in Berlin. */
export function startOfDay(day: string): Date {
  return instantOf(day, 0);
}

/** First instant after a day in Berlin. */
export function startOfNextDay(day: string): Date {
  return instantOf(day, 1);
}

const MOST_REMEMBERED = 1000;
const instants = new Map<string, number>();

/** Remembered: asking the zone takes longer than reading the figures of a member. */
function instantOf(day: string, daysLater: number): Date {
  const key = `${day}+${String(daysLater)}`;
  const known =
    instants.get(key) ?? DateTime.fromISO(day, { zone: ZONE }).plus({ days: daysLater }).toMillis();
  if (instants.size >= MOST_REMEMBERED) instants.clear();
  instants.set(key, known);
  return new Date(known);
}

function endOfDay(day: string, now: Date): Date {
  const end = new Date(startOfNextDay(day).getTime() - 1);
  const today = DateTime.fromJSDate(now, { zone: ZONE }).toISODate();
  return day === today ? now : end;
}
