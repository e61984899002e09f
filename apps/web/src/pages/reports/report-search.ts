import { listOf, textOf, viewOf, withoutAbsent } from '../../app/search-string.js';

/** States of a report, as the list can be narrowed to them. */
export const reportStates = ['draft', 'final', 'requested'] as const;
export type ReportState = (typeof reportStates)[number];

/** Filters of the office's list of reports, as they stand in the URL; absent means all. */
export interface ReportSearch {
  /** 2026-Q3 */
  quartal?: string;
  /** Slug of a member. */
  kreis?: string;
  zustand?: ReportState[];
  /** Saved view. */
  sicht?: string;
}

/** Reads the URL; whatever is wrong counts as absent. */
export function reportSearch(raw: Record<string, unknown>): ReportSearch {
  const period = textOf(raw['quartal'], 7);
  return withoutAbsent({
    quartal: period && /^\d{4}-Q[1-4]$/.test(period) ? period : undefined,
    kreis: textOf(raw['kreis'], 80),
    zustand: listOf(reportStates, raw['zustand']),
    sicht: viewOf(raw['sicht']),
  });
}
