import { HandlesJob, MailDispatch, UnitOfWork, type MailPlan, type SystemJob } from '@bergfried/platform';
import { dutyKindInMail, type DutyKindInMail, type Language, type MailKind } from '@bergfried/texts';
import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { ZONE } from './duty.rules.js';
import { DUTY_STAGES, type DutyStage } from './duty.stages.js';

interface StageRow {
  kind: DutyKindInMail;
  due_at: Date;
  visibility: string;
  reference: string;
  incident_id: string;
  slug: string;
  /** Stages of this clock that were recorded so far. */
  stages: DutyStage[];
}

const MAIL_KINDS: Readonly<Record<DutyStage, MailKind>> = {
  half: 'duty-half',
  most: 'duty-most',
  soon: 'duty-soon',
  overdue: 'duty-overdue',
};

/**
 * Who is told; each step upwards comes later. A statutory clock is the county's: its coordinator and those who decide on the
 * report, from four fifths on the officer too. The head of authority hears of a statutory one only, when it expires. A voluntary
 * target is kept by coordinator and officer. Of what is "nur Kreis" the officer hears nothing.
 */
export function dutyAudience(kind: DutyKindInMail, stage: DutyStage, countyOnly: boolean): string[] {
  const office = countyOnly ? [] : ['officer', 'deputy'];
  if (kind === 'voluntary') return ['coordinator', ...office];
  const isForHead = kind === 'statutory' && (stage === 'soon' || stage === 'overdue');
  return [
    'coordinator',
    'authorised-reporter',
    ...(stage === 'half' ? [] : office),
    ...(isForHead ? ['head'] : []),
  ];
}

/** Mails about the stages of a clock; one that was decided or set anew meanwhile is no longer told. */
@Injectable()
export class DutyMails {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mails: MailDispatch,
  ) {}

  @HandlesJob('mail-duty-stage')
  async tell(job: SystemJob): Promise<void> {
    await this.mails.send(job, () => this.plan(job));
    await job.finish(async () => undefined);
  }

  private async plan(job: SystemJob): Promise<MailPlan | null> {
    const stage = DUTY_STAGES.find((one) => one === job.payload('stage'));
    if (!stage) throw new Error(`no stage: ${job.payload('stage')}`);
    const [duty] = await this.unitOfWork.query<StageRow>(
      `select d.kind, d.due_at, d.visibility, i.reference, d.incident_id, t.slug,
              array(select s.stage from app.duty_stages_of(d.tenant_id, d.id, d.due_at) s) as stages
       from app.duty d
       join app.incident i on i.tenant_id = d.tenant_id and i.id = d.incident_id
       join app.tenant t on t.tenant_id = d.tenant_id
       where d.tenant_id = $1 and d.id = $2 and d.state = 'open' and d.due_at = $3`,
      [job.tenantId, job.payload('dutyId'), job.payload('dueAt')],
    );
    // A later stage has its own mail; this one waited for the mail server and is stale.
    if (!duty || duty.stages.some((other) => DUTY_STAGES.indexOf(other) > DUTY_STAGES.indexOf(stage)))
      return null;
    const roles = dutyAudience(duty.kind, stage, duty.visibility === 'county-only');
    const people = await this.mails.peopleOf(job, roles);
    return {
      kind: MAIL_KINDS[stage],
      people,
      path: `/${duty.slug}/vorfaelle/${duty.incident_id}`,
      params: (language) => ({
        reference: duty.reference,
        duty: dutyKindInMail(language, duty.kind),
        dueAt: timeText(duty.due_at, language),
      }),
    };
  }
}

/** "Di., 24.11.2026, 08:30 Uhr", in Berlin. */
function timeText(time: Date, language: Language): string {
  const local = DateTime.fromJSDate(time, { zone: ZONE }).setLocale(language === 'de' ? 'de-DE' : 'en-GB');
  return language === 'de'
    ? `${local.toFormat('ccc, dd.LL.yyyy, HH:mm')} Uhr`
    : local.toFormat('ccc, d LLL yyyy, HH:mm');
}
