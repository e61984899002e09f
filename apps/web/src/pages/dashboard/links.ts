import type { Dashboard } from '../../api/types.js';
import { monthRange } from '../../format/time.js';
import type { DutySearch } from '../duties/duty-search.js';
import type { IncidentSearch } from '../incidents/incident-search.js';

/** Which list a figure counts: same scope, same cut-off, same filters, so that both show the same number. */
export interface FigureLinks {
  open: IncidentSearch;
  critical: IncidentSearch;
  high: IncidentSearch;
  recent: IncidentSearch;
  recentClosed: IncidentSearch;
  running: DutySearch;
  statutory: DutySearch;
  overdue: DutySearch;
  /** Statutory reports with their deadline in the last 12 months: those that had to be made, and those in time. */
  due: DutySearch;
  kept: DutySearch;
}

/**
 * Links of all figures of a dashboard. `asOf` is the day in the URL (absent = live);
 * `tenant` narrows to one member's slug in the office's lists.
 */
export function figureLinks(data: Dashboard, asOf: string | undefined, tenant?: string): FigureLinks {
  const at = asOf ? { asOf } : {};
  const where = tenant ? { kreis: tenant } : {};
  const common = { ...where, ...at };
  const { last30DaysFrom: from, last12MonthsFrom, today: to } = data.periods;
  const year: DutySearch = {
    ...common,
    zustand: 'alle',
    art: 'statutory',
    endeVon: last12MonthsFrom,
    endeBis: to,
  };
  return {
    // No filter at all would be the view that the reader begins the list with.
    open: { ...common, sicht: 'standard' },
    critical: { ...common, schwere: ['critical'] },
    high: { ...common, schwere: ['high'] },
    recent: { ...common, ansicht: 'alle', von: from, bis: to },
    recentClosed: { ...common, ansicht: 'alle', geschlossenVon: from, geschlossenBis: to },
    running: { ...common, sicht: 'standard' },
    statutory: { ...common, art: 'statutory' },
    overdue: { ...common, zustand: 'ueberfaellig' },
    due: { ...year, nur: 'meldepflichtig' },
    kept: { ...year, nur: 'rechtzeitig' },
  };
}

export function monthLinks(
  month: string,
  asOf: string | undefined,
): { reported: IncidentSearch; closed: IncidentSearch } {
  const { from, to } = monthRange(month);
  const at = asOf ? { asOf } : {};
  return {
    reported: { ansicht: 'alle', von: from, bis: to, ...at },
    closed: { ansicht: 'alle', geschlossenVon: from, geschlossenBis: to, ...at },
  };
}
