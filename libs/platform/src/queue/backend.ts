import {
  createPostgresBackend,
  runMigrations,
  setDefaultBackendFactory,
  type ConnectionOptions,
  type QueueOptions,
} from 'bullmq';
import pg from 'pg';
import { PoolClient } from '../persistence/pool-client.js';
import type { QueueName } from './events.js';

/** Where the jobs live: PostgreSQL by default, Redis when its address is set. */
export interface QueueBackend {
  readonly kind: 'postgres' | 'redis';
  /** For Queue and Worker alike. */
  readonly connection: ConnectionOptions;
  /** First part of all keys in Redis. */
  readonly prefix: string | undefined;
  /** Ends what the queues shared, after they were closed. */
  end(): Promise<void>;
}

/** Schema of BullMQ's own tables; what it takes for its default too. */
const SCHEMA = 'bullmq';
/** Connections of all queues together: each of the two workers keeps one for LISTEN, the rest work. */
const CONNECTIONS = 5;

/** Chooses the backend for the whole process; to be called before a queue is made. @param options redisPrefix: for tests */
export function queueBackend(options: {
  readonly redisUrl: string | undefined;
  readonly databaseUrl: string;
  readonly redisPrefix?: string;
}): QueueBackend {
  if (options.redisUrl !== undefined) {
    setDefaultBackendFactory();
    return {
      kind: 'redis',
      connection: redisConnection(options.redisUrl),
      prefix: options.redisPrefix ?? 'bergfried',
      end: async () => undefined,
    };
  }
  setDefaultBackendFactory(createPostgresBackend as never);
  // One pool for all queues: BullMQ would open one for each queue and each worker.
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    application_name: 'bergfried-queue',
    Client: PoolClient,
    max: CONNECTIONS,
    keepAlive: true, // a LISTEN that was lost silently would be noticed after an hour
    options: `-c search_path=${SCHEMA}`,
  });
  pool.on('error', () => undefined); // a killed idle connection is replaced; the next query tells if not
  return { kind: 'postgres', connection: pool, prefix: undefined, end: () => pool.end() };
}

function redisConnection(url: string): ConnectionOptions {
  const { hostname, port, username, password, pathname, protocol } = new URL(url);
  return {
    host: hostname,
    port: Number(port || 6379),
    db: Number(pathname.slice(1) || 0),
    ...(username ? { username: decodeURIComponent(username) } : {}),
    ...(password ? { password: decodeURIComponent(password) } : {}),
    ...(protocol === 'rediss:' ? { tls: {} } : {}),
    maxRetriesPerRequest: null,
  };
}

/** Tries and the wait after the first; each further wait is twice as long. Work: half a minute. Mail: a night without mail server. */
const PATIENCE: Readonly<Record<QueueName, { readonly attempts: number; readonly delay: number }>> = {
  work: { attempts: 6, delay: 1000 },
  mail: { attempts: 13, delay: 10_000 },
};

/** Options of every job; a finished one stays long enough to be recognised when the relay repeats itself. @param retryMs first wait, for tests */
export function jobOptions(
  queue: QueueName,
  retryMs?: number,
): NonNullable<QueueOptions['defaultJobOptions']> {
  const { attempts, delay } = PATIENCE[queue];
  return {
    attempts,
    backoff: { type: 'exponential', delay: retryMs ?? delay },
    removeOnComplete: { age: 24 * 3600, count: 10_000 },
    removeOnFail: { age: 7 * 24 * 3600 },
  };
}

/** Makes or updates BullMQ's tables as the owner and gives the worker's role, and no other, what it needs there. */
export async function migrateQueue(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'bergfried-migrate' });
  await client.connect();
  try {
    await runMigrations(client, SCHEMA);
    // No CREATE: BullMQ makes a sequence per queue for jobs without an id, and ours always have one.
    await client.query(`revoke all on schema ${SCHEMA} from public;
      grant usage on schema ${SCHEMA} to bergfried_system;
      grant select, insert, update, delete on all tables in schema ${SCHEMA} to bergfried_system;
      grant usage, select on all sequences in schema ${SCHEMA} to bergfried_system;
      revoke execute on all functions in schema ${SCHEMA} from public;
      grant execute on all functions in schema ${SCHEMA} to bergfried_system`);
  } finally {
    await client.end();
  }
}
