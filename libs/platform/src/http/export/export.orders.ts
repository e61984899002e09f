import type { Language } from '@bergfried/texts';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { UnitOfWork } from '../../persistence/unit-of-work.js';
import { notFound, Problem } from '../../problems/problem.js';
import { JOB_RUN_ID } from '../../queue/job.js';
import type { JobRunResponse } from '../../queue/job.dto.js';
import { JobRuns } from '../../queue/job-run.service.js';
import { Outbox } from '../../queue/outbox.js';
import type { Access } from '../access.js';
import { EXPORT_REQUESTED } from './export.events.js';
import type { ExportFormat } from './export-table.js';

/** Files that one person may have in the making in one scope. */
const MOST_IN_THE_MAKING = 3;

/** What is exported, for whom and how. */
export interface NewExportOrder {
  readonly list: string;
  readonly format: ExportFormat;
  readonly language: Language;
  /** The right that the list wants. */
  readonly permission: string;
  /** Filter and order, as they stood in the address. */
  readonly query: Readonly<Record<string, unknown>>;
}

/** An order as its job and its download read it. */
export interface ExportOrder extends NewExportOrder {
  readonly id: string;
  readonly requestedBy: string;
  /** Members whose rows are in the file; null until it is there. */
  readonly tenantIds: readonly string[] | null;
  readonly fileId: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Where orders of a scope stand. */
export const orderHome = (scope: {
  readonly tenantId: string | null;
  readonly officeId: string;
}): { table: string; column: string; scopeId: string; runs: string } =>
  scope.tenantId === null
    ? {
        table: 'app.office_export_order',
        column: 'office_id',
        scopeId: scope.officeId,
        runs: 'app.office_job_run',
      }
    : { table: 'app.export_order', column: 'tenant_id', scopeId: scope.tenantId, runs: 'app.job_run' };

/** Columns of an order, named as in {@link ExportOrder}. */
export const ORDER_COLUMNS = `o.id, o.list, o.format, o.language, o.permission, o.query, o.requested_by as "requestedBy",
  o.tenant_ids as "tenantIds", o.file_id as "fileId", o.created_at as "createdAt", o.expires_at as "expiresAt"`;

/** Orders of lists that are too long to wait for; each belongs to the person who asked. */
@Injectable()
export class ExportOrders {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly runs: JobRuns,
    private readonly outbox: Outbox,
  ) {}

  location(access: Access, runId: string): string {
    return this.runs.location(access, runId);
  }

  /**
   * Orders a file in the open unit of work; the same list that is in the making already is not begun twice.
   * @throws Problem 429 for too many at once, 422 for somebody of a member who asks in the name of the office
   */
  async add(access: Access, order: NewExportOrder): Promise<JobRunResponse> {
    if (access.tenantId === null && !access.atOffice) throw new Problem('export-by-member');
    const { table, column, scopeId, runs } = orderHome(access);
    const open = await this.unitOfWork.query<{ job_id: string; same: boolean }>(
      `select o.job_id, (o.list, o.format, o.language, o.query) = ($3::text, $4::text, $5::text, $6::jsonb) as same
       from ${table} o join ${runs} j on j.${column} = o.${column} and j.id = o.job_id
       where o.${column} = $1 and o.requested_by = $2 and j.state in ('queued', 'running')`,
      [scopeId, access.userId, order.list, order.format, order.language, JSON.stringify(order.query)],
    );
    const same = open.find((one) => one.same);
    if (same) return this.runs.findOne(access, same.job_id);
    if (open.length >= MOST_IN_THE_MAKING) throw new Problem('too-many-requests', { seconds: 60 });
    const id = uuidv7();
    const runId = await this.runs.queue(access, 'export');
    await this.unitOfWork.query(
      `insert into ${table} (${column}, id, requested_by, list, format, language, permission, query, job_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9)`,
      [
        scopeId,
        id,
        access.userId,
        order.list,
        order.format,
        order.language,
        order.permission,
        JSON.stringify(order.query),
        runId,
      ],
    );
    await this.outbox.add(EXPORT_REQUESTED, access, { exportId: id, [JOB_RUN_ID]: runId });
    return this.runs.findOne(access, runId);
  }

  /** The finished order of the caller. @throws Problem 404 for one that is unfinished, expired or somebody else's */
  async findFinished(access: Access, id: string): Promise<ExportOrder & { readonly fileId: string }> {
    const { table, column, scopeId } = orderHome(access);
    const [order] = await this.unitOfWork.query<ExportOrder>(
      `select ${ORDER_COLUMNS} from ${table} o where o.${column} = $1 and o.id = $2 and o.requested_by = $3 and o.expires_at > app.now()`,
      [scopeId, id, access.userId],
    );
    if (!order || order.fileId === null) throw notFound();
    return { ...order, fileId: order.fileId };
  }
}
