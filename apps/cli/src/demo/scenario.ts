/** Roles a log-in of the demonstration can hold (names of the product's role inventory). */
export type DemoRole =
  | 'officer'
  | 'deputy'
  | 'coordinator'
  | 'head'
  | 'data-protection-officer'
  | 'authorised-reporter'
  | 'it-management'
  | 'auditor'
  | 'operator';

/** Category of an incident as in `POST /tenants/{t}/incidents`. */
export type DemoCategory =
  | 'misdirected-mail'
  | 'loss-theft'
  | 'phishing'
  | 'malware'
  | 'ransomware'
  | 'unauthorised-access'
  | 'wrong-permissions'
  | 'outage'
  | 'provider-incident'
  | 'website'
  | 'vulnerability'
  | 'fraud'
  | 'physical'
  | 'other';

export type DemoSeverity = 'low' | 'medium' | 'high' | 'critical';

export type DemoPersonalData = 'yes' | 'no' | 'unclear';

export type DemoStatus =
  'reported' | 'triaged' | 'contained' | 'eradicated' | 'recovered' | 'closed' | 'false-alarm';

/** The two rules whose clocks the demonstration works on. */
export type DemoRuleId = 'gdpr-art-33' | 'hessen3c-voluntary';

/** A shared security office. `since` is a day (YYYY-MM-DD) on which it exists. */
export interface DemoOffice {
  readonly slug: string;
  readonly name: string;
  readonly shortName: string;
  readonly isDemo: true;
  readonly since: string;
}

/** A member of an office. `since`: day (YYYY-MM-DD) of joining; `ags`: official key, 5 or 8 digits. */
export interface DemoTenant {
  readonly slug: string;
  readonly officeSlug: string;
  readonly name: string;
  readonly shortName: string;
  readonly plate: string;
  readonly ags: string | null;
  readonly kind: 'county' | 'municipality';
  readonly since: string;
}

export type DemoLegalEntityKind =
  'core-administration' | 'jobcenter-municipal' | 'jobcenter-joint' | 'municipal-enterprise';

/** A controller of its own inside a tenant; `key` is what report actions refer to. */
export interface DemoLegalEntity {
  readonly key: string;
  readonly tenantSlug: string;
  readonly name: string;
  readonly kind: DemoLegalEntityKind;
  readonly isDefault: boolean;
  readonly dataProtectionAuthority: 'HBDI' | 'BfDI';
  /** Supervising body for § 83a SGB X, a preset that the county has to confirm; null where no social data are held or no preset is known. */
  readonly socialSupervision: string | null;
}

/** An invented person with a log-in. */
export interface DemoPerson {
  readonly email: string;
  readonly name: string;
}

/** A role with dates (YYYY-MM-DD, both inclusive); `tenantSlug` null means the office itself. */
export interface DemoMembership {
  readonly email: string;
  readonly officeSlug: string;
  readonly tenantSlug: string | null;
  readonly role: DemoRole;
  readonly validFrom: string;
  readonly validUntil: string | null;
}

/** The mandate on which an officer's access to one tenant rests (days inclusive). */
export interface DemoMandate {
  readonly email: string;
  readonly officeSlug: string;
  readonly tenantSlug: string;
  readonly kind: 'officer' | 'deputy';
  readonly validFrom: string;
  readonly validUntil: string;
}

/** Body of `POST /tenants/{t}/incidents`; times are ISO 8601 in UTC. `legalEntityId` is added by the replay from `legalEntityKey`. */
export interface DemoIncidentBody {
  readonly title: string;
  readonly category: DemoCategory;
  readonly severity: DemoSeverity;
  readonly personalData: DemoPersonalData;
  readonly detectedAt: string;
  readonly occurredAt?: string;
  readonly awareAt?: string;
  readonly description: string;
  readonly socialData?: boolean;
  readonly vehicleRegistration?: boolean;
  readonly visibility?: 'county-and-office' | 'county-only';
}

/** Body of `PATCH /tenants/{t}/incidents/{id}` as far as the demonstration uses it. */
export interface DemoIncidentPatch {
  readonly severity?: DemoSeverity;
  readonly personalData?: DemoPersonalData;
  readonly description?: string;
}

interface DemoActionBase {
  /** Recording time; never after the `now` of the scenario. */
  readonly at: Date;
  /** E-mail of the person who acts. */
  readonly actor: string;
  /** Slug of the tenant in which the action is written. */
  readonly tenant: string;
  /** Key of the incident, unique in the scenario. */
  readonly key: string;
}

export interface DemoReportAction extends DemoActionBase {
  readonly kind: 'report';
  readonly body: DemoIncidentBody;
  /** Key of a {@link DemoLegalEntity} of the tenant; absent means the default one. */
  readonly legalEntityKey?: string;
}

export interface DemoStatusAction extends DemoActionBase {
  readonly kind: 'status';
  readonly status: DemoStatus;
  readonly reason?: string;
}

export interface DemoEntryAction extends DemoActionBase {
  readonly kind: 'entry';
  readonly text: string;
  readonly happenedAt?: string;
}

export interface DemoSubmitAction extends DemoActionBase {
  readonly kind: 'submit';
  readonly ruleId: DemoRuleId;
  readonly outcome: 'submitted';
  readonly submittedAt: string;
  readonly receipt: string;
  readonly lateReason?: string;
}

export interface DemoDecideAction extends DemoActionBase {
  readonly kind: 'decide';
  readonly ruleId: DemoRuleId;
  readonly outcome: 'not-required';
  readonly reason: string;
  readonly dataProtectionOfficer?: string;
}

export interface DemoPatchAction extends DemoActionBase {
  readonly kind: 'patch';
  readonly patch: DemoIncidentPatch;
}

/** One write of the demonstration, to be replayed through the product's services. */
export type DemoAction =
  | DemoReportAction
  | DemoStatusAction
  | DemoEntryAction
  | DemoSubmitAction
  | DemoDecideAction
  | DemoPatchAction;

/** A quarterly report that the officer had made, and laid before the head of authority. */
export interface DemoReport {
  readonly tenant: string;
  /** For example 2026-Q3. */
  readonly period: string;
  readonly orderedAt: Date;
  /** null: still a draft. */
  readonly finalisedAt: Date | null;
}

/** Everything the demonstration consists of; `actions` is sorted by `at`. */
export interface DemoScenario {
  /** When it ends. */
  readonly now: Date;
  readonly offices: readonly DemoOffice[];
  readonly tenants: readonly DemoTenant[];
  readonly legalEntities: readonly DemoLegalEntity[];
  readonly people: readonly DemoPerson[];
  readonly memberships: readonly DemoMembership[];
  readonly mandates: readonly DemoMandate[];
  readonly actions: readonly DemoAction[];
  readonly reports: readonly DemoReport[];
}
