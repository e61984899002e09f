import { column, declareExport } from '@bergfried/platform';
import type { LegalEntityResponse, MandateResponse, OfficeResponse, TenantResponse } from './tenancy.dto.js';

/** Columns of exported offices. */
export const OFFICE_EXPORT = declareExport<OfficeResponse>('offices', [
  column.text('name', (row) => row.name, 40),
  column.text('shortName', (row) => row.shortName),
  column.text('slug', (row) => row.slug),
  column.flag('demo', (row) => row.demo),
]);

/** Columns of exported members of an office. */
export const TENANT_EXPORT = declareExport<TenantResponse>('tenants', [
  column.text('name', (row) => row.name, 32),
  column.text('shortName', (row) => row.shortName),
  column.coded('kind', 'tenantKind', (row) => row.kind),
  column.text('plate', (row) => row.plate, 14),
  column.text('ags', (row) => row.ags, 26),
  column.text('slug', (row) => row.slug),
]);

/** Columns of exported mandates. */
export const MANDATE_EXPORT = declareExport<MandateResponse>('mandates', [
  column.text('tenant', (row) => row.tenantName, 28),
  column.text('person', (row) => row.userName, 28),
  column.coded('kind', 'mandateKind', (row) => row.kind),
  column.day('validFrom', (row) => row.validFrom),
  column.day('validUntil', (row) => row.validUntil),
]);

/** Columns of exported organisations of a member. */
export const LEGAL_ENTITY_EXPORT = declareExport<LegalEntityResponse>('legal-entities', [
  column.text('name', (row) => row.name, 36),
  column.coded('kind', 'legalEntityKind', (row) => row.kind),
  column.flag('isDefault', (row) => row.isDefault),
  column.text('dataProtectionAuthority', (row) => row.dataProtectionAuthority),
]);
