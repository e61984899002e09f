import { invalidField, JobRuns, Outbox, Problem, UnitOfWork, type Access } from '@bergfried/platform';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { CreateReportRequest, ReportKind, ReportResponse } from './report.dto.js';
import { REPORT_FINALISED, REPORT_REQUESTED } from './report.events.js';
import { quarterOf, type Quarter } from './report.period.js';
import { ReportReader } from './report.reader.js';

interface Latest {
  readonly id: string;
  readonly revision: number;
  readonly interim: boolean;
  readonly state: string;
  readonly jobState: string;
}

/** Orders reports: each quarter of a member once, the running one as often as somebody asks for a new look. */
@Injectable()
export class ReportService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: ReportReader,
    private readonly jobs: JobRuns,
    private readonly outbox: Outbox,
  ) {}

  /**
   * The report of this period: the one that is there, the one that is being made, or a new one. A failed one is started again.
   * @throws Problem 400 for a period that is none, has not begun, or ended before the member joined
   */
  async create(
    access: Access,
    { kind, period, renew = false }: CreateReportRequest,
  ): Promise<ReportResponse> {
    const quarter = quarterOf(period);
    if (!quarter) throw invalidField('/period', 'choice', { values: '2026-Q1, 2026-Q2, …' });
    if (quarter.start > access.now) throw invalidField('/period', 'future');
    await this.refuseBeforeMembership(access, quarter);
    const interim = quarter.end > access.now;
    const latest = await this.latest(access, kind, period);
    const id = await this.settle(access, { kind, period, interim, renew }, latest);
    return this.reader.findOne(access, id);
  }

  /** @throws Problem 404 */
  findOne(access: Access, id: string): Promise<ReportResponse> {
    return this.reader.findOne(access, id);
  }

  /**
   * Finalises a draft as it is, figures and file: from here on it is presented to the head of authority, who is told by mail.
   * @throws Problem 404, 409 when it is being made, an interim one or final already, 412
   */
  async finalise(access: Access, id: string, version: number): Promise<ReportResponse> {
    const report = await this.reader.findOne(access, id);
    if (report.version !== version) throw new Problem('version-stale');
    if (report.interim) throw new Problem('report-interim');
    if (report.state !== 'draft') throw new Problem('report-not-draft');
    const finalised = await this.unitOfWork.query<{ id: string }>(
      `with finalised as (
         update app.report set state = 'final', finalised_at = $4, finalised_by = $5, version = version + 1
         where tenant_id = $1 and id = $2 and version = $3 and state = 'draft' returning id)
       select id from finalised`,
      [access.theTenantId, id, version, access.now, access.userId],
    );
    if (finalised.length === 0) throw new Problem('version-stale');
    await this.outbox.add(REPORT_FINALISED, access, { reportId: id });
    return this.reader.findOne(access, id);
  }

  private async settle(
    access: Access,
    wanted: {
      readonly kind: ReportKind;
      readonly period: string;
      readonly interim: boolean;
      readonly renew: boolean;
    },
    latest: Latest | null,
  ): Promise<string> {
    if (latest && latest.interim === wanted.interim) {
      if (latest.state === 'requested')
        return latest.jobState === 'failed' ? this.startAgain(access, latest.id, wanted.kind) : latest.id;
      if (!(wanted.renew && wanted.interim)) return latest.id;
    }
    return this.insert(access, { ...wanted, revision: (latest?.revision ?? 0) + 1 });
  }

  /** Two people who press at the same time get the same report: the lock holds until the transaction ends. */
  private async latest(access: Access, kind: ReportKind, period: string): Promise<Latest | null> {
    await this.unitOfWork.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `report:${access.theTenantId}:${kind}:${period}`,
    ]);
    const [row] = await this.unitOfWork.query<Latest>(
      `select r.id, r.revision, r.is_interim as interim, r.state, j.state as "jobState"
       from app.report r join app.job_run j on j.tenant_id = r.tenant_id and j.id = r.job_id
       where r.tenant_id = $1 and r.kind = $2 and r.period = $3 order by r.revision desc limit 1`,
      [access.theTenantId, kind, period],
    );
    return row ?? null;
  }

  private async insert(
    access: Access,
    report: { kind: ReportKind; period: string; interim: boolean; revision: number },
  ): Promise<string> {
    const id = uuidv7();
    const jobRunId = await this.jobs.queue(access, report.kind);
    await this.unitOfWork.query(
      `insert into app.report (tenant_id, id, kind, period, revision, is_interim, job_id, created_by, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        access.theTenantId,
        id,
        report.kind,
        report.period,
        report.revision,
        report.interim,
        jobRunId,
        access.userId,
        access.now,
      ],
    );
    await this.outbox.add(REPORT_REQUESTED, access, { reportId: id, jobRunId });
    return id;
  }

  private async startAgain(access: Access, id: string, kind: ReportKind): Promise<string> {
    const jobRunId = await this.jobs.queue(access, kind);
    await this.unitOfWork.query(
      'update app.report set job_id = $3, version = version + 1 where tenant_id = $1 and id = $2',
      [access.theTenantId, id, jobRunId],
    );
    await this.outbox.add(REPORT_REQUESTED, access, { reportId: id, jobRunId });
    return id;
  }

  private async refuseBeforeMembership(access: Access, { end }: Quarter): Promise<void> {
    const [tenant] = await this.unitOfWork.query<{ since: string; early: boolean }>(
      `select to_char(member_since, 'YYYY-"Q"Q') as since, member_since >= $2::timestamptz at time zone 'Europe/Berlin' as early
       from app.tenant where tenant_id = $1`,
      [access.theTenantId, end],
    );
    if (tenant?.early) throw invalidField('/period', 'choice', { values: `ab ${tenant.since}` });
  }
}
