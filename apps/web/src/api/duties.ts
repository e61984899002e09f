import {
  officeIncidentFindDuties,
  tenantIncidentFindDuties,
  tenantIncidentSubmit,
  type TenantIncidentFindDutiesData,
} from '@bergfried/api-client';
import { call, ifMatch, joined, present, windowQuery } from './call.js';
import type { Duty, Page, ScopeRef, Submission, Window } from './types.js';

type ListQuery = NonNullable<TenantIncidentFindDutiesData['query']>;

/** Filters of the list of clocks, in the words of the API. Days are YYYY-MM-DD in Europe/Berlin, inclusive. */
export interface DutyQuery {
  state?: readonly string[] | undefined;
  kind?: readonly string[] | undefined;
  tenantId?: string | undefined;
  dueFrom?: string | undefined;
  dueTo?: string | undefined;
  late?: ListQuery['late'] | undefined;
  asOf?: string | undefined;
}

export function listDuties(
  scope: ScopeRef,
  filter: DutyQuery,
  window: Window,
  signal: AbortSignal | null = null,
): Promise<Page<Duty>> {
  const query: ListQuery = {
    ...present({ ...filter, state: joined(filter.state), kind: joined(filter.kind) }),
    ...windowQuery(window),
  };
  return call(() =>
    scope.kind === 'office'
      ? officeIncidentFindDuties({ path: { officeId: scope.id }, query, signal })
      : tenantIncidentFindDuties({ path: { tenantId: scope.id }, query, signal }),
  );
}

/** Ends a clock: with proof of sending, or as not required with the reason. A legal act, so there is no way back. */
export const submitDuty = (duty: Duty, submission: Submission): Promise<Duty> =>
  call(() =>
    tenantIncidentSubmit({
      path: { tenantId: duty.tenantId, id: duty.incidentId, dutyId: duty.id },
      body: submission,
      headers: ifMatch(duty.version),
    }),
  );
