import {
  declareSubscribers,
  HandlesJob,
  MailDispatch,
  UnitOfWork,
  type MailPlan,
  type SystemJob,
} from '@bergfried/platform';
import { Injectable } from '@nestjs/common';
import { REPORT_CREATED } from './report.events.js';

declareSubscribers(REPORT_CREATED, { 'mail-report-created': 'mail' });

/**
 * Tells coordinator, officer and deputy that the draft of a report is there. The head of authority is told of a report when it
 * is presented, not of a draft.
 */
@Injectable()
export class ReportMails {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mails: MailDispatch,
  ) {}

  @HandlesJob('mail-report-created')
  async tell(job: SystemJob): Promise<void> {
    await this.mails.send(job, () => this.plan(job));
    await job.finish(async () => undefined);
  }

  private async plan(job: SystemJob): Promise<MailPlan> {
    const [tenant] = await this.unitOfWork.query<{ slug: string }>(
      'select slug from app.tenant where tenant_id = $1',
      [job.tenantId],
    );
    const people = await this.mails.peopleOf(job, ['coordinator', 'officer', 'deputy']);
    return {
      kind: 'report-created',
      people,
      path: `/${tenant?.slug ?? ''}/berichte/${job.payload('reportId')}`,
      params: () => ({}),
    };
  }
}
