import fc from 'fast-check';
import { cutOffOf, isWithin, previousQuarter, quarterAt, quarterOf, type Quarter } from './report.period.js';

function quarter(period: string): Quarter {
  const found = quarterOf(period);
  if (!found) throw new Error(period);
  return found;
}

describe('quarters in Berlin', () => {
  it.each([
    ['2026-Q1', '2025-12-31T23:00:00.000Z', '2026-03-31T22:00:00.000Z'], // begins in winter, ends in summer time
    ['2026-Q2', '2026-03-31T22:00:00.000Z', '2026-06-30T22:00:00.000Z'],
    ['2026-Q3', '2026-06-30T22:00:00.000Z', '2026-09-30T22:00:00.000Z'],
    ['2026-Q4', '2026-09-30T22:00:00.000Z', '2026-12-31T23:00:00.000Z'],
  ])('%s lasts from %s until %s', (period, start, end) => {
    expect(quarter(period).start.toISOString()).toBe(start);
    expect(quarter(period).end.toISOString()).toBe(end);
  });

  it.each(['2026-Q0', '2026-Q5', '2026-q1', '2026', '1999-Q1', '20261-Q1', ' 2026-Q1', ''])(
    'does not take "%s" for a quarter',
    (text) => {
      expect(quarterOf(text)).toBeNull();
    },
  );

  it('gives every instant exactly one quarter, which its neighbours touch without a gap', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('2001-01-01T00:00:00Z'),
          max: new Date('2999-12-31T00:00:00Z'),
          noInvalidDate: true,
        }),
        (at) => {
          const own = quarterAt(at);
          expect(isWithin(own, at)).toBe(true);
          expect(quarter(own.period)).toEqual(own);
          const before = previousQuarter(own);
          expect(before.end).toEqual(own.start);
          expect(isWithin(before, at)).toBe(false);
          expect(before.period < own.period).toBe(true);
        },
      ),
    );
  });

  it('looks at the last millisecond of a quarter that is over, and at now while it runs', () => {
    expect(cutOffOf(quarter('2026-Q3'), new Date('2026-11-22T08:00:00Z')).toISOString()).toBe(
      '2026-09-30T21:59:59.999Z',
    );
    expect(cutOffOf(quarter('2026-Q4'), new Date('2026-11-22T08:00:00Z')).toISOString()).toBe(
      '2026-11-22T08:00:00.000Z',
    );
  });
});
