import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Access } from '../http/access.js';
import { UnitOfWork } from '../persistence/unit-of-work.js';
import { notFound } from '../problems/problem.js';
import type { JobRunResponse, JobState } from './job.dto.js';

interface JobRunRow {
  id: string;
  kind: string;
  state: JobState;
  progress: string;
  step: string | null;
  result: Record<string, unknown> | null;
  problem: string | null;
  created_at: Date;
  updated_at: Date;
  version: number;
}

/** Work that somebody waits for, in the scope of the request: the office's own or one member's. */
@Injectable()
export class JobRuns {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Makes the row that pages watch, in the open unit of work. Put its id as `jobRunId` into the payload of the event:
   * then the job keeps it up to date by itself (start, {@link SystemJob.report}, done, failed).
   * @param kind one of the kinds that the table knows
   */
  async queue(access: Access, kind: string): Promise<string> {
    const id = uuidv7();
    const { table, column, scope } = homeOf(access);
    await this.unitOfWork.query(
      `insert into app.${table} (${column}, id, kind, requested_by) values ($1, $2, $3, $4)`,
      [scope, id, kind, access.userId],
    );
    return id;
  }

  /** Address to ask how far it is; goes into the Location of the 202. */
  location(access: Access, id: string): string {
    return `/api/v1/${access.tenantId === null ? `offices/${access.officeId}` : `tenants/${access.tenantId}`}/jobs/${id}`;
  }

  /** @throws Problem 404 */
  async findOne(access: Access, id: string): Promise<JobRunResponse> {
    const { table, column, scope } = homeOf(access);
    const [row] = await this.unitOfWork.query<JobRunRow>(
      `select * from app.${table} where ${column} = $1 and id = $2`,
      [scope, id],
    );
    if (!row) throw notFound();
    const { kind, state, step, result, problem, version } = row;
    return {
      id,
      kind,
      state,
      progress: Number(row.progress),
      step,
      result,
      problem,
      createdAt: row.created_at.toISOString(),
      updatedAt: row.updated_at.toISOString(),
      version,
    };
  }
}

function homeOf(access: Access): { table: string; column: string; scope: string } {
  return access.tenantId === null
    ? { table: 'office_job_run', column: 'office_id', scope: access.officeId }
    : { table: 'job_run', column: 'tenant_id', scope: access.tenantId };
}
