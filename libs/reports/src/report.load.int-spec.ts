import {
  ACTORS,
  createTestDatabase,
  eventually,
  PASSWORD,
  TENANTS,
  type TestDatabase,
} from '@bergfried/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReportResponse } from './report.dto.js';
import { freePort, startProduct, type ProductProcess } from './testing/product-process.js';

jest.setTimeout(120_000);

/** Quarters that are over: ten for each of two members, and one to warm up with. */
const QUARTERS = [2023, 2024, 2025]
  .flatMap((year) => [1, 2, 3, 4].map((quarter) => `${String(year)}-Q${String(quarter)}`))
  .slice(2);
const WARM = '2026-Q1';
/** Larger afterwards by no more than this. Measured: 5 MB; the rest is the freedom of a heap that nobody told to collect. */
const MARGIN_BYTES = 40e6;
/** Milliseconds within which each answer comes while two papers are set on two slow cores. Measured there: 1.7 s. */
const SLOWEST_MS = 5000;

let database: TestDatabase;
let dir: string;
let base: string;
let api: ProductProcess;
let worker: ProductProcess;

beforeAll(async () => {
  database = await createTestDatabase();
  dir = await mkdtemp(join(tmpdir(), 'bergfried-load-'));
  const port = await freePort();
  base = `http://127.0.0.1:${String(port)}`;
  const common = { BERGFRIED_DATA_DIR: dir, BERGFRIED_DEMO: 'off', BERGFRIED_PUBLIC_URL: base };
  [api, worker] = await Promise.all([
    startProduct('api', { ...common, PORT: String(port), DATABASE_URL: database.appUrl }, 'listening'),
    startProduct('worker', { ...common, DATABASE_SYSTEM_URL: database.systemUrl }, 'working'),
  ]);
});
afterAll(async () => {
  await Promise.all([api.stop(), worker.stop()]);
  await database.drop();
  await rm(dir, { recursive: true, force: true });
});

/** What one person asks the api for. */
interface Caller {
  get(path: string): Promise<Response>;
  post(path: string, body: object): Promise<Response>;
}

async function signIn(email: string): Promise<Caller> {
  const ask = (method: string, path: string, cookie: string, body?: object): Promise<Response> =>
    fetch(`${base}/api/v1/${path}`, {
      method,
      headers: { cookie, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const answer = await ask('POST', 'session', '', { email, password: PASSWORD });
  expect(answer.status).toBe(200);
  const cookie = (answer.headers.get('set-cookie') ?? '').replace(/;.*/, '');
  return {
    get: (path) => ask('GET', path, cookie),
    post: (path, body) => ask('POST', path, cookie, body),
  };
}

/** Orders a report. @returns its address */
async function order(officer: Caller, tenantId: string, period: string): Promise<string> {
  const reports = `tenants/${tenantId}/reports`;
  const answer = await officer.post(reports, { kind: 'county-quarter', period });
  expect(answer.status).toBe(202);
  return `${reports}/${((await answer.json()) as ReportResponse).id}`;
}

async function made(officer: Caller, path: string): Promise<ReportResponse> {
  return eventually(
    `the report ${path}`,
    async () => {
      const answer = await officer.get(path);
      const report = (await answer.json()) as ReportResponse;
      return ['done', 'failed'].includes(report.job.state) && report;
    },
    60_000,
  );
}

/** Asks one thing after the other until told to end. @returns every answer's status and duration in milliseconds */
function askAllTheTime(
  caller: Caller,
  paths: readonly string[],
): () => Promise<{ status: number; ms: number }[]> {
  const answers: { status: number; ms: number }[] = [];
  const until = { ended: false };
  const asking = (async () => {
    for (let turn = 0; !until.ended; turn += 1) {
      const begin = performance.now();
      const answer = await caller.get(paths[turn % paths.length] ?? '');
      await answer.arrayBuffer();
      answers.push({ status: answer.status, ms: performance.now() - begin });
      await sleep(50);
    }
  })();
  return async () => {
    until.ended = true;
    await asking;
    return answers;
  };
}

it('twenty reports at once leave the worker as it was, and the api answers meanwhile', async () => {
  const officer = await signIn(ACTORS.officer.email);
  const head = await signIn(ACTORS.head.email);
  await made(officer, await order(officer, TENANTS.ost, WARM));
  await sleep(500);
  const before = worker.memory();

  const stopAsking = askAllTheTime(head, [
    `tenants/${TENANTS.ost}/reports`,
    `tenants/${TENANTS.ost}/incidents`,
    'session',
    `tenants/${TENANTS.ost}/dashboard`,
  ]);
  const begin = performance.now();
  const orders = await Promise.all(
    [TENANTS.ost, TENANTS.west].flatMap((tenantId) =>
      QUARTERS.map((period) => order(officer, tenantId, period)),
    ),
  );
  const ordered = performance.now() - begin;
  let [most, mostChildren] = [before, 0];
  const watch = setInterval(() => {
    most = Math.max(most, worker.memory());
    mostChildren = Math.max(mostChildren, worker.children().length);
  }, 500);
  const reports = await Promise.all(orders.map((path) => made(officer, path)));
  clearInterval(watch);
  const took = performance.now() - begin;
  const answers = await stopAsking();
  await eventually('the setting processes to be gone', async () => worker.children().length === 0);
  await sleep(500);
  const after = worker.memory();

  const slowest = Math.max(...answers.map(({ ms }) => ms));
  const megabytes = (bytes: number): string => String(Math.round(bytes / 1e6));
  process.stdout.write(
    `twenty reports: ordered in ${ordered.toFixed(0)} ms, made in ${took.toFixed(0)} ms; worker ${megabytes(before)} MB before, ` +
      `${megabytes(most)} at most, ${megabytes(after)} afterwards; at most ${String(mostChildren)} setting processes; ` +
      `${String(answers.length)} answers of the api meanwhile, the slowest after ${slowest.toFixed(0)} ms\n`,
  );
  expect(orders).toHaveLength(20);
  expect(reports.filter(({ state, job }) => state !== 'draft' || job.progress !== 1)).toEqual([]);
  for (const path of orders) {
    const pdf = await officer.get(`${path}/files/pdf`);
    expect([
      pdf.status,
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ]).toEqual([200, '%PDF-']);
  }
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  expect(answers.length).toBeGreaterThan(10);
  expect(slowest).toBeLessThan(SLOWEST_MS);
  expect(mostChildren).toBeLessThanOrEqual(2);
  expect(after - before).toBeLessThan(MARGIN_BYTES);
  expect(worker.log()).not.toContain('"level":50');
});
