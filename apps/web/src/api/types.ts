import type {
  AccessPersonResponse,
  AccessTraceResponse,
  CreateIncidentRequest,
  DashboardResponse,
  DutyResponse,
  EntryResponse,
  IncidentListItem as GeneratedListItem,
  IncidentResponse,
  InstallationResponse,
  InvitationResponse,
  LegalEntityResponse,
  LinkResponse,
  MandateResponse,
  MemberResponse,
  PreviewedDutyResponse,
  SecurityEventResponse,
  SessionResponse,
  TasksResponse,
  TenantFiguresResponse,
  TenantResponse,
  TenantSetupResponse,
  UpdateIncidentRequest,
} from '@bergfried/api-client';

/** Words the API uses. They are values, never shown: the texts stand in @bergfried/texts. */
export type Severity = IncidentResponse['severity'];
export const severities = ['low', 'medium', 'high', 'critical'] as const satisfies readonly Severity[];

export type PersonalData = IncidentResponse['personalData'];
export const personalDataAnswers = ['yes', 'no', 'unclear'] as const satisfies readonly PersonalData[];

export type IncidentStatus = IncidentResponse['status'];
export const incidentStatuses = [
  'reported',
  'triaged',
  'contained',
  'eradicated',
  'recovered',
  'closed',
  'false-alarm',
] as const satisfies readonly IncidentStatus[];

/** The statuses the key figure "offene Vorfälle" counts. */
export const openStatuses = [
  'reported',
  'triaged',
  'contained',
  'eradicated',
  'recovered',
] as const satisfies readonly IncidentStatus[];

export type Category = IncidentResponse['category'];
export const categories = [
  'misdirected-mail',
  'loss-theft',
  'phishing',
  'malware',
  'ransomware',
  'unauthorised-access',
  'wrong-permissions',
  'outage',
  'provider-incident',
  'website',
  'vulnerability',
  'fraud',
  'physical',
  'other',
] as const satisfies readonly Category[];

export type DutyKind = DutyResponse['kind'];
export const dutyKinds = ['statutory', 'contractual', 'voluntary'] as const satisfies readonly DutyKind[];

export type DutyState = DutyResponse['state'];

export type Role = SessionResponse['memberships'][number]['role'];

export type Permission =
  | 'tenant:read'
  | 'tenant:update'
  | 'tenant:create'
  | 'legal-entity:manage'
  | 'setup:read'
  | 'setup:manage'
  | 'member:read'
  | 'member:manage'
  | 'mandate:read'
  | 'mandate:manage'
  | 'dashboard:read'
  | 'incident:read'
  | 'incident:create'
  | 'incident:update'
  | 'incident:comment'
  | 'duty:decide'
  | 'duty:record'
  | 'access:read'
  | 'security:read'
  | 'task:read'
  | 'report:read'
  | 'report:create'
  | 'report:draft'
  | 'report:finalise'
  | 'catalogue:read'
  | 'catalogue:import'
  | 'job:manage'
  | 'view:manage';

/** Which half of the API a request goes to: reading across an office, or one tenant. */
export interface ScopeRef {
  kind: 'office' | 'tenant';
  id: string;
}

/** A list as the API answers it; `total` counts all rows of the filter, not only this window. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  total: number;
}

/** Which window of a list is wanted. */
export interface Window {
  cursor?: string | null;
  limit: number;
}

export type Installation = InstallationResponse;
export type Session = SessionResponse;
export type Membership = SessionResponse['memberships'][number];
export type LinkInfo = LinkResponse;
export type Tenant = TenantResponse;
export type LegalEntity = LegalEntityResponse;
export type TenantSetup = TenantSetupResponse;
export type SetupStep = TenantSetup['steps'][number]['step'];
export type SetupState = TenantSetup['steps'][number]['state'];

export type Duty = DutyResponse;
export type DutyPreview = PreviewedDutyResponse;
export type Incident = IncidentResponse;
export type IncidentListItem = GeneratedListItem;
export type Visibility = IncidentResponse['visibility'];
export type IncidentDraft = CreateIncidentRequest;
export type IncidentPatch = UpdateIncidentRequest;
export type Entry = EntryResponse;

/** Decision about a clock: sent with proof, or not required with its reason. */
export type Submission =
  | { outcome: 'submitted'; submittedAt: string; receipt: string; lateReason?: string }
  | { outcome: 'not-required'; reason: string; dataProtectionOfficer?: string };

export type Dashboard = DashboardResponse;
export type DashboardTenant = TenantFiguresResponse;
/** 0 unauffällig, 1 normal, 2 erhöht, 3 hoch, 4 kritisch */
export type Level = 0 | 1 | 2 | 3 | 4;

/** The document types the level as a number; anything outside counts as the lowest. */
export function levelOf(tenant: DashboardTenant): Level {
  const { level } = tenant;
  return level === 1 || level === 2 || level === 3 || level === 4 ? level : 0;
}

export type Member = MemberResponse;
export type Invitation = InvitationResponse;
export type Mandate = MandateResponse;
export type Access = AccessTraceResponse;
export type AccessPerson = AccessPersonResponse;
export type SecurityEvent = SecurityEventResponse;
export type Tasks = TasksResponse;

/** What the event stream says: never content, only what to read again. */
export interface LiveEvent {
  type: string;
  tenantId: string | null;
  id: string | null;
  version: number | null;
}
