import { Injectable } from '@nestjs/common';
import type { Access } from '../http/access.js';
import { ListSource } from '../http/export/list-sources.js';
import { Conditions, readPage, type ListRow, type Page } from '../http/paging.js';
import { UnitOfWork } from '../persistence/unit-of-work.js';
import { MAIL_EXPORT } from '../queue/job.export.js';
import { MailQuery, type MailResponse, type MailStateName } from './mail.dto.js';

const SORT_KEYS = { plannedAt: [{ column: 'r.planned_at', type: 'timestamptz' }] } as const;

/** What became of the mails; the database shows only those about members that are open to the caller. */
@Injectable()
export class MailLogService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Latest first. */
  @ListSource(MAIL_EXPORT, MailQuery)
  findAll(access: Access, query: MailQuery): Promise<Page<MailResponse>> {
    const conditions = new Conditions();
    if (access.tenantId !== null)
      conditions.add(`r.for_tenant_id = ${conditions.parameter(access.tenantId, 'uuid')}`);
    if (query.state) conditions.add(`r.state = any (${conditions.parameter(query.state, 'text[]')})`);
    return readPage(
      (sql, parameters) => this.unitOfWork.query(sql, parameters),
      {
        from: '(select m.*, m.office_id as tenant_id from app.mail_log m) r',
        columns: 'r.*',
        detail: ', u.name as user_name from r left join app.user_account u on u.id = r.user_id',
        conditions: conditions.sql,
        parameters: conditions.parameters,
        sortKeys: SORT_KEYS,
        sort: '-plannedAt',
        tenantIds: [access.officeId],
        page: query,
      },
      toMailResponse,
    );
  }
}

function toMailResponse(row: ListRow): MailResponse {
  return {
    id: row['id'] as string,
    tenantId: row['for_tenant_id'] as string | null,
    kind: row['kind'] as string,
    userId: row['user_id'] as string,
    userName: row['user_name'] as string | null,
    state: row['state'] as MailStateName,
    problem: row['problem'] as string | null,
    messageId: row['message_id'] as string,
    plannedAt: (row['planned_at'] as Date).toISOString(),
    changedAt: (row['changed_at'] as Date).toISOString(),
  };
}
