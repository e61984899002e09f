import { OfficeMember, TenantMember, UserAccount } from '@bergfried/identity';
import { Duty, Incident, IncidentEntry, ReferenceCounter } from '@bergfried/incidents';
import { OfficeFile, TenantFile } from '@bergfried/platform';
import { LegalEntity, Mandate, Office, Tenant } from '@bergfried/tenancy';

/** Every mapped table; the inventory test compares them with the database. */
export const ENTITIES = [
  Office,
  Tenant,
  LegalEntity,
  Mandate,
  UserAccount,
  OfficeMember,
  TenantMember,
  Incident,
  IncidentEntry,
  Duty,
  ReferenceCounter,
  TenantFile,
  OfficeFile,
];
