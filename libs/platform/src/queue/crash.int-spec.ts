import { setTimeout as sleep } from 'node:timers/promises';
import {
  createKillPlace,
  eventually,
  findRedis,
  KILL_POINTS,
  startKillable,
  startKillCluster,
  startSmtpDouble,
  type HaltableProcess,
  type KillCluster,
  type KillPlace,
  type SmtpDouble,
  type TestRedis,
} from '@bergfried/testing';

jest.setTimeout(90_000);

/** Longer than PostgreSQL is away as a rule: what the living worker works on is not taken from it. */
const LOCK_MS = 3000;
/** How long PostgreSQL is away; once so long that all tries of a job (1.6 s in tests) would be used up meanwhile. */
const AWAY_MS: Readonly<Record<string, number>> = { 'before-effect': 2500 };
const SHORTLY_AWAY_MS = 300;
/** Less than the relay and an idle queue wait before they look without having been told. */
const PROMPT_MS = 3000;

const JOB = [...KILL_POINTS.relay, ...KILL_POINTS.effect];
const MAIL = [...KILL_POINTS.mail];
/** Who walks through its steps; all of them at a time, so that one crash is a step of each. */
const WALKS = [
  { name: 'a job on PostgreSQL', event: 'effect', steps: JOB, onRedis: false, bySmtp: false },
  { name: 'a job on Redis', event: 'effect', steps: JOB, onRedis: true, bySmtp: false },
  { name: 'a mail as a file', event: 'mail', steps: MAIL, onRedis: false, bySmtp: false },
  { name: 'a mail by SMTP', event: 'mail', steps: MAIL, onRedis: false, bySmtp: true },
  { name: 'a mail by SMTP, jobs on Redis', event: 'mail', steps: MAIL, onRedis: true, bySmtp: true },
] as const;
const ROUNDS = JOB.map((step, round) => ({
  round,
  steps: `a job at ${step}${MAIL[round] === undefined ? '' : `, mails at ${MAIL[round]}`}`,
}));

interface Walker {
  readonly walk: (typeof WALKS)[number];
  readonly place: KillPlace;
  readonly worker: HaltableProcess;
  readonly smtp: SmtpDouble | null;
}

let cluster: KillCluster;
let redis: TestRedis | null;
const walkers: Walker[] = [];

beforeAll(async () => {
  [cluster, redis] = await Promise.all([startKillCluster(), findRedis()]);
  const start = async (walk: (typeof WALKS)[number]): Promise<void> => {
    const place = await createKillPlace({
      database: await cluster.createDatabase(),
      redis: walk.onRedis ? redis : null,
    });
    const smtp = walk.bySmtp ? await startSmtpDouble() : null;
    const worker = await startKillable({
      systemUrl: place.database.systemUrl,
      dataDir: place.dataDir,
      redis: place.redis,
      lockMs: LOCK_MS,
      ...(smtp ? { smtpUrl: smtp.url } : {}),
    });
    walkers.push({ walk, place, worker, smtp });
  };
  await Promise.all(WALKS.filter(({ onRedis }) => redis !== null || !onRedis).map(start));
});

afterAll(async () => {
  await Promise.all(
    walkers.map(async ({ place, worker, smtp }) => {
      await worker.kill();
      await place.close();
      await smtp?.close();
    }),
  );
  await redis?.stop();
  await cluster.stop();
});

/** That the work of a job is there once, and nothing of it is left to be done. */
async function expectOnce({ walk, place, smtp }: Walker, key: string): Promise<void> {
  await eventually(`${walk.name} to be done`, () => place.isDone(key), 30_000);
  await place.quiet();
  expect(await place.rows('select error from app.dead_letter where resolved_at is null')).toEqual([]);
  if (walk.event === 'effect') {
    expect(await place.effects(key)).toBe(1);
    return;
  }
  expect(await place.rows('select state from app.mail_log where job_key = $1', key)).toEqual([
    { state: 'handed-over' },
  ]);
  if (smtp) expect(smtp.mails.splice(0)).toHaveLength(1);
  else expect(await place.mailFiles(key)).toEqual([expect.stringMatching(/\.eml$/)]);
}

/** That relay, queue and listeners of the worker live: what comes now is done without waiting for somebody to look. */
async function expectAlive({ walk, place, smtp }: Walker): Promise<void> {
  await eventually('the relay to listen again', async () => {
    const listening = await place.count(
      `select count(*) from pg_stat_activity where datname = current_database() and application_name = 'bergfried-outbox'`,
    );
    return listening === 1;
  });
  const key = await place.add(walk.event);
  await eventually(`${walk.name} to be done promptly`, () => place.isDone(key), PROMPT_MS);
  await place.quiet();
  smtp?.mails.splice(0);
}

describe('PostgreSQL killed with SIGKILL, while the worker lives', () => {
  it.each(ROUNDS)('$steps: one effect, one mail', async ({ round }) => {
    const walking = walkers.filter(({ walk }) => walk.steps[round] !== undefined);
    const keys = await Promise.all(
      walking.map(async ({ walk, place, worker }) => {
        const { reached } = worker.pauseAt(walk.steps[round] ?? '');
        const key = await place.add(walk.event);
        await reached;
        return key;
      }),
    );
    await cluster.crash();
    for (const { worker } of walking) worker.go(); // into a database that is not there
    await sleep(Math.max(...walking.map(({ walk }) => AWAY_MS[walk.steps[round] ?? ''] ?? SHORTLY_AWAY_MS)));
    await cluster.recover();
    await Promise.all(walking.map((walker, index) => expectOnce(walker, keys[index] ?? '')));
    await Promise.all(walking.map(expectAlive));
  });
});
