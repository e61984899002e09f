import { Injectable } from '@nestjs/common';
import type { Access } from '../http/access.js';
import { Conditions, readPage, type ListRow, type Page } from '../http/paging.js';
import { UnitOfWork } from '../persistence/unit-of-work.js';
import { fromDay, untilDay } from '../validation/days.js';
import type { RefusalKind, RefusalSide, SecurityEventQuery, SecurityEventResponse } from './security.dto.js';

const SORT_KEYS = { hour: [{ column: 'r.hour', type: 'timestamptz' }] } as const;

/** Failed sign-ins of one account in an hour that are worth a line (ADR 0021). */
export const SIGN_INS_SHOWN_FROM = 5;

/** Refused access; the database shows only what stands in logs that are open to the caller. */
@Injectable()
export class SecurityLogService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Newest hour first. Two statements, a following page one. */
  findAll(access: Access, query: SecurityEventQuery): Promise<Page<SecurityEventResponse>> {
    const conditions = new Conditions();
    conditions.add(`(r.kind <> 'sign-in-failed' or r.count >= ${String(SIGN_INS_SHOWN_FROM)})`);
    if (access.tenantId !== null)
      conditions.add(`r.for_tenant_id = ${conditions.parameter(access.tenantId, 'uuid')}`);
    if (query.side) conditions.add(`r.side = ${conditions.parameter(query.side, 'text')}`);
    if (query.kind) conditions.add(`r.kind = any (${conditions.parameter(query.kind, 'text[]')})`);
    if (query.userId) conditions.add(`r.user_id = ${conditions.parameter(query.userId, 'uuid')}`);
    if (query.from) conditions.add(`r.hour >= ${fromDay(conditions, query.from)}`);
    if (query.to) conditions.add(`r.hour < ${untilDay(conditions, query.to)}`);
    return readPage(
      (sql, parameters) => this.unitOfWork.query(sql, parameters),
      {
        // The paging works per member; the office is paged as if it were one.
        from: '(select e.*, e.office_id as tenant_id from app.security_event e) r',
        columns: 'r.*',
        detail: `, u.name as actor_name, t.name as target_name from r
          left join app.user_account u on u.id = r.user_id
          left join app.tenant t on t.tenant_id = r.target_tenant_id`,
        conditions: conditions.sql,
        parameters: conditions.parameters,
        sortKeys: SORT_KEYS,
        sort: '-hour',
        tenantIds: [access.officeId],
        page: query,
      },
      toResponse,
    );
  }
}

function toResponse(row: ListRow): SecurityEventResponse {
  return {
    id: row['id'] as string,
    tenantId: row['for_tenant_id'] as string | null,
    hour: (row['hour'] as Date).toISOString(),
    side: row['side'] as RefusalSide,
    kind: row['kind'] as RefusalKind,
    resource: row['resource'] as string,
    write: row['is_write'] as boolean,
    origin: row['origin'] as SecurityEventResponse['origin'],
    userId: row['user_id'] as string | null,
    actorName: row['actor_name'] as string | null,
    target: row['target'] as SecurityEventResponse['target'],
    targetTenantId: row['target_tenant_id'] as string | null,
    targetName: row['target_name'] as string | null,
    count: row['count'] as number,
    firstAt: (row['first_at'] as Date).toISOString(),
    lastAt: (row['last_at'] as Date).toISOString(),
  };
}
