import { DateTime } from 'luxon';
import type { Random } from './random.js';

/** Zone in which the counties work; all day and hour rules below mean it. */
export const ZONE = 'Europe/Berlin';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Holidays with a fixed date (MM-DD), and the two days on which offices stay closed. */
const FIXED_HOLIDAYS = ['01-01', '05-01', '10-03', '12-24', '12-25', '12-26', '12-31'];

/** Movable holidays of Hesse in days after Easter Sunday: Good Friday to Corpus Christi. */
const MOVABLE_HOLIDAYS = [-2, 1, 39, 50, 60];

/** Opening of an office in minutes after midnight. */
const OPENS = 7 * 60 + 15;
const CLOSES = 16 * 60 + 45;
const CLOSES_FRIDAY = 14 * 60 + 15;

/** The local view of an instant. */
export function berlin(instant: Date): DateTime {
  return DateTime.fromJSDate(instant, { zone: ZONE });
}

/** The day (YYYY-MM-DD) of an instant in Berlin, moved by a number of days. */
export function dayOf(instant: Date, plusDays = 0): string {
  return berlin(instant).plus({ days: plusDays }).toFormat('yyyy-MM-dd');
}

/** Midnight in Berlin at which the day of an instant began. */
export function startOfDay(instant: Date): Date {
  return berlin(instant).startOf('day').toJSDate();
}

/** The instant moved by hours (may be negative or broken), cut to the full minute. */
export function plusHours(instant: Date, hours: number): Date {
  return new Date(Math.floor((instant.getTime() + hours * HOUR) / MINUTE) * MINUTE);
}

/** The instant moved by minutes, cut to the full minute. */
export function plusMinutes(instant: Date, minutes: number): Date {
  return plusHours(instant, minutes / 60);
}

/** The hours between two instants, elapsed, not by the clock on the wall. */
export function hoursBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / HOUR;
}

/** The later of two instants. */
export function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}

/** The earlier of two instants. */
export function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}

/** True on Monday to Friday outside the holidays of Hesse. */
export function isWorkday(day: DateTime): boolean {
  if (day.weekday > 5 || FIXED_HOLIDAYS.includes(day.toFormat('MM-dd'))) return false;
  return !MOVABLE_HOLIDAYS.includes(day.ordinal - easterOrdinal(day.year));
}

/** True while the offices work. */
export function isWorkingTime(instant: Date): boolean {
  const local = berlin(instant);
  const minute = local.hour * 60 + local.minute;
  return isWorkday(local) && minute >= OPENS && minute <= closingMinute(local);
}

/** True by day on any day of the week; second choice where working time cannot be had. */
export function isDaytime(instant: Date): boolean {
  const { hour } = berlin(instant);
  return hour >= 8 && hour < 20;
}

/** The first workday at or after a day (step 1) or at or before it (step -1). */
export function workdayFrom(day: DateTime, step: 1 | -1): DateTime {
  let candidate = day.startOf('day');
  while (!isWorkday(candidate)) candidate = candidate.plus({ days: step });
  return candidate;
}

/** A random working minute of a workday. */
export function workingMinute(random: Random, day: DateTime): Date {
  return atMinute(day, random.int(OPENS + 20, closingMinute(day) - 20));
}

/** The instant at a minute after midnight (wall clock) of a day. */
export function atMinute(day: DateTime, minute: number): Date {
  return day
    .set({ hour: Math.floor(minute / 60), minute: minute % 60, second: 0, millisecond: 0 })
    .toJSDate();
}

/** An instant between min and max hours later, moved to the next morning when the offices are closed then. */
export function workingAfter(random: Random, from: Date, minHours: number, maxHours: number): Date {
  const target = plusHours(from, random.between(minHours, maxHours));
  if (isWorkingTime(target)) return target;
  const local = berlin(target);
  const tooLate = local.hour * 60 + local.minute > OPENS;
  const day = workdayFrom(tooLate ? local.plus({ days: 1 }) : local, 1);
  return atMinute(day, random.int(OPENS + 5, OPENS + 165));
}

/** A random instant in [from, to], in working time if the span has some, else by day, else soon after `from`: at night people finish what they began. */
export function workingWithin(random: Random, from: Date, to: Date): Date {
  const span = Math.max(0, hoursBetween(from, to));
  const samples = Array.from({ length: 60 }, () => later(from, plusHours(from, random.between(0, span))));
  return samples.find(isWorkingTime) ?? samples.find(isDaytime) ?? plusHours(from, Math.min(span / 2, 0.4));
}

/** The instant nearest to `target` within ± tolerance hours that lies in working time, else by day, else the target. */
export function workingNear(target: Date, toleranceHours: number): Date {
  const base = plusHours(target, 0);
  const steps: Date[] = [base];
  for (let minutes = 10; minutes <= toleranceHours * 60; minutes += 10) {
    steps.push(plusMinutes(base, -minutes), plusMinutes(base, minutes));
  }
  return steps.find(isWorkingTime) ?? steps.find(isDaytime) ?? base;
}

function closingMinute(day: DateTime): number {
  return day.weekday === 5 ? CLOSES_FRIDAY : CLOSES;
}

/** Day of the year of Easter Sunday (Gauss's rule, valid 1900–2099). */
function easterOrdinal(year: number): number {
  const moon = (19 * (year % 19) + 24) % 30;
  const weekday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7;
  const late = (moon === 29 && weekday === 6) || (moon === 28 && weekday === 6 && year % 19 > 10);
  return DateTime.utc(year, 3, 22).plus({ days: moon + weekday - (late ? 7 : 0) }).ordinal;
}
