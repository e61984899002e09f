import fc from 'fast-check';
import {
  formatDateTime,
  formatDay,
  formatRelative,
  isoDay,
  monthRange,
  remaining,
  shareLeft,
  shiftDay,
} from './time.js';

const now = Date.parse('2026-11-22T08:00:00Z');

describe('times', () => {
  it('are shown in Europe/Berlin, whatever the device says', () => {
    expect(formatDateTime('2026-11-22T23:30:00Z')).toContain('23.11.2026');
    expect(formatDateTime('2026-07-01T22:30:00Z')).toContain('00:30');
    expect(isoDay('2026-11-22T23:30:00Z')).toBe('2026-11-23');
  });

  it('keep a plain day that day', () => {
    expect(formatDay('2026-03-01')).toBe('01.03.2026');
  });

  it('know months and move days', () => {
    expect(monthRange('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect(shiftDay('2026-01-01', -1)).toBe('2025-12-31');
    fc.assert(
      fc.property(fc.integer({ min: -5000, max: 5000 }), (days) => {
        expect(shiftDay(shiftDay('2026-06-15', days), -days)).toBe('2026-06-15');
      }),
    );
  });

  it('are told relative to now', () => {
    expect(formatRelative('2026-11-21T08:00:00Z', now)).toBe('gestern');
    expect(formatRelative('2026-11-22T05:00:00Z', now)).toBe('vor 3 Stunden');
  });
});

describe('remaining', () => {
  it.each([
    ['2026-11-22T08:49:00Z', { over: false, days: 0, hours: 0, minutes: 49, tone: 'hot' }],
    ['2026-11-22T18:00:00Z', { over: false, days: 0, hours: 10, minutes: 0, tone: 'urgent' }],
    ['2026-11-23T23:30:00Z', { over: false, days: 0, hours: 39, minutes: 30, tone: 'calm' }],
    ['2026-11-25T11:00:00Z', { over: false, days: 3, hours: 3, minutes: 0, tone: 'calm' }],
    ['2026-11-22T06:00:00Z', { over: true, days: 0, hours: 2, minutes: 0, tone: 'over' }],
  ])('until %s', (dueAt, expected) => {
    expect(remaining(dueAt, now)).toEqual(expected);
  });

  it('shares run from 1 to 0', () => {
    expect(shareLeft('2026-11-22T08:00:00Z', '2026-11-25T08:00:00Z', now)).toBe(1);
    expect(shareLeft('2026-11-19T08:00:00Z', '2026-11-22T08:00:00Z', now)).toBe(0);
    expect(shareLeft('2026-11-20T08:00:00Z', '2026-11-19T08:00:00Z', now)).toBe(0);
  });
});
