import { quarterParts, recentQuarters } from './quarters.js';

describe('quarters on offer', () => {
  it('begin with the one that runs and go back over the turn of the year', () => {
    expect(recentQuarters('2026-02-28', 3)).toEqual([
      { period: '2026-Q1', year: 2026, number: 1, running: true },
      { period: '2025-Q4', year: 2025, number: 4, running: false },
      { period: '2025-Q3', year: 2025, number: 3, running: false },
    ]);
    expect(recentQuarters('2026-12-31', 1)[0]?.period).toBe('2026-Q4');
    expect(recentQuarters('2026-04-01', 1)[0]?.period).toBe('2026-Q2');
  });

  it('are named by year and number', () => {
    expect(quarterParts('2026-Q3')).toEqual({ year: '2026', number: '3' });
  });
});
