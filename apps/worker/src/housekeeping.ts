import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DataSource } from 'typeorm';

const EVERY_MS = 5_000;
const PRUNE_EVERY_MS = 10 * 60_000;
/** Days that finished and marks of done jobs, the log of mails and used links are kept; a job is repeated within days or never. */
const KEEP_DAYS = 90;
/** Years that a member can look up what the office read (domain reference: audit trail); refused access is kept like other logs. */
const KEEP_ACCESS_YEARS = 3;

/**
 * Regular work of the installation: tells open pages when a clock runs out, and clears what has expired. Each round is a
 * few short statements; a database that is away is tried again in the next round.
 */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('housekeeping');
  private timer: NodeJS.Timeout | null = null;
  private since = new Date();
  private prunedAt = 0;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly dataSource: DataSource) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running = this.running
        .then(() => this.round())
        .catch((error: unknown) => {
          this.logger.warn(
            `failed, next round follows: ${error instanceof Error ? error.message : String(error)}`,
          );
        });
    }, EVERY_MS);
  }

  /** Waits for the round that runs. */
  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  /** One round; a clock is announced once, however long a round was delayed. */
  async round(until = new Date()): Promise<void> {
    await this.dataSource.query('select app.announce_overdue($1, $2)', [this.since, until]);
    this.since = until;
    if (until.getTime() - this.prunedAt < PRUNE_EVERY_MS) return;
    await this.dataSource.query('delete from auth.session where expire < now()');
    await this.dataSource.query('delete from auth.throttle where expire < $1', [until.getTime()]);
    await this.dataSource.query('select app.forget_work(now() - make_interval(days => $1))', [KEEP_DAYS]);
    await this.dataSource.query('select app.forget_job_runs(now() - make_interval(days => $1))', [KEEP_DAYS]);
    await this.dataSource.query(
      'delete from app.job_done where done_at < now() - make_interval(days => $1)',
      [KEEP_DAYS],
    );
    await this.dataSource.query(
      'select app.forget_accesses(now() - make_interval(days => $1), now() - make_interval(years => $2))',
      [KEEP_DAYS, KEEP_ACCESS_YEARS],
    );
    await this.dataSource.query('select app.forget_idempotency_keys()');
    this.prunedAt = until.getTime();
  }
}
