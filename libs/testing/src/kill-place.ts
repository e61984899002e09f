import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { createTestDatabase, type TestDatabase } from './database.js';
import { OFFICES, TENANTS } from './fixture.js';
import { untilQuiet } from './kill-quiet.js';
import { redisOf, type TestRedis } from './redis.js';

/** What the worker of kill-worker.ts does on an event. */
export const KILL_EVENTS = { effect: 'test.effect', mail: 'test.mail' } as const;

/** A database and a folder in which one killable worker after another works, looked at from outside. */
export interface KillPlace {
  readonly database: TestDatabase;
  readonly dataDir: string;
  readonly redis: TestRedis | null;
  /** One statement as superuser; its connection survives whatever happens to the server between two of them. */
  rows<Row extends pg.QueryResultRow>(sql: string, ...values: (string | readonly string[])[]): Promise<Row[]>;
  count(sql: string, ...values: (string | readonly string[])[]): Promise<number>;
  /** @returns the key of the job that the event brings about */
  add(event: keyof typeof KILL_EVENTS): Promise<string>;
  isDone(key: string): Promise<boolean>;
  /** Number of times that the job of `test.effect` had its effect. */
  effects(key: string): Promise<number>;
  /** Files of the mail of a job, whole or half. */
  mailFiles(key: string): Promise<string[]>;
  /** Waits until no event and no job is left that anybody could begin, so that nothing happens a second time any more. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

/** Makes one. @param options redis: jobs live there, under the prefix of its own; database: taken over, and dropped at the end */
export async function createKillPlace(options: {
  readonly redis?: TestRedis | null;
  readonly database?: TestDatabase;
}): Promise<KillPlace> {
  const database = options.database ?? (await createTestDatabase());
  const redis = options.redis ? redisOf(options.redis, database.name) : null;
  const pool = new pg.Pool({ connectionString: database.superuserUrl, max: 2 });
  pool.on('error', () => undefined); // a server that was killed; the next statement gets a new connection
  await pool.query(
    `create table public.effect (job_key text not null);
     grant usage on schema public to bergfried_system; grant insert on public.effect to bergfried_system`,
  );
  const dataDir = mkdtempSync(join(tmpdir(), 'bergfried-kill-'));
  const count: KillPlace['count'] = async (sql, ...values) =>
    Number((await pool.query<{ count: string }>(sql, values)).rows[0]?.count);
  return {
    database,
    dataDir,
    redis,
    rows: async <Row extends pg.QueryResultRow>(sql: string, ...values: (string | readonly string[])[]) =>
      (await pool.query<Row>(sql, values)).rows,
    count,
    async add(event) {
      const id = uuidv7();
      await pool.query(
        `insert into app.outbox (id, office_id, for_tenant_id, event, payload) values ($1, $2, $3, $4, '{}')`,
        [id, OFFICES.alpha, TENANTS.ost, KILL_EVENTS[event]],
      );
      return `${id}.test-${event}`;
    },
    isDone: async (key) => (await count('select count(*) from app.job_done where job_key = $1', key)) === 1,
    effects: (key) => count('select count(*) from public.effect where job_key = $1', key),
    async mailFiles(key) {
      const { rows } = await pool.query<{ message_id: string }>(
        'select message_id from app.mail_log where job_key = $1',
        [key],
      );
      const name = rows[0]?.message_id.replace(/@.*/, '') ?? 'no mail at all';
      return readdirSync(join(dataDir, 'mail')).filter((file) => file.includes(name));
    },
    quiet: () => untilQuiet(count, redis),
    async close() {
      await pool.end();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
