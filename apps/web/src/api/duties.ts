import { request, scopePath } from './http.js';
import type { Duty, Page, ScopeRef, Submission } from './types.js';

/** Filters of the list of clocks, in the words of the API. */
export interface DutyQuery {
  state?: readonly string[] | undefined;
  kind?: readonly string[] | undefined;
  tenantId?: string | undefined;
  asOf?: string | undefined;
}

export const listDuties = (
  scope: ScopeRef,
  query: DutyQuery,
  window: { cursor?: string | null; limit: number },
  signal?: AbortSignal,
): Promise<Page<Duty>> => request('GET', scopePath(scope, 'duties'), { query: { ...query, ...window }, signal });

/** Ends a clock: with proof of sending, or as not required with the reason. A legal act, so there is no way back. */
export const submitDuty = (duty: Duty, submission: Submission): Promise<Duty> =>
  request('POST', `/tenants/${duty.tenantId}/incidents/${duty.incidentId}/duties/${duty.id}/submission`, {
    body: submission,
    ifMatch: duty.version,
  });
