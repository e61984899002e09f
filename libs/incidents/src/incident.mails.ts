import { HandlesJob, MailDispatch, UnitOfWork, type MailPlan, type SystemJob } from '@bergfried/platform';
import { Injectable } from '@nestjs/common';

interface ReportedRow {
  reference: string;
  visibility: string;
  created_by: string;
  slug: string;
}

/** Tells officer and deputy of a new incident, by a mandate that is valid when the mail is planned; never of one that is "nur Kreis". */
@Injectable()
export class IncidentMails {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mails: MailDispatch,
  ) {}

  @HandlesJob('mail-new-incident')
  async tellOffice(job: SystemJob): Promise<void> {
    await this.mails.send(job, () => this.plan(job));
    await job.finish(async () => undefined);
  }

  private async plan(job: SystemJob): Promise<MailPlan | null> {
    const id = job.payload('incidentId');
    const [incident] = await this.unitOfWork.query<ReportedRow>(
      `select i.reference, i.visibility, i.created_by, t.slug
       from app.incident i join app.tenant t on t.tenant_id = i.tenant_id where i.tenant_id = $1 and i.id = $2`,
      [job.tenantId, id],
    );
    // Reported as "nur Kreis", shared since: the sharing has an event of its own, or the office would be told twice.
    if (!incident || job.data.countyOnly || incident.visibility === 'county-only') return null;
    const people = await this.mails.peopleOf(job, ['officer', 'deputy']);
    return {
      kind: 'incident-reported',
      people: people.filter(({ userId }) => userId !== incident.created_by),
      path: `/${incident.slug}/vorfaelle/${id}`,
      params: () => ({ reference: incident.reference }),
    };
  }
}
