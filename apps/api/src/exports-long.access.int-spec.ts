import { join } from 'node:path';
import { CataloguesJobsModule } from '@bergfried/catalogues';
import { IncidentsJobsModule } from '@bergfried/incidents';
import { EXPORT_MEDIA_TYPES, FilesModule, FolderStore, type JobRunResponse } from '@bergfried/platform';
import { ReportsJobsModule } from '@bergfried/reports';
import {
  createTestWorker,
  eventually,
  OFFICES,
  TENANTS,
  type ActorName,
  type TestWorker,
} from '@bergfried/testing';
import type { Response } from 'supertest';
import { body, call, problem } from './testing/call.js';
import { settle, type Place } from './testing/place.js';
import { createTestApp, type TestApp } from './testing/test-app.js';

const ROWS = 20_001;
const incidents = `/api/v1/tenants/${TENANTS.ost}/incidents`;
const ofOffice = `/api/v1/offices/${OFFICES.alpha}/incidents`;

let test: TestApp;
let ost: Place;
let worker: TestWorker | undefined;

beforeAll(async () => {
  test = await createTestApp();
  ost = await settle(test, 'ost');
  // Past the triggers: twenty thousand versions are not the subject.
  await test.sql('set session_replication_role = replica');
  await test.sql(
    `insert into app.incident select (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(), 'reference', 'OS-V2020-' || n, 'detected_at', now() - make_interval(mins => n),
       'visibility', case when n <= 1001 then 'county-only' else 'county-and-office' end))).*
     from app.incident i cross join generate_series(1001, 1001 + $2::int) n where i.id = $1`,
    [ost.incidentId, ROWS],
  );
  await test.sql('reset session_replication_role');
  await test.sql('analyze app.incident');
}, 180_000);
afterAll(async () => {
  await worker?.close();
  await test.close();
}, 60_000);

const startWorker = async (): Promise<void> => {
  worker ??= await createTestWorker({
    systemUrl: test.database.systemUrl,
    modules: [
      FilesModule.forJobs(new FolderStore(join(test.dataDir, 'files'))),
      CataloguesJobsModule,
      IncidentsJobsModule,
      ReportsJobsModule,
    ],
  });
};
const ask = async (
  actor: ActorName,
  path: string,
  accept: string = EXPORT_MEDIA_TYPES.csv,
): Promise<Response> => (await test.as(actor)).get(path).set('Accept', accept);
const ended = (actor: ActorName, location: string): Promise<JobRunResponse> =>
  eventually(
    'the end of an export',
    async () => {
      const run = body<JobRunResponse>(await call(await test.as(actor), 'GET', location));
      return run.state === 'done' || run.state === 'failed' ? run : undefined;
    },
    170_000,
  );
const fileOf = (scope: string, run: JobRunResponse): string =>
  `${scope}/exports/${String(run.result?.['exportId'])}/file`;

describe('a list of more than 20,000 rows', () => {
  const ostScope = `/api/v1/tenants/${TENANTS.ost}`;
  const officeScope = `/api/v1/offices/${OFFICES.alpha}`;
  let location: string;
  let path: string;

  it('becomes work of the worker, once for the same question', async () => {
    const first = await ask('coordinator', `${incidents}?sort=reference`);
    const run = body<JobRunResponse>(first, 202);
    location = String(first.headers['location']);
    expect(location).toBe(`${ostScope}/jobs/${run.id}`);
    expect(run).toMatchObject({ kind: 'export', state: 'queued' });
    expect((await ask('coordinator', `${incidents}?sort=reference`)).headers['location']).toBe(location);
    expect((await ask('coordinator', `${incidents}?sort=-reference`)).headers['location']).not.toBe(location);
    expect((await ask('coordinator', `${incidents}?severity=low`)).status).toBe(200);
  });

  it('is limited: three files of one person in the making', async () => {
    expect((await ask('coordinator', `${incidents}?severity=high`)).status).toBe(202);
    problem(await ask('coordinator', `${incidents}?category=malware`), 429);
    await test.sql(`delete from app.outbox where payload->>'exportId' in
      (select id::text from app.export_order where query <> '{"sort": "reference"}')`);
  });

  it('is written with all rows, shows how far it is, and lies ready for who ordered it', async () => {
    await startWorker();
    const run = await ended('coordinator', location);
    expect(run).toMatchObject({ state: 'done', progress: 1, problem: null });
    path = fileOf(ostScope, run);
    const answer = await call(await test.as('coordinator'), 'GET', path);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-disposition': expect.stringMatching(/Vorf%C3%A4lle_Landkreis-Ost_[\d-]{10}\.csv$/),
    });
    const lines = answer.text.trim().split('\r\n').slice(1);
    const { total } = body<{ total: number }>(
      await call(await test.as('coordinator'), 'GET', `${incidents}?limit=1`),
    );
    expect(lines).toHaveLength(total);
    expect(total).toBeGreaterThan(ROWS);
    const numbers = lines.map((line) => line.split(';')[0]);
    expect(new Set(numbers).size).toBe(total);
    expect(numbers).toEqual([...numbers].sort());
  }, 180_000);

  it('is nobody else’s file: not of a colleague, not of another scope', async () => {
    problem(await call(await test.as('head'), 'GET', path), 404);
    problem(await call(await test.as('officer'), 'GET', path), 404);
    problem(await call(await test.as('coordinatorWest'), 'GET', path), 404);
    problem(await call(await test.as('coordinator'), 'GET', path.replace(ostScope, officeScope)), 404);
  });

  it('of the office holds what the office may see, in the background too', async () => {
    const answer = await ask('officer', ofOffice);
    const run = await ended('officer', String(answer.headers['location']));
    expect(run.state).toBe('done');
    path = fileOf(officeScope, run);
    const { text } = await call(await test.as('officer'), 'GET', path);
    const { total } = body<{ total: number }>(
      await call(await test.as('officer'), 'GET', `${ofOffice}?limit=1`),
    );
    expect(text.trim().split('\r\n')).toHaveLength(total + 1);
    expect(await test.sql(`select 1 from app.incident where reference = 'OS-V2020-1001'`)).toHaveLength(1);
    expect(text).not.toContain('OS-V2020-1001;');
    expect(text).toContain('OS-V2020-1002;');
  }, 180_000);

  it('is out of reach once the mandate for one of its members has ended', async () => {
    expect((await call(await test.as('officer'), 'GET', path)).status).toBe(200);
    const mandates = `update app.mandate set valid_until = $2 where tenant_id = $1 and user_id =
      (select requested_by from app.office_export_order where permission = 'incident:read' and file_id is not null and list = 'incidents' order by created_at desc limit 1)`;
    await test.sql(mandates, [TENANTS.ost, '2024-01-01']);
    problem(await call(await test.as('officer'), 'GET', path), 404);
    await test.sql(mandates, [TENANTS.ost, null]);
  });

  it('comes as a workbook too', async () => {
    const answer = await ask('officer', ofOffice, EXPORT_MEDIA_TYPES.xlsx);
    const run = await ended('officer', String(answer.headers['location']));
    expect(run).toMatchObject({ state: 'done', result: { fileName: expect.stringMatching(/\.xlsx$/) } });
    expect(Number(run.result?.['size'])).toBeGreaterThan(100_000);
  }, 180_000);

  it('asked for across the office by somebody of a member is refused with the way to go', async () => {
    expect(problem(await ask('coordinator', ofOffice), 422).type).toBe(
      'urn:bergfried:problem:export-by-member',
    );
  });

  it('is forgotten with its file after a day', async () => {
    await test.sql(`update app.office_export_order set expires_at = now() - interval '1 minute'`);
    problem(await call(await test.as('officer'), 'GET', path), 404);
    await test.sql(
      `insert into app.outbox (id, office_id, event, payload) select gen_random_uuid(), office_id, 'export.expired', jsonb_build_object('exportId', id)
       from app.expired_exports()`,
    );
    await eventually(
      'the end of the orders',
      async () => (await test.sql('select 1 from app.office_export_order')).length === 0,
      90_000,
    );
    expect(await test.sql(`select 1 from app.office_file where media_type like 'text/csv%'`)).toEqual([]);
  }, 120_000);
});
