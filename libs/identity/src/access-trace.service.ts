import {
  Conditions,
  fromDay,
  ListSource,
  readPage,
  untilDay,
  UnitOfWork,
  type Access,
  type ListRow,
  type Page,
} from '@bergfried/platform';
import { Injectable } from '@nestjs/common';
import { AccessTraceQuery, type AccessPersonResponse, type AccessTraceResponse } from './access-trace.dto.js';
import { ACCESS_EXPORT } from './member.export.js';

const SORT_KEYS = {
  hour: [
    { column: 'r.hour', type: 'timestamptz' },
    { column: 'r.resource', type: 'text' },
  ],
} as const;

/** What the office read in this member, newest hour first. */
@Injectable()
export class AccessTraceService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  @ListSource(ACCESS_EXPORT, AccessTraceQuery)
  findAll(access: Access, query: AccessTraceQuery): Promise<Page<AccessTraceResponse>> {
    const conditions = new Conditions();
    if (query.userId) conditions.add(`r.user_id = ${conditions.parameter(query.userId, 'uuid')}`);
    if (query.resource)
      conditions.add(`r.resource = any (${conditions.parameter(query.resource, 'text[]')})`);
    if (query.from) conditions.add(`r.hour >= ${fromDay(conditions, query.from)}`);
    if (query.to) conditions.add(`r.hour < ${untilDay(conditions, query.to)}`);
    return readPage(
      (sql, parameters) => this.unitOfWork.query(sql, parameters),
      {
        from: '(select a.*, a.user_id as id from app.access_trace a) r',
        columns: 'r.*',
        detail: ', u.name as actor_name from r left join app.user_account u on u.id = r.user_id',
        conditions: conditions.sql,
        parameters: conditions.parameters,
        sortKeys: SORT_KEYS,
        sort: '-hour',
        tenantIds: [access.theTenantId],
        page: query,
      },
      toTrace,
    );
  }

  /** People of the office who ever read here and are still in the trace, by name: what the list can be filtered by. */
  async findPeople(access: Access): Promise<AccessPersonResponse[]> {
    return this.unitOfWork.query<AccessPersonResponse>(
      // Jumps from person to person through the index instead of reading the trace of three years.
      `with recursive people as (
         (select a.user_id from app.access_trace a where a.tenant_id = $1 order by a.user_id limit 1)
         union all
         select (select a.user_id from app.access_trace a where a.tenant_id = $1 and a.user_id > p.user_id order by a.user_id limit 1)
         from people p where p.user_id is not null)
       select p.user_id as id, u.name from people p left join app.user_account u on u.id = p.user_id
       where p.user_id is not null order by u.name collate "de-x-icu", p.user_id`,
      [access.theTenantId],
    );
  }
}

function toTrace(row: ListRow): AccessTraceResponse {
  return {
    tenantId: row['tenant_id'] as string,
    userId: row['user_id'] as string,
    actorName: row['actor_name'] as string | null,
    role: row['role'] as string,
    resource: row['resource'] as string,
    hour: (row['hour'] as Date).toISOString(),
  };
}
