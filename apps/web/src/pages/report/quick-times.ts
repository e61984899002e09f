import { fromAbsolute, toCalendarDate, toTime, toZoned } from '@internationalized/date';
import { timeZone } from '../../format/time.js';

const hour = 3_600_000;

export interface QuickTime {
  key: 'quickNow' | 'quickHour' | 'quickMorning' | 'quickEvening';
  /** UTC as ISO 8601. */
  at: string;
}

/** Times people mean when they report, in Europe/Berlin; "heute früh" only once it is past. */
export function quickTimes(now: number): QuickTime[] {
  const local = fromAbsolute(now, timeZone);
  const at = (daysBack: number, hours: number): string =>
    toZoned(toCalendarDate(local).subtract({ days: daysBack }), timeZone)
      .set({ hour: hours })
      .toDate()
      .toISOString();
  const times: QuickTime[] = [
    { key: 'quickNow', at: new Date(now).toISOString() },
    { key: 'quickHour', at: new Date(now - hour).toISOString() },
  ];
  if (toTime(local).hour >= 9) times.push({ key: 'quickMorning', at: at(0, 8) });
  times.push({ key: 'quickEvening', at: at(1, 18) });
  return times;
}
