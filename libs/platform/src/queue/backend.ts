import { createPostgresBackend, runMigrations, setDefaultBackendFactory, type ConnectionOptions, type QueueOptions } from 'bullmq';
import pg from 'pg';

/** Where the jobs live: PostgreSQL by default, Redis when its address is set. */
export interface QueueBackend {
  /** For Queue, Worker and QueueEvents alike. */
  readonly connection: ConnectionOptions;
  readonly prefix: string | undefined;
}

/** Schema of BullMQ's own tables. */
const SCHEMA = 'bullmq';
/** Connections per queue object on PostgreSQL; a queue with worker and events opens about seven in all. */
const CONNECTIONS = 3;

/** Chooses the backend for the whole process; to be called before a queue is made. */
export function queueBackend(options: { readonly redisUrl: string | undefined; readonly databaseUrl: string }): QueueBackend {
  if (options.redisUrl !== undefined) {
    const { hostname, port, username, password, pathname, protocol } = new URL(options.redisUrl);
    return {
      connection: {
        host: hostname,
        port: Number(port || 6379),
        db: Number(pathname.slice(1) || 0),
        ...(username ? { username: decodeURIComponent(username) } : {}),
        ...(password ? { password: decodeURIComponent(password) } : {}),
        ...(protocol === 'rediss:' ? { tls: {} } : {}),
        maxRetriesPerRequest: null,
      },
      prefix: 'bergfried',
    };
  }
  setDefaultBackendFactory(createPostgresBackend as never);
  return {
    connection: { connectionString: options.databaseUrl, schema: SCHEMA, max: CONNECTIONS, application_name: 'bergfried-queue' } as never,
    prefix: undefined,
  };
}

/** A try, then after 1, 2, 4 … seconds; a finished job stays long enough to be recognised when the relay repeats itself. */
export const JOB_OPTIONS: QueueOptions['defaultJobOptions'] = {
  attempts: 6,
  backoff: { type: 'exponential', delay: 1000 },
  removeOnComplete: { age: 24 * 3600, count: 10_000 },
  removeOnFail: { age: 7 * 24 * 3600 },
};

/** Makes or updates BullMQ's tables as the owner and gives the worker's role (only) what it needs there. */
export async function migrateQueue(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'bergfried-migrate' });
  await client.connect();
  try {
    await runMigrations(client as never);
    // A sequence per queue is made at run time, hence CREATE.
    await client.query(`grant usage, create on schema ${SCHEMA} to bergfried_system;
      grant select, insert, update, delete on all tables in schema ${SCHEMA} to bergfried_system;
      grant usage, select on all sequences in schema ${SCHEMA} to bergfried_system;
      grant execute on all functions in schema ${SCHEMA} to bergfried_system`);
  } finally {
    await client.end();
  }
}
