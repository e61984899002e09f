import { request, scopePath } from './http.js';
import type {
  DutyPreview,
  Entry,
  Incident,
  IncidentDraft,
  IncidentListItem,
  IncidentPatch,
  Page,
  PersonalData,
  ScopeRef,
  Severity,
  Category,
} from './types.js';

/** Filters of the incident list, in the words of the API. Days are YYYY-MM-DD in Europe/Berlin, inclusive. */
export interface IncidentQuery {
  sort?: string | undefined;
  status?: readonly string[] | undefined;
  severity?: readonly string[] | undefined;
  category?: readonly string[] | undefined;
  personalData?: readonly string[] | undefined;
  tenantId?: string | undefined;
  reference?: string | undefined;
  q?: string | undefined;
  duty?: 'running' | 'overdue' | undefined;
  detectedFrom?: string | undefined;
  detectedTo?: string | undefined;
  closedFrom?: string | undefined;
  closedTo?: string | undefined;
  asOf?: string | undefined;
}

export const listIncidents = (
  scope: ScopeRef,
  query: IncidentQuery,
  window: { cursor?: string | null; limit: number },
  signal?: AbortSignal,
): Promise<Page<IncidentListItem>> =>
  request('GET', scopePath(scope, 'incidents'), { query: { ...query, ...window }, signal });

export const readIncident = (tenantId: string, id: string, signal?: AbortSignal): Promise<Incident> =>
  request('GET', `/tenants/${tenantId}/incidents/${id}`, { signal });

/** Reports an incident. There is no undo: a mistaken report is closed as false alarm. */
export const createIncident = (tenantId: string, draft: IncidentDraft, idempotencyKey: string): Promise<Incident> =>
  request('POST', `/tenants/${tenantId}/incidents`, { body: draft, idempotencyKey });

/** Changes fields or the status; 412 when `version` is no longer the current one, 409 for a status that is not allowed. */
export const updateIncident = (
  tenantId: string,
  id: string,
  version: number,
  patch: IncidentPatch,
): Promise<Incident> => request('PATCH', `/tenants/${tenantId}/incidents/${id}`, { body: patch, ifMatch: version });

export async function listEntries(tenantId: string, id: string): Promise<Entry[]> {
  const page = await request<Page<Entry> | Entry[]>('GET', `/tenants/${tenantId}/incidents/${id}/entries`, {
    query: { limit: 200 },
  });
  return Array.isArray(page) ? page : page.items;
}

export const createEntry = (tenantId: string, id: string, text: string): Promise<Entry> =>
  request('POST', `/tenants/${tenantId}/incidents/${id}/entries`, { body: { text } });

export interface PreviewInput {
  personalData: PersonalData;
  awareAt?: string | undefined;
  detectedAt?: string | undefined;
  legalEntityId?: string | undefined;
  severity?: Severity | undefined;
  category?: Category | undefined;
  socialData?: boolean | undefined;
  vehicleRegistration?: boolean | undefined;
}

/** What would start if the incident were reported like this. Writes nothing. */
export const previewDuties = (
  tenantId: string,
  input: PreviewInput,
  signal?: AbortSignal,
): Promise<{ duties: DutyPreview[]; notified: string[] }> =>
  request('POST', `/tenants/${tenantId}/incidents/duties-preview`, { body: input, signal });
