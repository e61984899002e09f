import { TENANTS } from './offices.js';
import { reportsAt } from './reports.js';

const COUNTIES = TENANTS.filter(({ kind }) => kind === 'county');
const brief = (now: string): (readonly [string, boolean])[] => [
  ...new Map(
    reportsAt(COUNTIES, new Date(now)).map(({ period, finalisedAt }) => [period, finalisedAt !== null]),
  ),
];

describe('reports of the demonstration', () => {
  it('are those of the last two quarters, one a county, in the order in which they were made', () => {
    const reports = reportsAt(COUNTIES, new Date('2026-11-24T09:00:00Z'));
    expect(reports).toHaveLength(14);
    expect(new Set(reports.map(({ period, tenant }) => `${period} ${tenant}`)).size).toBe(14);
    const times = reports.map(({ orderedAt }) => orderedAt.getTime());
    expect(times).toEqual(times.toSorted((one, other) => one - other));
  });

  it('wait for the second week after the quarter, and a fortnight more until they are finalised', () => {
    expect(brief('2026-10-05T09:00:00Z')).toEqual([['2026-Q2', true]]);
    expect(brief('2026-10-15T09:00:00Z')).toEqual([
      ['2026-Q2', true],
      ['2026-Q3', false],
    ]);
    expect(brief('2026-11-24T09:00:00Z')).toEqual([
      ['2026-Q2', true],
      ['2026-Q3', true],
    ]);
  });
});
