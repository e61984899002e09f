import type { AccessQuery } from '../../api/members.js';
import { dayOf, oneOf, textOf, withoutAbsent } from '../../app/search-string.js';

/** Kinds of data that stand in the trace, in the order of the drop-down. */
export const accessKinds = [
  'incident',
  'duty',
  'dashboard',
  'task',
  'report',
  'member',
  'mandate',
  'job',
  'security',
] as const;

/** State of the access trace in the URL; absent means: everything. Days are YYYY-MM-DD. */
export interface AccessSearch {
  /** Id of a person. */
  person?: string;
  daten?: (typeof accessKinds)[number];
  von?: string;
  bis?: string;
}

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads the URL; whatever is wrong counts as absent. */
export function accessSearch(raw: Record<string, unknown>): AccessSearch {
  const person = textOf(raw['person'], 36);
  return withoutAbsent({
    person: person && id.test(person) ? person : undefined,
    daten: oneOf(accessKinds, raw['daten']),
    von: dayOf(raw['von']),
    bis: dayOf(raw['bis']),
  });
}

/** The question to the API for a state of the list. */
export const toAccessQuery = (search: AccessSearch): AccessQuery => ({
  userId: search.person,
  resource: search.daten,
  from: search.von,
  to: search.bis,
});
