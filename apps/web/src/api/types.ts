/** Words the API uses. They are values, never shown: the texts stand in @bergfried/texts. */
export const severities = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

export const personalDataAnswers = ['yes', 'no', 'unclear'] as const;
export type PersonalData = (typeof personalDataAnswers)[number];

export const incidentStatuses = [
  'reported',
  'triaged',
  'contained',
  'eradicated',
  'recovered',
  'closed',
  'false-alarm',
] as const;
export type IncidentStatus = (typeof incidentStatuses)[number];

/** The statuses the key figure "offene Vorfälle" counts. */
export const openStatuses = [
  'reported',
  'triaged',
  'contained',
  'eradicated',
  'recovered',
] as const satisfies readonly IncidentStatus[];

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
] as const;
export type Category = (typeof categories)[number];

export const dutyKinds = ['statutory', 'contractual', 'voluntary'] as const;
export type DutyKind = (typeof dutyKinds)[number];

export const dutyStates = ['running', 'submitted', 'not-required', 'overdue'] as const;
export type DutyState = (typeof dutyStates)[number];

export const roles = [
  'officer',
  'deputy',
  'coordinator',
  'head',
  'data-protection-officer',
  'authorised-reporter',
  'it-management',
  'auditor',
  'contributor',
  'operator',
] as const;
export type Role = (typeof roles)[number];

export type Permission =
  | 'tenant:read'
  | 'tenant:update'
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
  | 'access:read'
  | 'catalogue:read'
  | 'catalogue:import'
  | 'job:manage';

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

export interface Installation {
  name: string;
  version: string;
  demo: boolean;
  ready: boolean;
}

export interface Membership {
  id: string;
  officeId: string;
  officeName: string;
  officeSlug: string;
  demo: boolean;
  tenantId: string | null;
  tenantName: string | null;
  tenantShortName: string | null;
  tenantSlug: string | null;
  role: Role;
  validFrom: string;
  validUntil: string | null;
  permissions: Permission[];
}

export interface Session {
  user: { id: string; email: string; name: string };
  memberships: Membership[];
}

export interface Tenant {
  id: string;
  officeId: string;
  name: string;
  shortName: string;
  slug: string;
  plate: string;
  ags: string;
  kind: string;
  parentId: string | null;
  version: number;
}

export interface LegalEntity {
  id: string;
  name: string;
  kind: string;
  isDefault: boolean;
  dataProtectionAuthority: string;
}

export interface PersonRef {
  id: string;
  name: string;
}

export interface Duty {
  id: string;
  tenantId: string;
  incidentId: string;
  incidentReference: string;
  incidentTitle: string;
  ruleId: string;
  ruleVersion: string;
  title: string;
  legalBasis: string;
  recipient: string;
  kind: DutyKind;
  startsAt: string;
  dueAt: string | null;
  state: DutyState;
  precautionary: boolean;
  submittedAt: string | null;
  receipt: string | null;
  reason: string | null;
  decidedBy: PersonRef | null;
  late: boolean;
  sourceUrl: string | null;
  checkedOn: string | null;
  version: number;
}

export interface DutyPreview {
  ruleId: string;
  title: string;
  legalBasis: string;
  recipient: string;
  kind: DutyKind;
  startsAt: string;
  dueAt: string | null;
  precautionary: boolean;
  note: string | null;
}

export interface IncidentListItem {
  id: string;
  tenantId: string;
  reference: string;
  title: string;
  category: Category;
  severity: Severity;
  personalData: PersonalData;
  status: IncidentStatus;
  detectedAt: string;
  occurredAt: string | null;
  awareAt: string;
  legalEntityId: string | null;
  legalEntityName: string | null;
  socialData: boolean;
  vehicleRegistration: boolean;
  tlp: string;
  visibility: Visibility;
  createdAt: string;
  createdBy: PersonRef | null;
  updatedAt: string;
  closedAt: string | null;
  version: number;
  duties: Duty[];
}

export type Visibility = 'county-and-office' | 'county-only';

export interface Incident extends IncidentListItem {
  description: string | null;
  nextStatuses: IncidentStatus[];
}

/** Body of POST …/incidents. Times are UTC (`Z`). */
export interface IncidentDraft {
  title: string;
  category: Category;
  detectedAt: string;
  severity: Severity;
  personalData: PersonalData;
  description?: string;
  occurredAt?: string;
  awareAt?: string;
  legalEntityId?: string;
  socialData?: boolean;
  vehicleRegistration?: boolean;
  visibility?: Visibility;
}

/** Body of PATCH …/incidents/{id}: only what changes. */
export type IncidentPatch = Partial<Omit<IncidentDraft, 'description' | 'occurredAt' | 'legalEntityId'>> & {
  description?: string | null;
  occurredAt?: string | null;
  legalEntityId?: string | null;
  awareReason?: string;
  status?: IncidentStatus;
  statusReason?: string;
};

export interface Entry {
  id: string;
  kind: 'reported' | 'note' | 'status' | 'duty' | 'change';
  text: string;
  happenedAt: string;
  createdAt: string;
  createdBy: PersonRef | null;
}

export type Submission =
  | { outcome: 'submitted'; submittedAt: string; receipt: string; lateReason?: string }
  | { outcome: 'not-required'; reason: string; dataProtectionOfficer?: string };

export interface Ratio {
  numerator: number;
  denominator: number;
}

export type Level = 0 | 1 | 2 | 3 | 4;

export interface DashboardTenant {
  tenantId: string;
  name: string;
  shortName: string;
  slug: string;
  plate: string;
  ags: string;
  level: Level;
  openIncidents: number;
  openCritical: number;
  openHigh: number;
  runningDuties: number;
  overdueDuties: number;
  reportedLast30Days: number;
  dutiesKept: Ratio;
}

export interface Dashboard {
  asOf: string;
  live: boolean;
  scope: 'office' | 'tenant';
  officeId: string;
  tenantId: string | null;
  figures: {
    openIncidents: number;
    openCritical: number;
    openHigh: number;
    runningDuties: number;
    runningStatutory: number;
    overdueDuties: number;
    reportedLast30Days: number;
    closedLast30Days: number;
    personalDataOpen: number;
    dutiesKept: Ratio;
  };
  clocks: Duty[];
  tenants: DashboardTenant[];
  /** Twelve months, oldest first; `month` is YYYY-MM in Europe/Berlin. */
  months: { month: string; reported: number; closed: number }[];
}

export interface Member {
  id: string;
  tenantId: string | null;
  officeId: string;
  userId: string;
  name: string;
  email: string;
  role: Role;
  validFrom: string;
  validUntil: string | null;
  status: 'invited' | 'active' | 'disabled';
  version: number;
}

export interface Invitation {
  url: string;
  expiresAt: string;
}

export interface Mandate {
  id: string;
  officeId: string;
  tenantId: string;
  tenantName?: string;
  userId: string;
  userName?: string;
  kind: 'officer' | 'deputy';
  validFrom: string;
  validUntil: string | null;
  version: number;
}

/** One row of the access trace: who of the office read which kind of record in which hour. */
export interface Access {
  tenantId: string;
  userId: string;
  actorName: string;
  role: Role;
  resource: string;
  hour: string;
}

/** What the event stream says: never content, only what to read again. */
export interface LiveEvent {
  type: string;
  tenantId: string | null;
  id: string | null;
  version: number | null;
}
