import { findRedis, startKillCluster, type KillCluster, type TestRedis } from '@bergfried/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import './report.permissions.js';
import './reports.permissions.js';
import { ReportWalker, STEPS } from './testing/report-walker.js';

jest.setTimeout(90_000);

/** Short, because a killed worker is replaced after one to three times this. A living one keeps its jobs, but for an outage. */
const LOCK_MS = 1000;

// A cluster of its own, because the tests kill it. One world for each backend of the queue; both walk at a time.
let cluster: KillCluster;
let redis: TestRedis | null;
let walkers: ReportWalker[] = [];

beforeAll(async () => {
  [cluster, redis] = await Promise.all([startKillCluster(), findRedis()]);
  walkers = await Promise.all(
    [null, ...(redis ? [redis] : [])].map(async (backend) =>
      ReportWalker.create(await cluster.createDatabase(), backend, LOCK_MS),
    ),
  );
});
afterAll(async () => {
  await Promise.all(walkers.map((walker) => walker.close()));
  await redis?.stop();
  await cluster.stop();
});

const each = <T>(work: (walker: ReportWalker) => Promise<T>): Promise<T[]> => Promise.all(walkers.map(work));

describe('a worker killed with SIGKILL, jobs on PostgreSQL and on Redis', () => {
  it.each(STEPS)(
    'at "%s" leaves one report, one file and one mail when the next one has taken over',
    (step) =>
      each(async (walker) => {
        const order = await walker.orderUpTo(step);
        expect((await walker.read(order.id)).job.state).toBe(step === 'finished' ? 'done' : 'running');
        await walker.kill();
        await walker.begin();
        await walker.expectOnce(order);
      }),
  );
});

describe('PostgreSQL killed with SIGKILL, while the worker lives', () => {
  it.each(STEPS)('at "%s" costs no report and doubles none', async (step) => {
    const orders = await each((walker) => walker.orderUpTo(step));
    await cluster.crash();
    for (const { worker } of walkers) worker.go(); // into a database that is not there
    await sleep(300);
    await cluster.recover();
    await Promise.all(walkers.map((walker, index) => walker.expectOnce(orders[index] ?? fail())));
    expect(walkers.every(({ worker }) => worker.isAlive())).toBe(true);
  });

  it('leaves a worker that makes the next report at once', () =>
    each(async (walker) => {
      const order = await walker.order();
      await walker.expectOnce(order);
    }));
});

describe('a database that drops all connections', () => {
  it.each(['collected', 'printing', 'stored', 'finishing'] as const)(
    'at "%s" is survived by the worker',
    (step) =>
      each(async (walker) => {
        const order = await walker.orderUpTo(step);
        await walker.world.sql(
          `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and usename = 'bergfried_system' and application_name <> 'bergfried-test-system'`,
        );
        walker.worker.go();
        await walker.expectOnce(order);
      }),
  );
});

function fail(): never {
  throw new Error('no order');
}
