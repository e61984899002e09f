import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Access } from '../http/access.js';
import { ListSource } from '../http/export/list-sources.js';
import { Conditions, readPage, type ListRow, type Page } from '../http/paging.js';
import { UnitOfWork } from '../persistence/unit-of-work.js';
import { notFound, Problem } from '../problems/problem.js';
import { DeadLetterQuery, type DeadLetterResponse, type DeadLetterState } from './job.dto.js';
import { DEAD_LETTER_EXPORT } from './job.export.js';

const SORT_KEYS = { failedAt: [{ column: 'r.failed_at', type: 'timestamptz' }] } as const;
const STATE_SQL: Readonly<Record<DeadLetterState, string>> = {
  done: 'r.resolved_at is not null',
  running: 'r.resolved_at is null and r.retried_at is not null',
  failed: 'r.resolved_at is null and r.retried_at is null',
};

/** Failed jobs for those who look after them; the database shows only those about members that are open to the caller. */
@Injectable()
export class DeadLetterService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Latest failure first. */
  @ListSource(DEAD_LETTER_EXPORT, DeadLetterQuery)
  findAll(access: Access, query: DeadLetterQuery): Promise<Page<DeadLetterResponse>> {
    const conditions = new Conditions();
    if (access.tenantId !== null)
      conditions.add(`r.for_tenant_id = ${conditions.parameter(access.tenantId, 'uuid')}`);
    if (query.state) conditions.add(STATE_SQL[query.state]);
    return this.read(access, conditions, query, true);
  }

  /**
   * Asks for the job to be done once more; it keeps its name, so an effect that it had already is not repeated.
   * Mails of it whose delivery is unclear are sent again: that is what the person asks for.
   * @throws Problem 404, 412 when it is running again or was changed
   */
  async retry(access: Access, id: string, version: number): Promise<DeadLetterResponse> {
    await this.findOne(access, id);
    const [row] = await this.unitOfWork.query<{ version: number | null }>(
      'select app.retry_dead_letter($1, $2, $3) as version',
      [id, version, uuidv7()],
    );
    if (row?.version === null || row?.version === undefined) throw notFound();
    if (row.version === 0) throw new Problem('version-stale');
    return this.findOne(access, id);
  }

  private async findOne(access: Access, id: string): Promise<DeadLetterResponse> {
    const conditions = new Conditions();
    conditions.add(`r.id = ${conditions.parameter(id, 'uuid')}`);
    if (access.tenantId !== null)
      conditions.add(`r.for_tenant_id = ${conditions.parameter(access.tenantId, 'uuid')}`);
    const { items } = await this.read(access, conditions, { limit: 1 }, false);
    const [letter] = items;
    if (!letter) throw notFound();
    return letter;
  }

  private read(
    access: Access,
    conditions: Conditions,
    page: { cursor?: string; limit?: number },
    counted: boolean,
  ): Promise<Page<DeadLetterResponse>> {
    return readPage(
      (sql, parameters) => this.unitOfWork.query(sql, parameters),
      {
        // Paging goes by member; here the office takes that place, as in the list of its people.
        from: '(select d.*, d.office_id as tenant_id from app.dead_letter d) r',
        columns: 'r.*',
        detail: 'from r',
        conditions: conditions.sql,
        parameters: conditions.parameters,
        sortKeys: SORT_KEYS,
        sort: '-failedAt',
        tenantIds: [access.officeId],
        page,
        counted,
      },
      toDeadLetter,
    );
  }
}

function toDeadLetter(row: ListRow): DeadLetterResponse {
  const time = (name: string): string | null => (row[name] as Date | null)?.toISOString() ?? null;
  return {
    id: row['id'] as string,
    tenantId: row['for_tenant_id'] as string | null,
    event: row['event'] as string,
    subscriber: row['subscriber'] as string,
    error: row['error'] as string,
    attempts: row['attempts'] as number,
    state: row['resolved_at'] !== null ? 'done' : row['retried_at'] !== null ? 'running' : 'failed',
    failedAt: time('failed_at') ?? '',
    retriedAt: time('retried_at'),
    resolvedAt: time('resolved_at'),
    version: row['version'] as number,
  };
}
