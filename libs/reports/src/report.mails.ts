import {
  declareSubscribers,
  HandlesJob,
  MailDispatch,
  UnitOfWork,
  type MailPlan,
  type SystemJob,
} from '@bergfried/platform';
import type { MailKind } from '@bergfried/texts';
import { Injectable } from '@nestjs/common';
import { REPORT_CREATED } from './report.events.js';

declareSubscribers(REPORT_CREATED, { 'mail-report-created': 'mail' });

/** Tells people of reports: of a draft the coordinator and the office, of a finalised one the head of authority too. */
@Injectable()
export class ReportMails {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mails: MailDispatch,
  ) {}

  @HandlesJob('mail-report-created')
  async tellOfDraft(job: SystemJob): Promise<void> {
    await this.mails.send(job, () => this.plan(job, 'report-created', ['coordinator', 'officer', 'deputy']));
    await job.finish(async () => undefined);
  }

  @HandlesJob('mail-report-presented')
  async present(job: SystemJob): Promise<void> {
    await this.mails.send(job, () => this.plan(job, 'report-presented', ['head', 'coordinator']));
    await job.finish(async () => undefined);
  }

  private async plan(job: SystemJob, kind: MailKind, roles: readonly string[]): Promise<MailPlan> {
    const [tenant] = await this.unitOfWork.query<{ slug: string }>(
      'select slug from app.tenant where tenant_id = $1',
      [job.tenantId],
    );
    return {
      kind,
      people: await this.mails.peopleOf(job, roles),
      path: `/${tenant?.slug ?? ''}/berichte/${job.payload('reportId')}`,
      params: () => ({}),
    };
  }
}
