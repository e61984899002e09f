import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';

const EVERY_MS = 5_000;
const PRUNE_EVERY_MS = 10 * 60_000;

/**
 * Regular work of the installation: tells open pages when a clock runs out, and clears expired sessions and
 * sign-in counters. Each round is one short statement; a database that is away is tried again in the next round.
 */
export class Housekeeping {
  private timer: NodeJS.Timeout | null = null;
  private since = new Date();
  private prunedAt = 0;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly dataSource: DataSource,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.running = this.running
        .then(() => this.round())
        .catch((error: unknown) => {
          this.logger.warn({ err: error }, 'housekeeping failed, next round follows');
        });
    }, EVERY_MS);
  }

  /** Waits for the round that runs. */
  async stop(): Promise<void> {
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
    this.prunedAt = until.getTime();
  }
}
