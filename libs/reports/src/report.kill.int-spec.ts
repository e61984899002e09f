import { migrateQueue } from '@bergfried/platform';
import { TENANTS } from '@bergfried/testing';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import './report.permissions.js';
import './reports.permissions.js';
import { sha256 } from './canonical-json.js';
import type { ReportResponse } from './report.dto.js';
import { createReportWorld, type ReportWorld } from './testing/report-world.js';
import { startWorker, type WorkerProcess } from './testing/worker-process.js';

/** Every place at which a worker may die. */
const STEPS = [
  'begun',
  'collected',
  'frozen',
  'printing',
  'printed',
  'staged',
  'stored',
  'finishing',
  'finished',
] as const;
const QUARTERS = [
  '2023-Q3',
  '2023-Q4',
  '2024-Q1',
  '2024-Q2',
  '2024-Q3',
  '2024-Q4',
  '2025-Q1',
  '2025-Q2',
  '2025-Q3',
];
const NOW = new Date();

let world: ReportWorld;
const workers: WorkerProcess[] = [];

beforeAll(async () => {
  world = await createReportWorld();
  await migrateQueue(world.database.ownerUrl);
  await world.record({
    title: 'Fehlversand',
    detectedAt: '2025-05-10T08:00:00+02:00',
    recordedAt: '2025-05-10T09:00:00+02:00',
    duty: true,
  });
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.kill()));
});
afterAll(() => world.close());

async function worker(pauseAt = ''): Promise<WorkerProcess> {
  const started = await startWorker(world.database.systemUrl, world.dir, pauseAt);
  workers.push(started);
  return started;
}

async function read(id: string): Promise<ReportResponse> {
  return world.units.as('officer', 'ost', 'report:read', (access) => world.reader.findOne(access, id));
}

/** Waits until nothing is left to do for a report. */
async function finished(id: string): Promise<ReportResponse> {
  for (let tries = 0; tries < 300; tries++) {
    const report = await read(id);
    if (report.job.state === 'done' || report.job.state === 'failed') return report;
    await sleep(100);
  }
  throw new Error(
    `not finished: ${JSON.stringify(await read(id))} ${workers.map(({ log }) => log()).join('\n')}`,
  );
}

/** Times that somebody heard of a new report. */
async function announced(): Promise<number> {
  const [row] = await world.sql<{ number: number }>(
    `select (select count(*) from app.outbox where event = 'report.created')::int
          + (select count(*) from app.job_done where job_key like '%.count-created')::int as number`,
  );
  return row?.number ?? 0;
}

async function settled(expected: number): Promise<number> {
  for (let tries = 0; tries < 50 && (await announced()) < expected; tries++) await sleep(100);
  await sleep(300); // a second one would come now
  return announced();
}

/** Names of all files stored for the member, and that each is what its name says. */
async function storedFiles(): Promise<string[]> {
  const base = join(world.dir, 'tenants', TENANTS.ost);
  const names = (await readdir(base, { recursive: true, withFileTypes: true }).catch(() => [])).filter(
    (entry) => entry.isFile(),
  );
  for (const { name, parentPath } of names) expect(sha256(await readFile(join(parentPath, name)))).toBe(name);
  return names.map(({ name }) => name);
}

async function expectOnce(report: ReportResponse, before: { files: number; events: number }): Promise<void> {
  expect(report).toMatchObject({ state: 'draft', job: { state: 'done', progress: 1, problem: null } });
  const rows = await world.sql<{ id: string }>('select id from app.report where period = $1', [
    report.period,
  ]);
  expect(rows).toHaveLength(1);
  const files = await world.sql<{ id: string }>('select id from app.file where sha256 = $1', [
    report.pdfSha256,
  ]);
  expect(files).toHaveLength(1);
  expect(await storedFiles()).toHaveLength(before.files + 1);
  expect(await settled(before.events + 1)).toBe(before.events + 1);
}

describe('a worker killed with SIGKILL', () => {
  it.each(STEPS)(
    'at "%s" leaves one report, one file and one event after the next one has taken over',
    async (step) => {
      const before = { files: (await storedFiles()).length, events: await announced() };
      const first = await worker(step);
      const { id } = await world.order(QUARTERS[STEPS.indexOf(step)] ?? '', NOW.toISOString());
      await first.reached;
      const meanwhile = await read(id);
      expect(meanwhile.job.state).toBe(step === 'finished' ? 'done' : 'running');
      await first.kill();
      await worker();
      await expectOnce(await finished(id), before);
    },
    60_000,
  );
});

describe('a database that drops all connections', () => {
  it.each(['collected', 'printing', 'stored', 'finishing'])(
    'at "%s" is survived by the worker',
    async (step) => {
      const before = { files: (await storedFiles()).length, events: await announced() };
      const running = await worker(step);
      const { id } = await world.order(
        `2026-Q${String(['collected', 'printing', 'stored', 'finishing'].indexOf(step) + 1)}`,
        '2027-02-01T08:00:00+01:00',
      );
      await running.reached;
      await world.sql(
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'bergfried_system' and application_name <> 'bergfried-test-system'`,
      );
      running.go();
      await expectOnce(await finished(id), before);
      expect(running.child.exitCode).toBeNull();
    },
    60_000,
  );
});

describe('twenty reports at once', () => {
  it('leave the memory of the worker as it was, and the api answering', async () => {
    const running = await worker();
    await finished((await world.order('2025-Q4', NOW.toISOString())).id);
    const before = await running.memory();
    const quarters = Array.from(
      { length: 20 },
      (_, index) => `20${String(27 + Math.floor(index / 4))}-Q${String((index % 4) + 1)}`,
    );
    const orders = await Promise.all(
      quarters.map((period) => world.order(period, '2032-02-01T08:00:00+01:00')),
    );
    const slowest = { ms: 0 };
    const polling = setInterval(() => {
      const started = Date.now();
      void world.units
        .as('head', 'ost', 'report:read', (access) => world.reader.findAll(access, {}))
        .then(() => (slowest.ms = Math.max(slowest.ms, Date.now() - started)));
    }, 250);
    for (const { id } of orders) expect((await finished(id)).state).toBe('draft');
    clearInterval(polling);
    const after = await running.memory();
    process.stdout.write(
      `memory of the worker: ${String(Math.round(before / 1e6))} MB before, ${String(Math.round(after / 1e6))} MB after twenty reports; slowest read meanwhile ${String(slowest.ms)} ms\n`,
    );
    expect(after).toBeLessThan(before * 1.3);
    expect(slowest.ms).toBeLessThan(3000);
  }, 180_000);
});
