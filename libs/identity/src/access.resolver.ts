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
  at_office: boolean;
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

  async open(
    query: Query,
    { userId, scope, id, permission }: ScopeRequest,
  ): Promise<Access | 'forbidden' | null> {
    const [row] = await query<OpenScopeRow>('select * from app.open_scope($1, $2, $3, $4, $5)', [
      userId,
      scope,
      id,
      rolesWith(permission),
      permission,
    ]);
    if (!row) return null;
    if (!row.allowed) return 'forbidden';
    return new Access(
      userId,
      scope,
      row.office_id,
      row.tenant_id,
      row.roles,
      row.all_roles,
      row.tenant_ids,
      row.own_tenant_ids,
      row.now,
      row.at_office,
    );
  }

  isTraced(access: Access, resource: string): boolean {
    return this.untraced(access, resource).length === 0;
  }

  async trace(access: Access, resource: string): Promise<void> {
    const fresh = this.untraced(access, resource);
    if (fresh.length === 0) return;
    await this.dataSource.query('select app.trace_access($1, $2, $3, $4)', [
      access.userId,
      access.roles[0] ?? '',
      fresh,
      resource,
    ]);
    if (this.traced.size > MAX_REMEMBERED) this.traced.clear();
    for (const tenantId of fresh) this.traced.add(traceKey(access, tenantId, resource));
  }

  private untraced(access: Access, resource: string): readonly string[] {
    return access.tracedTenantIds.filter(
      (tenantId) => !this.traced.has(traceKey(access, tenantId, resource)),
    );
  }
}

function traceKey({ now, userId }: Access, tenantId: string, resource: string): string {
  return `${String(Math.floor(now.getTime() / HOUR_MS))}|${userId}|${tenantId}|${resource}`;
}
