import { ZONE } from '@bergfried/incidents';
import { fill, germanReport, type TextParams } from '@bergfried/texts';
import { DateTime } from 'luxon';
import { quarterOf } from '../report.period.js';

/** Sentences that differ by number. */
interface Counted {
  readonly zero: string;
  readonly one: string;
  readonly other: string;
}

/** The sentence for a number, filled with it as `count`. */
export function counted(texts: Counted, count: number, params: TextParams = {}): string {
  const text = count === 0 ? texts.zero : count === 1 ? texts.one : texts.other;
  return fill(text, { ...params, count });
}

/** "3. Quartal 2026"; what is no period comes back as it is. */
export function quarterName(period: string): string {
  const quarter = quarterOf(period);
  return quarter ? fill(germanReport.quarter, { number: quarter.number, year: quarter.year }) : period;
}

const german = (at: string | Date): DateTime =>
  (typeof at === 'string' ? DateTime.fromISO(at) : DateTime.fromJSDate(at)).setZone(ZONE).setLocale('de');

/** "30.09.2026" in Berlin. */
export const dayText = (at: string | Date): string => german(at).toFormat('dd.MM.yyyy');
/** "30.09.2026, 14:05" in Berlin. */
export const timeText = (at: string | Date): string => german(at).toFormat('dd.MM.yyyy, HH:mm');
/** "14:05" in Berlin. */
export const hourText = (at: string): string => german(at).toFormat('HH:mm');
/** "1. Juli 2026" in Berlin. */
export const longDayText = (at: string | Date): string => german(at).toFormat('d. MMMM yyyy');
/** "September 2026" for 2026-09. */
export const monthText = (month: string): string => german(`${month}-15T12:00:00Z`).toFormat('MMMM yyyy');
/** "Sep" for 2026-09. */
export const shortMonthText = (month: string): string =>
  german(`${month}-15T12:00:00Z`).toFormat('LLL').replace('.', '').slice(0, 3);

/** "Sep 26" for 2026-09. */
export const monthYearText = (month: string): string => `${shortMonthText(month)} ${month.slice(2, 4)}`;

/** "+3", "−2" with a true minus sign, "±0". */
export function change(current: number, previous: number): string {
  const difference = current - previous;
  return difference === 0 ? '±0' : difference > 0 ? `+${String(difference)}` : `−${String(-difference)}`;
}
