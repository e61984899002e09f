import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Queue } from 'bullmq';
import pg from 'pg';
import type { UnitOfWork } from '../persistence/unit-of-work.js';
import { subscribersOf, type QueueName, type SubscriberDeclaration } from './events.js';

interface OutboxRow {
  id: string;
  office_id: string;
  for_tenant_id: string | null;
  is_county_only: boolean;
  event: string;
  payload: Record<string, string>;
  actor: string;
  only_subscriber: string | null;
  job_key: string | null;
}

/** What a job carries: ids only. */
export interface JobData {
  /** Name of the work; stays the same when an operator has a failed job repeated, so that its effect stays one. */
  readonly key: string;
  readonly officeId: string;
  readonly tenantId: string | null;
  readonly countyOnly: boolean;
  readonly event: string;
  readonly payload: Readonly<Record<string, string>>;
  readonly actor: string;
}

/** A job on its way into its queue. */
interface NewJob {
  readonly queue: QueueName;
  readonly name: string;
  readonly data: JobData;
  readonly jobId: string;
}

const BATCH = 100;
const FALLBACK_MS = 5000;
const RETRY_MS = 1000;
/** A queue that is away may keep a call waiting for ever; the transaction of the outbox must not wait with it. */
const QUEUE_PATIENCE_MS = 5000;

/**
 * Moves events from the outbox into the queues: one job per subscriber, named by event and subscriber, so that a relay
 * that died between adding and deleting adds nothing twice.
 */
export class OutboxRelay {
  private readonly logger = new Logger('outbox');
  private timer: NodeJS.Timeout | null = null;
  private listener: pg.Client | null = null;
  private busy: Promise<void> = Promise.resolve();
  private wanted = false;
  private stopped = false;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queues: Readonly<Record<QueueName, Queue>>,
    private readonly listenUrl: string,
  ) {}

  /** Begins to move events. @throws Error when the database cannot be reached */
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

  /** Empties the outbox; rounds follow one another, and many calls during one round are answered by a single further one. */
  wake(): void {
    if (this.wanted) return;
    this.wanted = true;
    this.busy = this.busy
      .then(async () => {
        this.wanted = false;
        while (!this.stopped && (await this.moveBatch()) === BATCH);
      })
      .catch((error: unknown) =>
        this.logger.warn(
          `events not moved, trying again soon: ${error instanceof Error ? error.message : String(error)}`,
        ),
      );
  }

  /** Moves up to one batch in one transaction. @returns number of events moved */
  moveBatch(): Promise<number> {
    return this.unitOfWork.run({ readOnly: false, open: async () => undefined }, async () => {
      const rows = await this.unitOfWork.query<OutboxRow>(
        `select id, office_id, for_tenant_id, is_county_only, event, payload, actor, only_subscriber, job_key
         from app.outbox order by created_at, id limit $1 for update skip locked`,
        [BATCH],
      );
      if (rows.length === 0) return 0;
      const jobs = rows.flatMap((row) => subscribersFor(row).map((declaration) => jobOf(row, declaration)));
      // One by one: addBulk would want the right to make temporary tables, which can stand in for others by their name.
      for (const { queue, name, data, jobId } of jobs)
        await inTime(this.queues[queue].add(name, data, { jobId }));
      await this.unitOfWork.query('delete from app.outbox where id = any ($1)', [rows.map(({ id }) => id)]);
      return rows.length;
    });
  }

  private async listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.listenUrl,
      application_name: 'bergfried-outbox',
      keepAlive: true,
    });
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

/** @throws Error when the queue does not answer; what it may still do later is harmless, for the job keeps its id */
async function inTime(added: Promise<unknown>): Promise<void> {
  added.catch(() => undefined); // nobody may be listening any more
  const waiting = new AbortController();
  const tooLong = sleep(QUEUE_PATIENCE_MS, undefined, { signal: waiting.signal }).then(() => {
    throw new Error('the queue does not answer');
  });
  try {
    await Promise.race([added, tooLong]);
  } finally {
    tooLong.catch(() => undefined);
    waiting.abort();
  }
}

function subscribersFor({ event, only_subscriber: only }: OutboxRow): readonly SubscriberDeclaration[] {
  return subscribersOf(event).filter(({ subscriber }) => only === null || subscriber === only);
}

function jobOf(row: OutboxRow, { subscriber, queue }: SubscriberDeclaration): NewJob {
  const jobId = `${row.id}.${subscriber}`;
  const {
    office_id: officeId,
    for_tenant_id: tenantId,
    is_county_only: countyOnly,
    event,
    payload,
    actor,
  } = row;
  return {
    queue,
    name: subscriber,
    jobId,
    data: { key: row.job_key ?? jobId, officeId, tenantId, countyOnly, event, payload, actor },
  };
}
