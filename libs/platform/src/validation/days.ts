import type { Conditions } from '../http/paging.js';

/** SQL of the first instant of a day in Berlin; the day becomes a parameter. */
export const fromDay = (conditions: Conditions, day: string): string =>
  `(${conditions.parameter(day, 'date')}::timestamp at time zone 'Europe/Berlin')`;

/** SQL of the first instant after a day in Berlin; the day becomes a parameter. */
export const untilDay = (conditions: Conditions, day: string): string =>
  `((${conditions.parameter(day, 'date')} + 1)::timestamp at time zone 'Europe/Berlin')`;
