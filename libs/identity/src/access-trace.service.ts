import {
  ListSource,
  PageQuery,
  readPage,
  UnitOfWork,
  type Access,
  type ListRow,
  type Page,
} from '@bergfried/platform';
import { Injectable } from '@nestjs/common';
import type { AccessTraceResponse } from './member.dto.js';
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

  @ListSource(ACCESS_EXPORT, PageQuery)
  findAll(access: Access, page: PageQuery): Promise<Page<AccessTraceResponse>> {
    return readPage(
      (sql, parameters) => this.unitOfWork.query(sql, parameters),
      {
        from: '(select a.*, a.user_id as id from app.access_trace a) r',
        columns: 'r.*',
        detail: ', u.name as actor_name from r left join app.user_account u on u.id = r.user_id',
        conditions: [],
        parameters: [],
        sortKeys: SORT_KEYS,
        sort: '-hour',
        tenantIds: [access.theTenantId],
        page,
      },
      toTrace,
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
