import { lastDue } from './schedules.js';

const due = (cron: string, now: string): string => lastDue(cron, new Date(now)).toISOString();

describe('the last due time, in Berlin', () => {
  it('is the moment itself when it is due then', () => {
    expect(due('0 6 * * *', '2026-11-22T05:00:00.000Z')).toBe('2026-11-22T05:00:00.000Z');
    expect(due('0 6 * * *', '2026-11-22T04:59:59.999Z')).toBe('2026-11-21T05:00:00.000Z');
  });

  it('follows the clock on the wall through summer and winter', () => {
    expect(due('0 6 * * *', '2026-07-01T12:00:00Z')).toBe('2026-07-01T04:00:00.000Z');
    expect(due('0 6 * * *', '2026-12-01T12:00:00Z')).toBe('2026-12-01T05:00:00.000Z');
  });

  it('exists on the day without the hour from two to three, once', () => {
    const times = new Set<string>();
    for (let minute = 0; minute < 24 * 60; minute += 5)
      times.add(due('30 2 * * *', new Date(Date.UTC(2026, 2, 28, 23, minute)).toISOString()));
    // the 28th at 02:30, and one moment of the 29th although no clock shows 02:30 then
    expect([...times].filter((time) => time >= '2026-03-28T23:00')).toEqual(['2026-03-29T01:30:00.000Z']);
  });

  it('comes once on the day with two hours from two to three', () => {
    const times = new Set<string>();
    for (let minute = 0; minute < 25 * 60; minute += 5)
      times.add(due('30 2 * * *', new Date(Date.UTC(2026, 9, 24, 22, minute)).toISOString()));
    expect([...times].filter((time) => time >= '2026-10-24T22:00')).toEqual(['2026-10-25T00:30:00.000Z']);
  });

  it('goes on every minute through the hour that comes twice', () => {
    for (const now of [
      '2026-10-25T00:59:00.000Z',
      '2026-10-25T01:00:00.000Z',
      '2026-10-25T01:30:00.000Z',
      '2026-03-29T01:00:00.000Z',
    ]) {
      expect(due('* * * * *', now)).toBe(now);
      expect(due('*/5 * * * *', now)).toBe(now.replace(/:59:/, ':55:'));
    }
  });

  it('counts quarters', () => {
    expect(due('0 6 1 1,4,7,10 *', '2026-11-22T12:00:00Z')).toBe('2026-10-01T04:00:00.000Z');
  });
});
