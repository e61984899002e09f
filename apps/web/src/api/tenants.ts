import { officeFindTenants, tenantFindLegalEntities } from '@bergfried/api-client';
import { call } from './call.js';
import type { LegalEntity, Tenant } from './types.js';

/** All tenants of an office that the caller may read, at most 200. */
export async function listTenants(officeId: string): Promise<Tenant[]> {
  const page = await call(() => officeFindTenants({ path: { officeId }, query: { limit: 200 } }));
  return page.items;
}

export async function listLegalEntities(tenantId: string): Promise<LegalEntity[]> {
  return (await call(() => tenantFindLegalEntities({ path: { tenantId } }))).items;
}
