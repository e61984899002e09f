import { dutyKinds, type DutyKind, type DutyState } from '../../api/types.js';
import type { DutyQuery } from '../../api/duties.js';
import { dayOf, oneOf, textOf, viewOf, withoutAbsent } from '../../app/search-string.js';

export const dutyViews = ['laufend', 'ueberfaellig', 'erledigt', 'alle'] as const;
export type DutyView = (typeof dutyViews)[number];

/** Sets of clocks that a key figure counts and no tab shows. */
export const dutySets = ['meldepflichtig', 'rechtzeitig'] as const;
export type DutySet = (typeof dutySets)[number];

/** State of the list of clocks in the URL; absent means: running ones of every kind. Days are YYYY-MM-DD. */
export interface DutySearch {
  zustand?: Exclude<DutyView, 'laufend'>;
  art?: DutyKind;
  kreis?: string;
  /** Had to be reported (sent or overdue), or sent in time. */
  nur?: DutySet;
  /** Days between which the deadline lies. */
  endeVon?: string;
  endeBis?: string;
  asOf?: string;
  /** Saved view. */
  sicht?: string;
}

export function dutySearch(raw: Record<string, unknown>): DutySearch {
  return withoutAbsent({
    zustand: oneOf(['ueberfaellig', 'erledigt', 'alle'] as const, raw['zustand']),
    art: oneOf(dutyKinds, raw['art']),
    kreis: textOf(raw['kreis'], 80),
    nur: oneOf(dutySets, raw['nur']),
    endeVon: dayOf(raw['endeVon']),
    endeBis: dayOf(raw['endeBis']),
    asOf: dayOf(raw['asOf']),
    sicht: viewOf(raw['sicht']),
  });
}

const states: Record<DutyView, readonly DutyState[] | undefined> = {
  laufend: ['running', 'overdue'],
  ueberfaellig: ['overdue'],
  erledigt: ['submitted', 'not-required'],
  alle: undefined,
};

const sets: Record<DutySet, Pick<DutyQuery, 'state' | 'late'>> = {
  meldepflichtig: { state: ['submitted', 'overdue'] },
  rechtzeitig: { state: ['submitted'], late: 'false' },
};

/** The question to the API for a state of the list. `tenantId` belongs to the slug in `kreis`. */
export function toDutyQuery(search: DutySearch, tenantId: string | undefined): DutyQuery {
  return {
    state: search.nur ? sets[search.nur].state : states[search.zustand ?? 'laufend'],
    late: search.nur ? sets[search.nur].late : undefined,
    dueFrom: search.endeVon,
    dueTo: search.endeBis,
    kind: search.art ? [search.art] : undefined,
    tenantId,
    asOf: search.asOf,
  };
}
