import { UnitOfWork, type Query } from '../persistence/unit-of-work.js';
import type { JobData } from './relay.js';

/** What a handler works with: the ids of its event, transactions as the system for its one scope, and the mark that it is done. */
export class SystemJob {
  /** Set by {@link finish}; a handler that returns without it has forgotten to. */
  finished = false;

  constructor(
    readonly id: string,
    readonly subscriber: string,
    readonly data: JobData,
    readonly attempt: number,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Id from the payload. @throws Error when the event carries none of that name */
  payload(name: string): string {
    const value = this.data.payload[name];
    if (value === undefined) throw new Error(`${this.data.event} carries no ${name}`);
    return value;
  }

  /** A transaction in the scope of the event; may be repeated, so it must lead to the same state each time. */
  transact<T>(work: () => Promise<T>): Promise<T> {
    return this.unitOfWork.run({ readOnly: false, open: (query) => this.open(query) }, work);
  }

  /** The last transaction: its effect and the mark are committed together, and never twice. */
  async finish(work: () => Promise<unknown>): Promise<void> {
    await this.transact(async () => {
      const marked = await this.unitOfWork.query<{ job_id: string }>(
        'insert into app.job_done (job_id, done_at) values ($1, now()) on conflict do nothing returning job_id',
        [this.id],
      );
      if (marked.length > 0) await work();
    });
    this.finished = true;
  }

  private async open(query: Query): Promise<void> {
    const actor = `system:${this.subscriber}`;
    const [opened] =
      this.data.tenantId === null
        ? await query<{ ok: boolean | null }>('select app.open_system_office($1, $2, $3) as ok', [this.data.officeId, actor, this.data.event])
        : await query<{ ok: boolean | null }>('select app.open_system($1, $2, $3) as ok', [this.data.tenantId, actor, this.data.event]);
    if (!opened?.ok) throw new Error('the office or tenant of this job does not exist');
  }
}
