import type { Query, UnitOfWork } from '../persistence/unit-of-work.js';
import type { JobData } from './relay.js';

/** What a job leaves for the page that waits for it: ids and small facts, no content. */
export type JobResult = Readonly<Record<string, string | number | boolean | null>>;

/** Name in the payload of the `job_run` row that people watch. */
export const JOB_RUN_ID = 'jobRunId';

/** What a handler works with: the ids of its event, transactions as the system for its one scope, and the mark that it is done. */
export class SystemJob {
  /** Set by {@link finish}; a handler that returns without it has forgotten to. */
  finished = false;

  constructor(
    readonly subscriber: string,
    readonly data: JobData,
    /** 1 for the first try. */
    readonly attempt: number,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Name of this work, the same in every repetition. */
  get id(): string {
    return this.data.key;
  }

  /** Id from the payload. @throws Error when the event carries none of that name */
  payload(name: string): string {
    const value = this.data.payload[name];
    if (value === undefined) throw new Error(`${this.data.event} carries no ${name}`);
    return value;
  }

  /** The member of the event. @throws Error for an event of the office */
  get tenantId(): string {
    if (this.data.tenantId === null) throw new Error(`${this.data.event} belongs to no member`);
    return this.data.tenantId;
  }

  /** A transaction in the scope of the event; may be repeated, so it must lead to the same state each time. */
  transact<T>(work: () => Promise<T>): Promise<T> {
    return this.unitOfWork.run({ readOnly: false, open: (query) => this.open(query) }, work);
  }

  /** Tells the page that waits how far it is, in a transaction of its own. @param progress from 0 to 1 @param step German, one or two words */
  async report(step: string, progress: number): Promise<void> {
    await this.transact(() => this.writeRun('running', progress, step, null));
  }

  /**
   * The last transaction: its effect and the mark are committed together, and never twice.
   * What `work` returns stands as result in the `job_run` of the payload, if there is one.
   */
  async finish(work: () => Promise<JobResult | undefined>): Promise<void> {
    await this.transact(async () => {
      const marked = await this.unitOfWork.query<{ job_key: string }>(
        'insert into app.job_done (job_key) values ($1) on conflict do nothing returning job_key',
        [this.id],
      );
      if (marked.length === 0) return;
      const result = await work();
      await this.writeRun('done', 1, null, result ?? null);
      await this.resolveLetter();
    });
    this.finished = true;
  }

  /**
   * Ends the work as impossible for a reason that the waiting person can mend (a wrong file): told there, with no dead letter
   * and no repetition.
   * @param problem German
   * @param work what is put back, in the same transaction
   */
  async refuse(problem: string, work: () => Promise<void> = async () => undefined): Promise<void> {
    await this.transact(async () => {
      const marked = await this.unitOfWork.query<{ job_key: string }>(
        'insert into app.job_done (job_key) values ($1) on conflict do nothing returning job_key',
        [this.id],
      );
      if (marked.length === 0) return;
      await work();
      await this.failRun(problem);
      await this.resolveLetter();
    });
    this.finished = true;
  }

  /** Marks the run that people watch as failed, inside an open {@link transact}. */
  failRun(problem: string): Promise<void> {
    return this.writeRun('failed', null, null, null, problem);
  }

  /** A repetition that came to an end leaves no failed work behind. */
  private async resolveLetter(): Promise<void> {
    await this.unitOfWork.query(
      `update app.dead_letter set resolved_at = app.now(), version = version + 1
       where office_id = $1 and job_key = $2 and resolved_at is null`,
      [this.data.officeId, this.id],
    );
  }

  private async writeRun(
    state: string,
    progress: number | null,
    step: string | null,
    result: JobResult | null,
    problem: string | null = null,
  ): Promise<void> {
    const id = this.data.payload[JOB_RUN_ID];
    if (id === undefined) return;
    const [table, column, scope] =
      this.data.tenantId === null
        ? ['office_job_run', 'office_id', this.data.officeId]
        : ['job_run', 'tenant_id', this.data.tenantId];
    await this.unitOfWork.query(
      `update app.${table} set state = $3, progress = coalesce($4, progress), step = $5, result = $6, problem = $7,
         updated_at = app.now(), version = version + 1
       where ${column} = $1 and id = $2 and state <> 'done'`,
      [scope, id, state, progress, step, result, problem],
    );
  }

  private async open(query: Query): Promise<void> {
    const actor = `system:${this.subscriber}`;
    const [opened] =
      this.data.tenantId === null
        ? await query<{ ok: boolean | null }>('select app.open_system_office($1, $2, $3) as ok', [
            this.data.officeId,
            actor,
            this.data.event,
          ])
        : await query<{ ok: boolean | null }>('select app.open_system($1, $2, $3) as ok', [
            this.data.tenantId,
            actor,
            this.data.event,
          ]);
    if (!opened?.ok) throw new Error('the office or member of this job does not exist');
  }
}
