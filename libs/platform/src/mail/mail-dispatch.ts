import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { mailText } from '@bergfried/texts';
import { Counter } from 'prom-client';
import { v7 as uuidv7 } from 'uuid';
import { metrics } from '../metrics/registry.js';
import { UnitOfWork } from '../persistence/unit-of-work.js';
import { DatabaseWatch } from '../queue/database-watch.js';
import { HopelessJob } from '../queue/handlers.js';
import type { SystemJob } from '../queue/job.js';
import { toMailPerson, type MailPerson, type MailPersonRow, type MailPlan } from './mail-kinds.js';
import { MailNotSent, MailRefused, MailTransport, MailUnclear, type MailSession } from './transport.js';

/** Addresses that stand in mails. */
export interface MailAddresses {
  /** Sender. */
  readonly from: string;
  /** Origin of the pages, without a slash at the end. */
  readonly publicUrl: string;
}
export const MAIL_ADDRESSES = 'bergfried:mail-addresses';

type MailState = 'planned' | 'handing-over' | 'handed-over' | 'unclear' | 'refused' | 'dropped';

const mails = new Counter({
  name: 'bergfried_mails_total',
  help: 'Mails by kind and what became of them: handed-over, refused, unclear, planned (the server took none; tried again)',
  labelNames: ['kind', 'state'] as const,
  registers: [metrics],
});

/** Tries to write down how a mail fared, on a database that is there. */
const MOST_NOTES = 3;

interface MailRow {
  id: string;
  user_id: string;
  state: MailState;
  message_id: string;
  planned_at: Date;
}

/** What all mails of a job share, read with its plan. */
interface Batch {
  readonly plan: MailPlan | null;
  readonly demo: boolean;
  readonly rows: readonly MailRow[];
}

/**
 * Sends the mails of a job so that nobody gets one twice (docs/adr/0007): each mail has a row that says where it stands,
 * written before anything leaves. A worker that dies between leaves a mail "unclear", and a person decides.
 */
@Injectable()
export class MailDispatch {
  private readonly logger = new Logger('mail');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transport: MailTransport,
    private readonly database: DatabaseWatch,
    @Inject(MAIL_ADDRESSES) private readonly addresses: MailAddresses,
  ) {}

  /**
   * Sends what is still to be sent; afterwards the handler finishes its job.
   * @param plan read in a transaction of the job; null or nobody: nothing to send (any more)
   * @throws Error when a later try may succeed, HopelessJob when a person has to decide
   */
  async send(job: SystemJob, plan: () => Promise<MailPlan | null>): Promise<void> {
    const batch = await job.transact(() => this.prepare(job, plan));
    const planned = batch.rows.filter(({ state }) => state === 'planned');
    if (planned.length > 0) {
      const session = await this.transport.open();
      try {
        for (const row of planned) await this.handOver(job, session, batch, row);
      } finally {
        session.close();
      }
    }
    await this.conclude(job);
  }

  /** Who holds one of these roles at the member of the job today and can be written to; officer and deputy by a valid mandate. */
  async peopleOf(job: SystemJob, roles: readonly string[]): Promise<MailPerson[]> {
    const rows = await this.unitOfWork.query<MailPersonRow>('select * from app.people_of($1, $2)', [
      job.tenantId,
      roles,
    ]);
    return rows.map(toMailPerson);
  }

  /** Freezes who gets a mail, and settles what an earlier try has left. */
  private async prepare(job: SystemJob, read: () => Promise<MailPlan | null>): Promise<Batch> {
    const { officeId, tenantId, countyOnly } = job.data;
    const plan = await read();
    const people = plan?.people ?? [];
    // Who lost the role since the first try gets none; who was written to already keeps that row.
    await this.unitOfWork.query(
      `update app.mail_log set state = 'dropped', changed_at = app.now(), version = version + 1
       where office_id = $1 and job_key = $2 and state = 'planned' and not user_id = any ($3)`,
      [officeId, job.id, people.map(({ userId }) => userId)],
    );
    for (const { userId } of people) {
      await this.unitOfWork.query(
        `insert into app.mail_log (office_id, id, for_tenant_id, is_county_only, job_key, user_id, kind, message_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (office_id, job_key, user_id) do nothing`,
        [
          officeId,
          uuidv7(),
          tenantId,
          countyOnly,
          job.id,
          userId,
          plan?.kind,
          this.messageId(job.id, userId),
        ],
      );
    }
    await this.unitOfWork.query(
      `update app.mail_log set state = $3, changed_at = app.now(), version = version + 1, problem = $4
       where office_id = $1 and job_key = $2 and state = 'handing-over'`,
      [
        officeId,
        job.id,
        ...(this.transport.repeatable
          ? ['planned', null]
          : ['unclear', 'Der Hintergrunddienst wurde während der Übergabe beendet.']),
      ],
    );
    const rows = await this.unitOfWork.query<MailRow>(
      'select id, user_id, state, message_id, planned_at from app.mail_log where office_id = $1 and job_key = $2 order by id',
      [officeId, job.id],
    );
    const [office] = await this.unitOfWork.query<{ is_demo: boolean }>(
      'select is_demo from app.office where office_id = $1',
      [officeId],
    );
    return { plan, demo: office?.is_demo ?? false, rows };
  }

  private async handOver(
    job: SystemJob,
    session: MailSession,
    { plan, demo }: Batch,
    row: MailRow,
  ): Promise<void> {
    const person = plan?.people.find(({ userId }) => userId === row.user_id);
    if (!plan || !person) return;
    // From here on a second mail is worse than none: the mark is committed before the first byte leaves.
    if (!(await this.mark(job, row.id, 'planned', 'handing-over'))) return;
    try {
      await session.send({
        from: this.addresses.from,
        to: person,
        ...this.words(plan, person, demo),
        messageId: row.message_id,
        date: row.planned_at,
      });
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      const state: MailState =
        error instanceof MailUnclear ? 'unclear' : error instanceof MailRefused ? 'refused' : 'planned';
      await this.note(job, row.id, state, problem);
      mails.inc({ kind: plan.kind, state });
      this.logger.warn({ event: 'mail-failed', state, kind: plan.kind, mailId: row.id, message: problem });
      // The connection may be of no use any more; the next try opens a new one.
      if (error instanceof MailUnclear || !(error instanceof MailRefused)) throw new MailNotSent(problem);
      return;
    }
    await this.note(job, row.id, 'handed-over');
    mails.inc({ kind: plan.kind, state: 'handed-over' });
  }

  /** Writes down how a mail fared. Only this process knows it, so an outage of the database must not leave it unclear. */
  private async note(
    job: SystemJob,
    id: string,
    state: MailState,
    problem: string | null = null,
  ): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await this.mark(job, id, 'handing-over', state, problem);
        return;
      } catch (error) {
        if (!(await this.database.outlived()) && tries >= MOST_NOTES) throw error;
      }
    }
  }

  /** @returns false when the mail does not stand where we believe: another worker has it */
  private mark(
    job: SystemJob,
    id: string,
    from: MailState,
    to: MailState,
    problem: string | null = null,
  ): Promise<boolean> {
    return job.transact(async () => {
      const rows = await this.unitOfWork.query<{ id: string }>(
        'select id from app.mail_log where office_id = $1 and id = $2 and state = any ($3) for update',
        // Taken for dead, but alive: what we know of our own mail is true all the same.
        [job.data.officeId, id, from === 'handing-over' ? ['handing-over', 'unclear'] : [from]],
      );
      if (rows.length === 0) return false;
      await this.unitOfWork.query(
        'update app.mail_log set state = $3, problem = left($4, 500), changed_at = app.now(), version = version + 1 where office_id = $1 and id = $2',
        [job.data.officeId, id, to, problem],
      );
      return true;
    });
  }

  /** @throws HopelessJob when a mail is unclear or refused, Error when one is still to be sent */
  private async conclude(job: SystemJob): Promise<void> {
    const counts = await job.transact(() =>
      this.unitOfWork.query<{ state: MailState; mails: number }>(
        'select state, count(*)::int as mails from app.mail_log where office_id = $1 and job_key = $2 group by state',
        [job.data.officeId, job.id],
      ),
    );
    const of = (state: MailState): number => counts.find((row) => row.state === state)?.mails ?? 0;
    if (of('planned') + of('handing-over') > 0) throw new Error('mails are still to be sent');
    if (of('unclear') + of('refused') === 0) return;
    throw new HopelessJob(
      [
        ...(of('unclear') > 0
          ? [
              `Bei ${String(of('unclear'))} Mail ist unklar, ob sie angekommen ist; „Wiederholen“ sendet sie noch einmal.`,
            ]
          : []),
        ...(of('refused') > 0 ? [`${String(of('refused'))} Mail hat der Mailserver abgelehnt.`] : []),
      ].join(' '),
    );
  }

  private words(
    plan: MailPlan,
    { name, language }: MailPerson,
    demo: boolean,
  ): { subject: string; text: string } {
    return mailText(language, {
      kind: plan.kind,
      name,
      params: plan.params(language),
      url: this.addresses.publicUrl + plan.path,
      demo,
    });
  }

  private messageId(jobKey: string, userId: string): string {
    const name = createHash('sha256').update(`${jobKey}|${userId}`).digest('hex').slice(0, 32);
    return `${name}@${new URL(this.addresses.publicUrl).hostname}`;
  }
}
