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

const JOB = [...KILL_POINTS.relay, ...KILL_POINTS.effect];
const MAIL = [...KILL_POINTS.mail];
/** Who walks through its steps, one death a step; all of them at a time. */
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
/** Mails that left, where only the dead worker could know whether they did. */
const UNCLEAR: Readonly<Record<string, number>> = { 'mail-marked': 0, 'mail-sent': 1 };

/** Short, because the job of a dead worker is taken over after one to three times this. */
const LOCK_MS = 1000;
/** Longer than PostgreSQL is away as a rule: what a living worker works on is not taken from it. */
const LOCK_OF_THE_LIVING_MS = 3000;
/** How long PostgreSQL is away; once so long that all tries of a job (1.6 s in tests) would be used up meanwhile. */
const AWAY_MS: Readonly<Record<string, number>> = { 'before-effect': 2500 };
const SHORTLY_AWAY_MS = 300;
/** Less than the relay and an idle queue wait before they look without having been told. */
const PROMPT_MS = 4000;

/** A database with one worker after another, and who takes its mails. */
interface Walker {
  readonly walk: (typeof WALKS)[number];
  readonly place: KillPlace;
  readonly smtp: SmtpDouble | null;
  readonly workers: HaltableProcess[];
}

// A cluster of its own, because the tests kill it.
let cluster: KillCluster;
let redis: TestRedis | null;
let walkers: Walker[] = [];

beforeAll(async () => {
  [cluster, redis] = await Promise.all([startKillCluster(), findRedis()]);
  walkers = await Promise.all(
    WALKS.filter(({ onRedis }) => redis !== null || !onRedis).map(async (walk) => ({
      walk,
      place: await createKillPlace({
        database: await cluster.createDatabase(),
        redis: walk.onRedis ? redis : null,
      }),
      smtp: walk.bySmtp ? await startSmtpDouble() : null,
      workers: [],
    })),
  );
  await Promise.all(walkers.map((walker) => begin(walker, LOCK_OF_THE_LIVING_MS)));
});

afterAll(async () => {
  await Promise.all(
    walkers.map(async ({ place, workers, smtp }) => {
      await Promise.all(workers.map((worker) => worker.kill()));
      await place.close();
      await smtp?.close();
    }),
  );
  await redis?.stop();
  await cluster.stop();
});

async function begin({ place, smtp, workers }: Walker, lockMs: number): Promise<void> {
  const { database, dataDir, redis: backend } = place;
  const mails = smtp ? { smtpUrl: smtp.url } : {};
  workers.push(
    await startKillable({ systemUrl: database.systemUrl, dataDir, redis: backend, lockMs, ...mails }),
  );
}

function workerOf({ workers }: Walker): HaltableProcess {
  const worker = workers.at(-1);
  if (!worker) throw new Error('no worker was started');
  return worker;
}

/** Lets all do something who have a step in a round. */
const inRound = <T>(round: number, act: (walker: Walker, step: string) => Promise<T>): Promise<T[]> =>
  Promise.all(
    walkers.flatMap((walker) => {
      const step = walker.walk.steps[round];
      return step === undefined ? [] : [act(walker, step)];
    }),
  );

/** That the work of a job is there once, and nothing is left that could make it twice. */
async function expectOnce({ walk, place, smtp }: Walker, key: string): Promise<void> {
  await eventually(`${walk.name} to be done`, () => place.isDone(key), 30_000);
  await place.quiet();
  expect(
    await place.rows('select error from app.dead_letter where job_key = $1 and resolved_at is null', key),
  ).toEqual([]);
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

/** That the operator is asked about a mail, and it is never sent again by itself (ADR 0007). */
async function expectUnclear({ walk, place, smtp }: Walker, key: string, sent: number): Promise<void> {
  const letters = 'select count(*) from app.dead_letter where job_key = $1 and resolved_at is null';
  await eventually(`the dead letter of ${walk.name}`, async () => (await place.count(letters, key)) === 1);
  await place.quiet();
  expect(await place.rows('select state from app.mail_log where job_key = $1', key)).toEqual([
    { state: 'unclear' },
  ]);
  expect(await place.isDone(key)).toBe(false);
  expect(smtp?.mails.splice(0)).toHaveLength(sent);
}

/** That relay, queue and listeners of the worker live: what comes now is done without waiting for somebody to look. */
async function expectAlive({ walk, place, smtp }: Walker): Promise<void> {
  const listening = `select count(*) from pg_stat_activity where datname = current_database() and application_name = 'bergfried-outbox'`;
  await eventually('the relay to listen again', async () => (await place.count(listening)) === 1);
  const key = await place.add(walk.event);
  await eventually(`${walk.name} to be done promptly`, () => place.isDone(key), PROMPT_MS);
  await place.quiet();
  smtp?.mails.splice(0);
}

describe('PostgreSQL killed with SIGKILL, while the worker lives', () => {
  it.each(ROUNDS)('$steps: one effect, one mail, and the worker goes on', async ({ round }) => {
    const keys = await inRound(round, async (walker, step) => {
      const { reached } = workerOf(walker).pauseAt(step);
      const key = await walker.place.add(walker.walk.event);
      await reached;
      return { walker, key };
    });
    await cluster.crash();
    for (const { walker } of keys) workerOf(walker).go(); // into a database that is not there
    await sleep(AWAY_MS[JOB[round] ?? ''] ?? SHORTLY_AWAY_MS);
    await cluster.recover();
    await Promise.all(keys.map(({ walker, key }) => expectOnce(walker, key)));
    await Promise.all(keys.map(({ walker }) => expectAlive(walker)));
  });

  it('again and again only for its connections costs no job and doubles none', () =>
    Promise.all(
      walkers
        .filter(({ walk }) => !walk.bySmtp)
        .map(async (walker) => {
          const { walk, place } = walker;
          const keys: string[] = [];
          for (let turn = 0; turn < 12; turn += 1) {
            keys.push(await place.add(walk.event));
            await sleep(40 + 23 * (turn % 5)); // another moment of the work each time
            await place.rows(
              `select pg_terminate_backend(pid) from pg_stat_activity
               where datname = current_database() and usename = 'bergfried_system'`,
            );
          }
          for (const key of keys) await expectOnce(walker, key);
        }),
    ));

  it('does not keep a worker from ending that waits for it, and the next one does its job', async () => {
    const waiting = await inRound(JOB.indexOf('before-effect'), async (walker) => {
      const { reached } = workerOf(walker).pauseAt(
        walker.walk.event === 'effect' ? 'before-effect' : 'mail-planned',
      );
      const key = await walker.place.add(walker.walk.event);
      await reached;
      return { walker, key };
    });
    await cluster.crash();
    for (const { walker } of waiting) workerOf(walker).go();
    await sleep(SHORTLY_AWAY_MS);
    await Promise.all(waiting.map(({ walker }) => workerOf(walker).end()));
    await cluster.recover();
    await Promise.all(
      waiting.map(async ({ walker, key }) => {
        await begin(walker, LOCK_MS);
        await expectOnce(walker, key);
      }),
    );
  });
});

describe('a worker killed with SIGKILL', () => {
  it.each(ROUNDS)('$steps: one effect, one mail, when the next one has taken over', ({ round }) =>
    inRound(round, async (walker, step) => {
      const { walk, place } = walker;
      const worker = workerOf(walker);
      worker.dieAt(step);
      const key = await place.add(walk.event);
      expect(await worker.dead).toBe('SIGKILL');
      await begin(walker, LOCK_MS);
      const sent = walk.bySmtp ? UNCLEAR[step] : undefined;
      if (sent === undefined) await expectOnce(walker, key);
      else await expectUnclear(walker, key, sent);
    }),
  );
});
