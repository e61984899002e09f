import {
  categories,
  incidentStatuses,
  openStatuses,
  personalDataAnswers,
  severities,
  type Category,
  type IncidentStatus,
  type PersonalData,
  type Severity,
} from '../../api/types.js';
import type { IncidentQuery } from '../../api/incidents.js';
import { dayOf, listOf, oneOf, textOf, viewOf, withoutAbsent } from '../../app/search-string.js';

export const incidentViews = ['offen', 'frist', 'alle'] as const;
export type IncidentView = (typeof incidentViews)[number];

/** Orders beside the default (-detectedAt, newest first). */
export const incidentSorts = ['detectedAt', '-reference', 'reference'] as const;
export type IncidentSort = (typeof incidentSorts)[number];

/** The whole state of the list, as it stands in the URL; absent means default. Days are YYYY-MM-DD. */
export interface IncidentSearch {
  ansicht?: Exclude<IncidentView, 'offen'>;
  q?: string;
  /** Slug of a member, in the office's list. */
  kreis?: string;
  schwere?: Severity[];
  art?: Category[];
  status?: IncidentStatus[];
  personendaten?: PersonalData[];
  frist?: 'overdue';
  von?: string;
  bis?: string;
  geschlossenVon?: string;
  geschlossenBis?: string;
  asOf?: string;
  sort?: IncidentSort;
  /** Saved view. */
  sicht?: string;
}

/** Reads the URL; whatever is wrong counts as absent, so that an old link still opens the list. */
export function incidentSearch(raw: Record<string, unknown>): IncidentSearch {
  const status = listOf(incidentStatuses, raw['status']);
  const closedWanted =
    status?.some((each) => !isOpen(each)) || raw['geschlossenVon'] || raw['geschlossenBis'];
  const view = oneOf(['frist', 'alle'] as const, raw['ansicht']) ?? (closedWanted ? 'alle' : undefined);
  const sort = oneOf(incidentSorts, raw['sort']);
  return withoutAbsent({
    ansicht: view,
    q: textOf(raw['q']),
    kreis: textOf(raw['kreis'], 80),
    schwere: listOf(severities, raw['schwere']),
    art: listOf(categories, raw['art']),
    status,
    personendaten: listOf(personalDataAnswers, raw['personendaten']),
    frist: oneOf(['overdue'] as const, raw['frist']),
    von: dayOf(raw['von']),
    bis: dayOf(raw['bis']),
    geschlossenVon: dayOf(raw['geschlossenVon']),
    geschlossenBis: dayOf(raw['geschlossenBis']),
    asOf: dayOf(raw['asOf']),
    sort,
    sicht: viewOf(raw['sicht']),
  });
}

function isOpen(status: IncidentStatus): boolean {
  return openStatuses.some((each) => each === status);
}

/** Statuses that can be chosen in a view. */
export function statusesOf(view: IncidentView): readonly IncidentStatus[] {
  return view === 'offen' ? openStatuses : incidentStatuses;
}

/** The question to the API for a state of the list. `tenantId` belongs to the slug in `kreis`. */
export function toIncidentQuery(search: IncidentSearch, tenantId: string | undefined): IncidentQuery {
  const view = search.ansicht ?? 'offen';
  return {
    sort: search.sort ?? '-detectedAt',
    status: search.status ?? (view === 'offen' ? openStatuses : undefined),
    severity: search.schwere,
    category: search.art,
    personalData: search.personendaten,
    tenantId,
    q: search.q,
    duty: search.frist ?? (view === 'frist' ? 'running' : undefined),
    detectedFrom: search.von,
    detectedTo: search.bis,
    closedFrom: search.geschlossenVon,
    closedTo: search.geschlossenBis,
    asOf: search.asOf,
  };
}

/** The same filters in another view; a status that cannot occur there falls away. */
export function inView(search: IncidentSearch, view: IncidentView): IncidentSearch {
  const { ansicht: _view, status, ...rest } = search;
  const possible = status?.filter((each) => statusesOf(view).includes(each));
  return {
    ...rest,
    ...(possible && possible.length > 0 ? { status: possible } : {}),
    ...(view === 'offen' ? {} : { ansicht: view }),
  };
}
