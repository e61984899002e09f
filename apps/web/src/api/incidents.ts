import {
  officeIncidentFindAll,
  tenantIncidentCreate,
  tenantIncidentCreateEntry,
  tenantIncidentFindAll,
  tenantIncidentFindEntries,
  tenantIncidentFindOne,
  tenantIncidentPreview,
  tenantIncidentUpdate,
  type PreviewDutiesRequest,
  type TenantIncidentFindAllData,
} from '@bergfried/api-client';
import { call, ifMatch, joined, present, windowQuery } from './call.js';
import type {
  DutyPreview,
  Entry,
  Incident,
  IncidentDraft,
  IncidentListItem,
  IncidentPatch,
  Page,
  ScopeRef,
  Window,
} from './types.js';

type ListQuery = NonNullable<TenantIncidentFindAllData['query']>;

/** Filters of the incident list, in the words of the API. Days are YYYY-MM-DD in Europe/Berlin, inclusive. */
export interface IncidentQuery {
  sort?: ListQuery['sort'] | undefined;
  status?: readonly string[] | undefined;
  severity?: readonly string[] | undefined;
  category?: readonly string[] | undefined;
  personalData?: readonly string[] | undefined;
  tenantId?: string | undefined;
  reference?: string | undefined;
  q?: string | undefined;
  /** `running` counts overdue ones too. */
  duty?: ListQuery['duty'] | undefined;
  detectedFrom?: string | undefined;
  detectedTo?: string | undefined;
  closedFrom?: string | undefined;
  closedTo?: string | undefined;
  asOf?: string | undefined;
}

export function listIncidents(
  scope: ScopeRef,
  filter: IncidentQuery,
  window: Window,
  signal: AbortSignal | null = null,
): Promise<Page<IncidentListItem>> {
  const query: ListQuery = {
    ...present({
      ...filter,
      status: joined(filter.status),
      severity: joined(filter.severity),
      category: joined(filter.category),
      personalData: joined(filter.personalData),
    }),
    ...windowQuery(window),
  };
  return call(() =>
    scope.kind === 'office'
      ? officeIncidentFindAll({ path: { officeId: scope.id }, query, signal })
      : tenantIncidentFindAll({ path: { tenantId: scope.id }, query, signal }),
  );
}

export const readIncident = (
  tenantId: string,
  id: string,
  signal: AbortSignal | null = null,
): Promise<Incident> => call(() => tenantIncidentFindOne({ path: { tenantId, id }, signal }));

/** Reports an incident. There is no undo: a mistaken report is closed as false alarm. */
export const createIncident = (
  tenantId: string,
  draft: IncidentDraft,
  idempotencyKey: string,
): Promise<Incident> =>
  call(() =>
    tenantIncidentCreate({ path: { tenantId }, body: draft, headers: { 'Idempotency-Key': idempotencyKey } }),
  );

/** Changes fields or the status; 412 when `version` is no longer the current one, 409 for a status that is not allowed. */
export const updateIncident = (
  tenantId: string,
  id: string,
  version: number,
  patch: IncidentPatch,
): Promise<Incident> =>
  call(() => tenantIncidentUpdate({ path: { tenantId, id }, body: patch, headers: ifMatch(version) }));

/** The newest 200 entries. */
export async function listEntries(tenantId: string, id: string): Promise<Entry[]> {
  return (await call(() => tenantIncidentFindEntries({ path: { tenantId, id }, query: { limit: 200 } })))
    .items;
}

export const createEntry = (tenantId: string, id: string, text: string): Promise<Entry> =>
  call(() => tenantIncidentCreateEntry({ path: { tenantId, id }, body: { text } }));

/** What would start if the incident were reported like this. Writes nothing. */
export async function previewDuties(
  tenantId: string,
  input: PreviewDutiesRequest,
  signal: AbortSignal,
): Promise<DutyPreview[]> {
  return (await call(() => tenantIncidentPreview({ path: { tenantId }, body: input, signal }))).duties;
}
