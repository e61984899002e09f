import {
  officeSecurityFindAll,
  tenantSecurityFindAll,
  type TenantSecurityFindAllData,
} from '@bergfried/api-client';
import { call, present, windowQuery } from './call.js';
import type { Page, ScopeRef, SecurityEvent, Window } from './types.js';

type ListQuery = NonNullable<TenantSecurityFindAllData['query']>;

/** Filters of the security log, in the words of the API. Days are YYYY-MM-DD in Europe/Berlin, inclusive. */
export interface SecurityQuery {
  side: SecurityEvent['side'];
  kind?: SecurityEvent['kind'] | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** Refused access of a scope, newest hour first. */
export function listSecurityEvents(
  scope: ScopeRef,
  filter: SecurityQuery,
  window: Window,
  signal: AbortSignal,
): Promise<Page<SecurityEvent>> {
  const query: ListQuery = { ...present(filter), ...windowQuery(window) };
  return call(() =>
    scope.kind === 'office'
      ? officeSecurityFindAll({ path: { officeId: scope.id }, query, signal })
      : tenantSecurityFindAll({ path: { tenantId: scope.id }, query, signal }),
  );
}
