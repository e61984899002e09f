import { request } from './http.js';
import type { LegalEntity, Page, Tenant } from './types.js';

/** All tenants of an office that the caller may read, at most 200. */
export async function listTenants(officeId: string): Promise<Tenant[]> {
  const page = await request<Page<Tenant> | Tenant[]>('GET', `/offices/${officeId}/tenants`, { query: { limit: 200 } });
  return Array.isArray(page) ? page : page.items;
}

export async function listLegalEntities(tenantId: string): Promise<LegalEntity[]> {
  const page = await request<Page<LegalEntity> | LegalEntity[]>('GET', `/tenants/${tenantId}/legal-entities`);
  return Array.isArray(page) ? page : page.items;
}
