import { perLocale, type Locale } from './locale.js';

/** All times are shown in the office's time zone, whatever the device says. */
export const timeZone = 'Europe/Berlin';

/** "23.11.2026", but "23 Nov 2026": who reads English may be used to either order of digits. */
const dayParts = (locale: Locale): Intl.DateTimeFormatOptions => ({
  day: '2-digit',
  month: locale === 'de-DE' ? '2-digit' : 'short',
  year: 'numeric',
  timeZone,
});
const clockParts = { hour: '2-digit', minute: '2-digit' } as const;

const dateTimeFormat = perLocale(
  (locale) => new Intl.DateTimeFormat(locale, { weekday: 'short', ...dayParts(locale), ...clockParts }),
);
const shortDateTimeFormat = perLocale(
  (locale) => new Intl.DateTimeFormat(locale, { ...dayParts(locale), ...clockParts }),
);
const dayFormat = perLocale((locale) => new Intl.DateTimeFormat(locale, dayParts(locale)));
const timeFormat = perLocale((locale) => new Intl.DateTimeFormat(locale, { ...clockParts, timeZone }));
const isoDayFormat = new Intl.DateTimeFormat('en-CA', {
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  timeZone,
});
const monthFormat = perLocale(
  (locale) => new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' }),
);
const longMonthFormat = perLocale(
  (locale) => new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
);
const relativeFormat = perLocale((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** "Mo., 23.11.2026, 09:12", in English "Mon, 23 Nov 2026, 09:12" */
export const formatDateTime = (at: string | number | Date): string => dateTimeFormat().format(new Date(at));

/** "23.11.2026, 09:12" */
export const formatShortDateTime = (at: string | number | Date): string =>
  shortDateTimeFormat().format(new Date(at));

/** "23.11.2026"; a plain day (YYYY-MM-DD) stays that day whatever the time zone. */
export function formatDay(at: string | number | Date): string {
  const plain = typeof at === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(at) ? `${at}T12:00:00Z` : at;
  return dayFormat().format(new Date(plain));
}

/** "09:12" */
export const formatTime = (at: string | number | Date): string => timeFormat().format(new Date(at));

/** The day in Europe/Berlin as YYYY-MM-DD. */
export const isoDay = (at: string | number | Date): string => isoDayFormat.format(new Date(at));

/** Moves a day (YYYY-MM-DD) by whole days. */
export function shiftDay(isoDate: string, days: number): string {
  const at = new Date(`${isoDate}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** First and last day of a month given as YYYY-MM. */
export function monthRange(month: string): { from: string; to: string } {
  const [year = 1970, number = 1] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { from: `${month}-01`, to: `${month}-${String(last).padStart(2, '0')}` };
}

/** "Nov" for 2026-11. */
export const formatMonth = (month: string): string =>
  monthFormat()
    .format(new Date(`${month}-15T00:00:00Z`))
    .replace('.', '');

/** "November 2026" for 2026-11. */
export const formatLongMonth = (month: string): string =>
  longMonthFormat().format(new Date(`${month}-15T00:00:00Z`));

/** "vor 23 Stunden", "gestern"; never more exact than it helps. */
export function formatRelative(at: string | number, now: number): string {
  const difference = new Date(at).getTime() - now;
  const size = Math.abs(difference);
  if (size < hour) return relativeFormat().format(Math.round(difference / minute), 'minute');
  if (size < day) return relativeFormat().format(Math.round(difference / hour), 'hour');
  if (size < 30 * day) return relativeFormat().format(Math.round(difference / day), 'day');
  if (size < 365 * day) return relativeFormat().format(Math.round(difference / (30.4 * day)), 'month');
  return relativeFormat().format(Math.round(difference / (365 * day)), 'year');
}

/** Time until a deadline, split for words. `tone`: over = too late, hot = under 2 h, urgent = under 12 h. */
export interface Remaining {
  over: boolean;
  days: number;
  hours: number;
  minutes: number;
  tone: 'over' | 'hot' | 'urgent' | 'calm';
}

export function remaining(dueAt: string, now: number): Remaining {
  const left = new Date(dueAt).getTime() - now;
  const size = Math.abs(left);
  const over = left < 0;
  const tone = over ? 'over' : left < 2 * hour ? 'hot' : left < 12 * hour ? 'urgent' : 'calm';
  const wholeHours = Math.floor(size / hour);
  return {
    over,
    days: wholeHours >= 48 ? Math.floor(wholeHours / 24) : 0,
    hours: wholeHours >= 48 ? wholeHours % 24 : wholeHours,
    minutes: Math.floor((size % hour) / minute),
    tone,
  };
}

/** Share of the time between start and end that is still left, 0–1. */
export function shareLeft(startsAt: string, dueAt: string, now: number): number {
  const start = new Date(startsAt).getTime();
  const end = new Date(dueAt).getTime();
  return end <= start ? 0 : Math.max(0, Math.min(1, (end - now) / (end - start)));
}
