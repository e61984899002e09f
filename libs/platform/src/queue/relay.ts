import type { Queue } from 'bullmq';
import pg from 'pg';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { subscribersOf, type QueueName } from './events.js';

interface OutboxRow {
  id: string;
  office_id: string;
  tenant_id: string | null;
  event: string;
  payload: Record<string, string>;
  actor: string;
}

/** What a job carries: ids only. */
export interface JobData {
  readonly officeId: string;
  readonly tenantId: string | null;
  readonly event: string;
  readonly payload: Readonly<Record<string, string>>;
  readonly actor: string;
}

const BATCH = 100;
const FALLBACK_MS = 5000;
const RETRY_MS = 1000;

/**
 * Moves events from the outbox into the queues: one job per subscriber, named by event and subscriber, so that a relay
 * that died between adding and deleting adds nothing twice.
 */
export class OutboxRelay {
  private timer: NodeJS.Timeout | null = null;
  private listener: pg.Client | null = null;
  private busy: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly queues: Readonly<Record<QueueName, Queue>>,
    private readonly listenUrl: string,
    private readonly logger: Logger,
  ) {}

  async start(): Promise<void> {
    await this.listen();
    this.timer = setInterval(() => this.wake(), FALLBACK_MS);
    this.wake();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearInterval(this.timer);
    await this.busy;
    await this.listener?.end().catch(() => undefined);
  }

  /** Empties the outbox; rounds follow one another. */
  wake(): void {
    this.busy = this.busy
      .then(async () => {
        while (!this.stopped && (await this.moveBatch()) === BATCH);
      })
      .catch((error: unknown) => this.logger.warn({ err: error }, 'outbox not moved, trying again soon'));
  }

  /** Moves up to one batch in one transaction. @returns number of events moved */
  async moveBatch(): Promise<number> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.query('BEGIN');
      const rows = (await runner.query(
        'select id, office_id, tenant_id, event, payload, actor from app.outbox order by created_at, id limit $1 for update skip locked',
        [BATCH],
      )) as OutboxRow[];
      for (const row of rows) await this.expand(row);
      if (rows.length > 0) await runner.query('delete from app.outbox where id = any ($1)', [rows.map(({ id }) => id)]);
      await runner.query('COMMIT');
      return rows.length;
    } catch (error) {
      await runner.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }

  private async expand({ id, office_id, tenant_id, event, payload, actor }: OutboxRow): Promise<void> {
    const data: JobData = { officeId: office_id, tenantId: tenant_id, event, payload, actor };
    for (const { subscriber, queue } of subscribersOf(event)) {
      await this.queues[queue].add(subscriber, data, { jobId: `${id}.${subscriber}` });
    }
  }

  private async listen(): Promise<void> {
    const client = new pg.Client({ connectionString: this.listenUrl, application_name: 'bergfried-outbox', keepAlive: true });
    client.on('notification', () => this.wake());
    client.on('error', () => undefined); // 'end' follows
    await client.connect();
    await client.query('listen bergfried_outbox');
    // The timer goes on moving events meanwhile; a lost listener only costs seconds.
    client.once('end', () => this.listenAgain());
    this.listener = client;
  }

  private listenAgain(): void {
    if (this.stopped) return;
    setTimeout(() => {
      this.listen().then(
        () => this.wake(),
        () => this.listenAgain(),
      );
    }, RETRY_MS);
  }
}
