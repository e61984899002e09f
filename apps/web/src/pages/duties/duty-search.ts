import { dutyKinds, type DutyKind, type DutyState } from '../../api/types.js';
import type { DutyQuery } from '../../api/duties.js';
import { dayOf, oneOf, textOf } from '../../app/search-string.js';

export const dutyViews = ['laufend', 'ueberfaellig', 'erledigt', 'alle'] as const;
export type DutyView = (typeof dutyViews)[number];

/** State of the list of clocks in the URL; absent means: running ones of every kind. */
export interface DutySearch {
  zustand?: Exclude<DutyView, 'laufend'>;
  art?: DutyKind;
  kreis?: string;
  asOf?: string;
}

export function dutySearch(raw: Record<string, unknown>): DutySearch {
  const search: DutySearch = {};
  const view = oneOf(['ueberfaellig', 'erledigt', 'alle'] as const, raw['zustand']);
  const kind = oneOf(dutyKinds, raw['art']);
  const tenant = textOf(raw['kreis'], 80);
  const asOf = dayOf(raw['asOf']);
  if (view) search.zustand = view;
  if (kind) search.art = kind;
  if (tenant) search.kreis = tenant;
  if (asOf) search.asOf = asOf;
  return search;
}

const states: Record<DutyView, readonly DutyState[] | undefined> = {
  laufend: ['running', 'overdue'],
  ueberfaellig: ['overdue'],
  erledigt: ['submitted', 'not-required'],
  alle: undefined,
};

export function toDutyQuery(search: DutySearch, tenantId: string | undefined): DutyQuery {
  return {
    state: states[search.zustand ?? 'laufend'],
    kind: search.art ? [search.art] : undefined,
    tenantId,
    asOf: search.asOf,
  };
}
