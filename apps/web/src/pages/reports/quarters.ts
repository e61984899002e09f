/** A calendar quarter as the page offers it. */
export interface QuarterOption {
  /** 2026-Q3 */
  period: string;
  year: number;
  /** 1–4 */
  number: number;
  /** It has not ended yet. */
  running: boolean;
}

/** The quarter of a day (YYYY-MM-DD in Berlin) and those before it, the newest first. */
export function recentQuarters(today: string, count: number): QuarterOption[] {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const newest = year * 4 + Math.floor((month - 1) / 3);
  return Array.from({ length: count }, (_, back) => {
    const index = newest - back;
    const option = { year: Math.floor(index / 4), number: (index % 4) + 1 };
    return { ...option, period: `${String(option.year)}-Q${String(option.number)}`, running: back === 0 };
  });
}

/** Year and number of a period such as 2026-Q3, for its words. */
export function quarterParts(period: string): { year: string; number: string } {
  const [year = '', number = ''] = period.split('-Q');
  return { year, number };
}
