import type { SecurityQuery } from '../../api/security.js';
import type { SecurityEvent } from '../../api/types.js';
import { dayOf, oneOf, withoutAbsent } from '../../app/search-string.js';

/** By people of one's own, or upon what one has. */
export const securitySides = ['by', 'upon'] as const satisfies readonly SecurityEvent['side'][];

/** Why access was refused, in the order of the drop-down. */
export const refusalKinds = [
  'foreign-scope',
  'mandate-ended',
  'access-ended',
  'right-missing',
  'foreign-row',
  'sign-in-failed',
] as const satisfies readonly SecurityEvent['kind'][];

/** State of the security log in the URL; absent means: upon one's own data, everything. Days are YYYY-MM-DD. */
export interface SecuritySearch {
  richtung?: 'von';
  grund?: SecurityEvent['kind'];
  von?: string;
  bis?: string;
}

/** Reads the URL; whatever is wrong counts as absent. */
export function securitySearch(raw: Record<string, unknown>): SecuritySearch {
  return withoutAbsent({
    richtung: oneOf(['von'] as const, raw['richtung']),
    grund: oneOf(refusalKinds, raw['grund']),
    von: dayOf(raw['von']),
    bis: dayOf(raw['bis']),
  });
}

/** The question to the API for one side of a state of the list. */
export const toSecurityQuery = (search: SecuritySearch, side: SecurityEvent['side']): SecurityQuery => ({
  side,
  kind: search.grund,
  from: search.von,
  to: search.bis,
});
