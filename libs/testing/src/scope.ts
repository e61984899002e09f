import type pg from 'pg';
import { rowsOf } from './connect.js';
import { ACTORS, OFFICES, TENANTS, type ActorName } from './fixture.js';

/** What app.open_scope granted. */
export interface OpenedScope {
  readonly allowed: boolean;
  readonly tenantIds: readonly string[];
  readonly ownTenantIds: readonly string[];
}

/**
 * Calls app.open_scope as the api does, with an actor's own role; null when nothing is there for the person.
 * @param tenant null: the scope is the actor's office
 */
export async function openScope(
  client: pg.ClientBase,
  actor: ActorName,
  tenant: keyof typeof TENANTS | null,
  office: keyof typeof OFFICES = ACTORS[actor].office,
): Promise<OpenedScope | null> {
  const { userId, role } = ACTORS[actor];
  const [row] = await rowsOf<OpenedScope>(
    client,
    `select allowed, tenant_ids as "tenantIds", own_tenant_ids as "ownTenantIds" from app.open_scope($1, $2, $3, $4, 'test')`,
    [userId, tenant ? 'tenant' : 'office', tenant ? TENANTS[tenant] : OFFICES[office], [role]],
  );
  return row ?? null;
}
