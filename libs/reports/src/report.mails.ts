import {
  declareSubscribers,
  HandlesJob,
  MailDispatch,
  toMailPerson,
  UnitOfWork,
  type MailPersonRow,
  type MailPlan,
  type SystemJob,
} from '@bergfried/platform';
import { Injectable } from '@nestjs/common';
import { REPORT_CREATED } from './report.events.js';

declareSubscribers(REPORT_CREATED, { 'mail-report-created': 'mail' });

/** Tells coordinator and head of authority that a report of their county is there. */
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
    const people = await this.unitOfWork.query<MailPersonRow>('select * from app.people_of($1, $2)', [
      job.tenantId,
      ['coordinator', 'head'],
    ]);
    return {
      kind: 'report-created',
      people: people.map(toMailPerson),
      path: `/${tenant?.slug ?? ''}/berichte/${job.payload('reportId')}`,
      params: () => ({}),
    };
  }
}
