import { ZONE } from '@bergfried/incidents';
import { DateTime } from 'luxon';

/** A calendar quarter in Berlin. */
export interface Quarter {
  /** `2026-Q3` */
  readonly period: string;
  readonly year: number;
  /** 1–4 */
  readonly number: number;
  /** First instant. */
  readonly start: Date;
  /** First instant after it. */
  readonly end: Date;
}

const PERIOD = /^(2\d{3})-Q([1-4])$/;

/** The quarter of a period, or null for what is none. */
export function quarterOf(period: string): Quarter | null {
  const match = PERIOD.exec(period);
  return match ? quarter(Number(match[1]), Number(match[2])) : null;
}

/** The quarter that a point in time lies in. */
export function quarterAt(at: Date): Quarter {
  const local = DateTime.fromJSDate(at, { zone: ZONE });
  return quarter(local.year, local.quarter);
}

export function previousQuarter({ year, number }: Quarter): Quarter {
  return number === 1 ? quarter(year - 1, 4) : quarter(year, number - 1);
}

/** The last instant that a report of this quarter looks at: its end, or now while it runs. Milliseconds, as stored. */
export function cutOffOf({ end }: Quarter, now: Date): Date {
  return end > now ? now : new Date(end.getTime() - 1);
}

/** True for an instant within the quarter. */
export function isWithin({ start, end }: Quarter, at: Date): boolean {
  return at >= start && at < end;
}

function quarter(year: number, number: number): Quarter {
  const start = DateTime.fromObject({ year, month: number * 3 - 2, day: 1 }, { zone: ZONE });
  return {
    period: `${String(year)}-Q${String(number)}`,
    year,
    number,
    start: start.toJSDate(),
    end: start.plus({ months: 3 }).toJSDate(),
  };
}
