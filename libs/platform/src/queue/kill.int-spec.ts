import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createTestDatabase,
  eventually,
  findRedis,
  KILL_POINTS,
  OFFICES,
  startKillable,
  startSmtpDouble,
  TENANTS,
  type HaltableProcess,
  type SmtpDouble,
  type TestDatabase,
  type TestRedis,
} from '@bergfried/testing';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';

jest.setTimeout(90_000);

let database: TestDatabase;
let redis: TestRedis | null;
let outside: pg.Client;
let dataDir: string;

beforeAll(async () => {
  database = await createTestDatabase();
  redis = await findRedis();
  dataDir = mkdtempSync(join(tmpdir(), 'bergfried-kill-'));
  outside = new pg.Client({ connectionString: database.superuserUrl });
  await outside.connect();
  await outside.query(
    'create table public.effect (job_key text not null); grant usage on schema public to bergfried_system; grant insert on public.effect to bergfried_system',
  );
});

afterAll(async () => {
  await outside.end();
  await redis?.stop();
  rmSync(dataDir, { recursive: true, force: true });
  await database.drop();
});

const addEvent = async (event: string): Promise<string> => {
  const id = uuidv7();
  await outside.query(
    `insert into app.outbox (id, office_id, for_tenant_id, event, payload) values ($1, $2, $3, $4, '{}')`,
    [id, OFFICES.alpha, TENANTS.ost, event],
  );
  return id;
};
const count = async (sql: string, ...values: (string | readonly string[])[]): Promise<number> =>
  Number((await outside.query<{ count: string }>(sql, values)).rows[0]?.count);
const effects = (key: string): Promise<number> =>
  count('select count(*) from public.effect where job_key = $1', key);
const isDone = async (key: string): Promise<boolean> =>
  (await count('select count(*) from app.job_done where job_key = $1', key)) === 1;
/** Long enough for a job that was done already to be done once more, if anything wanted that. */
const andRemainsDone = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 2500));

/** Lets a worker die at a place, then another one live; whatever happens, none stays behind. */
async function dieAndRecover<T>(
  options: { killAt: string; redis: TestRedis | null; smtp?: SmtpDouble },
  between: () => Promise<string>,
  after: (id: string) => Promise<T>,
): Promise<T> {
  const common = {
    systemUrl: database.systemUrl,
    dataDir,
    redis: options.redis,
    ...(options.smtp ? { smtpUrl: options.smtp.url } : {}),
  };
  const workers: HaltableProcess[] = [];
  try {
    const first = await startKillable({ ...common, killAt: options.killAt });
    workers.push(first);
    const id = await between();
    expect(await first.dead).toBe('SIGKILL');
    workers.push(await startKillable(common));
    return await after(id);
  } finally {
    for (const worker of workers) await worker.kill();
  }
}

describe.each(['PostgreSQL', 'Redis'])('a worker that is killed, jobs on %s', (backend) => {
  it.each([...KILL_POINTS.relay, ...KILL_POINTS.effect])('at %s: the effect happens once', async (killAt) => {
    if (backend === 'Redis' && !redis) return;
    await dieAndRecover(
      { killAt, redis: backend === 'Redis' ? redis : null },
      () => addEvent('test.effect'),
      async (id) => {
        const key = `${id}.test-effect`;
        await eventually('the job to be done', () => isDone(key), 40_000);
        await andRemainsDone();
        expect(await effects(key)).toBe(1);
        expect(await count('select count(*) from app.outbox')).toBe(0);
        expect(await count('select count(*) from app.dead_letter')).toBe(0);
      },
    );
  });
});

describe('a PostgreSQL that goes away', () => {
  it('again and again costs no job and doubles none', async () => {
    const worker = await startKillable({ systemUrl: database.systemUrl, dataDir, redis: null });
    try {
      const ids: string[] = [];
      for (let round = 0; round < 12; round += 1) {
        ids.push(await addEvent('test.effect'), await addEvent('test.mail'));
        await new Promise((resolve) => setTimeout(resolve, 40 + 23 * (round % 5)));
        await outside.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
        );
      }
      const keys = ids.map((id, index) => `${id}.test-${index % 2 === 0 ? 'effect' : 'mail'}`);
      await eventually(
        'all jobs',
        async () =>
          (await count('select count(*) from app.job_done where job_key = any ($1)', keys)) === keys.length,
        60_000,
      );
      await andRemainsDone();
      for (const key of keys.filter((one) => one.endsWith('effect'))) expect(await effects(key)).toBe(1);
      expect(
        await count(
          'select count(*) from app.mail_log where job_key = any ($1) and state = $2',
          keys,
          'handed-over',
        ),
      ).toBe(12);
      expect(await count('select count(*) from app.dead_letter')).toBe(0);
    } finally {
      await worker.kill();
    }
  });
});

describe('a worker that is killed, mails as files', () => {
  it.each(KILL_POINTS.mail)('at %s: one mail, whole', async (killAt) => {
    await dieAndRecover(
      { killAt, redis: null },
      () => addEvent('test.mail'),
      async (id) => {
        await eventually('the mail to be done', () => isDone(`${id}.test-mail`), 40_000);
        await andRemainsDone();
        const { rows } = await outside.query<{ state: string; message_id: string }>(
          'select state, message_id from app.mail_log where job_key = $1',
          [`${id}.test-mail`],
        );
        expect(rows).toEqual([{ state: 'handed-over', message_id: expect.any(String) }]);
        const name = rows[0]?.message_id.replace(/@.*/, '') ?? '';
        expect(
          readdirSync(join(dataDir, 'mail')).filter((file) => file.includes(name) && file.endsWith('.eml')),
        ).toHaveLength(1);
      },
    );
  });
});

describe('a worker that is killed, mails by SMTP', () => {
  let smtp: SmtpDouble;
  beforeAll(async () => (smtp = await startSmtpDouble()));
  beforeEach(() => void (smtp.mails.length = 0));
  afterAll(() => smtp.close());

  it.each(['mail-planned', 'mail-handed-over', 'mail-finished'])('at %s: one mail', async (killAt) => {
    await dieAndRecover(
      { killAt, redis: null, smtp },
      () => addEvent('test.mail'),
      async (id) => {
        await eventually('the mail to be done', () => isDone(`${id}.test-mail`), 40_000);
        await andRemainsDone();
        expect(smtp.mails).toHaveLength(1);
      },
    );
  });

  it.each([
    ['mail-marked', 0],
    ['mail-sent', 1],
  ])('at %s: unclear, told to the operator, never sent again by itself', async (killAt, sent) => {
    await dieAndRecover(
      { killAt, redis: null, smtp },
      () => addEvent('test.mail'),
      async (id) => {
        const key = `${id}.test-mail`;
        await eventually(
          'the dead letter',
          async () => (await count('select count(*) from app.dead_letter where job_key = $1', key)) === 1,
          40_000,
        );
        await andRemainsDone();
        expect(smtp.mails).toHaveLength(sent);
        expect(
          await count(`select count(*) from app.mail_log where job_key = $1 and state = 'unclear'`, key),
        ).toBe(1);
        expect(await isDone(key)).toBe(false);
      },
    );
  });
});
