import { Access, AccessResolver, rolesWith, type Query, type ScopeRequest } from '@bergfried/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

interface OpenScopeRow {
  office_id: string;
  tenant_id: string | null;
  all_roles: string[];
  roles: string[];
  tenant_ids: string[];
  own_tenant_ids: string[];
  allowed: boolean;
  now: Date;
}

const HOUR_MS = 3_600_000;
/** Traces written lately by this process, so that a busy officer costs one statement an hour and member. */
const MAX_REMEMBERED = 10_000;

/** The database computes who may read and write what; an error here cannot widen it. */
@Injectable()
export class DatabaseAccessResolver extends AccessResolver {
  private readonly traced = new Set<string>();

  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async open(query: Query, { userId, scope, id, permission }: ScopeRequest): Promise<Access | 'forbidden' | null> {
    const [row] = await query<OpenScopeRow>('select * from app.open_scope($1, $2, $3, $4, $5)', [
      userId,
      scope,
      id,
      rolesWith(permission),
      permission,
    ]);
    if (!row) return null;
    if (!row.allowed) return 'forbidden';
    return new Access(userId, scope, row.office_id, row.tenant_id, row.roles, row.all_roles, row.tenant_ids, row.own_tenant_ids, row.now);
  }

  async trace(access: Access, resource: string): Promise<void> {
    const hour = Math.floor(access.now.getTime() / HOUR_MS);
    const key = (tenantId: string): string => `${String(hour)}|${access.userId}|${tenantId}|${resource}`;
    const fresh = access.tracedTenantIds.filter((tenantId) => !this.traced.has(key(tenantId)));
    if (fresh.length === 0) return;
    await this.dataSource.query('select app.trace_access($1, $2, $3, $4)', [access.userId, access.roles[0] ?? '', fresh, resource]);
    if (this.traced.size > MAX_REMEMBERED) this.traced.clear();
    for (const tenantId of fresh) this.traced.add(key(tenantId));
  }
}
