import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CatalogueImport, CatalogueWriter, IMPORT_CATALOGUE } from '@bergfried/catalogues';
import { createDataSource, FileRegister, FileStore, SystemJob, UnitOfWork } from '@bergfried/platform';
import { ACTORS, OFFICES, PASSWORD, TENANTS, type ActorName } from '@bergfried/testing';
import type { Response } from 'supertest';
import type { DataSource } from 'typeorm';
import { body, problem } from './testing/call.js';
import { createTestApp, type TestApp } from './testing/test-app.js';

const PATH = `/api/v1/offices/${OFFICES.alpha}/catalogues`;
const MB = 1024 * 1024;

let dir: string;
let test: TestApp;
let system: DataSource;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'bergfried-uploads-'));
  test = await createTestApp({ files: { dataDir: dir, s3Url: undefined } });
  system = createDataSource({ url: test.database.systemUrl, applicationName: 'test', max: 2, entities: [] });
  await system.initialize();
});
afterAll(async () => {
  await system.destroy();
  await test.close();
  rmSync(dir, { recursive: true, force: true });
});

const catalogue = (title: string, over: object = {}): string =>
  JSON.stringify({
    catalog: {
      uuid: '8f0c3a52-6a0b-4d5f-9f3c-0d5b7a3f2c11',
      metadata: { title, version: '1', 'last-modified': '2026-06-30T08:00:00Z', 'oscal-version': '1.1.3' },
      controls: [
        { id: 'A.1', title: 'Anforderung', parts: [{ name: 'statement', prose: 'Die Stelle MUSS prüfen.' }] },
      ],
      ...over,
    },
  });

async function send(
  content: string | Buffer,
  name = 'katalog.json',
  who: ActorName = 'officer',
  path = PATH,
): Promise<Response> {
  return (await test.as(who))
    .post(path)
    .attach('file', Buffer.from(content), { filename: name, contentType: 'application/json' });
}

interface Run {
  readonly id: string;
  readonly state: string;
  readonly problem: string | null;
  readonly result: Readonly<Record<string, unknown>> | null;
}

/** Does what the worker would, and answers what the page that waits then reads. */
async function work(response: Response): Promise<Run> {
  const { id } = body<Run>(response, 202);
  const [event] = await test.sql<{ id: string; office_id: string; payload: Record<string, string> }>(
    `delete from app.outbox where payload->>'jobRunId' = $1 returning id, office_id, payload`,
    [id],
  );
  if (!event) throw new Error('no event for the upload');
  const units = new UnitOfWork(system);
  const importer = new CatalogueImport(
    test.app.get(FileStore),
    new FileRegister(units),
    new CatalogueWriter(units),
  );
  const data = {
    key: event.id,
    officeId: event.office_id,
    tenantId: null,
    countyOnly: false,
    event: 'catalogue.uploaded',
    payload: event.payload,
    actor: '',
  };
  await importer.run(new SystemJob(IMPORT_CATALOGUE, data, 1, units));
  return body<Run>(await (await test.as('officer')).get(response.headers['location'] ?? ''));
}

/** All contents in the store and all that waits, by path. */
const stored = (): string[] =>
  existsSync(dir)
    ? readdirSync(dir, { recursive: true, encoding: 'utf8' })
        .filter((name) => /[0-9a-f]{64}$|\.part$/.test(name))
        .sort()
    : [];
const counts = async (): Promise<unknown> =>
  (
    await test.sql(`select (select count(*) from app.office_file) as files, (select count(*) from app.office_job_run) as runs,
    (select count(*) from app.outbox) as events, (select count(*) from app.catalogue) as catalogues`)
  )[0];

describe('an upload', () => {
  it('answers 202 with the address of its job, and leads to the catalogue', async () => {
    const response = await send(catalogue('Über HTTP'));
    expect(response.headers['location']).toBe(
      `/api/v1/offices/${OFFICES.alpha}/jobs/${body<Run>(response, 202).id}`,
    );
    expect(body<Run>(response, 202)).toMatchObject({
      kind: 'catalogue-import',
      state: 'queued',
      progress: 0,
    });
    const run = await work(response);
    expect(run).toMatchObject({ state: 'done', result: { isNew: true, requirementCount: 1 } });
    const id = String(run.result?.['catalogueId']);
    const reader = await test.as('auditor');
    expect(
      body<{ title: string; importedBy: { id: string } }>(await reader.get(`${PATH}/${id}`)),
    ).toMatchObject({
      title: 'Über HTTP',
      importedBy: { id: ACTORS.officer.userId },
    });
    const list = body<{ items: { id: string; controlId: string }[]; total: number }>(
      await reader.get(`${PATH}/${id}/requirements?q=pr%C3%BCfen`),
    );
    expect(list).toMatchObject({ total: 1, items: [{ controlId: 'A.1' }] });
    expect(body(await reader.get(`${PATH}/${id}/requirements/${list.items[0]?.id ?? ''}`))).toMatchObject({
      parts: [{ name: 'statement', prose: [{ text: 'Die Stelle MUSS prüfen.', paramId: null }] }],
      attribution: { licence: null },
    });
    const seen = body<{ items: { id: string }[] }>(
      await reader.get(`/api/v1/tenants/${TENANTS.ost}/catalogues`),
    );
    expect(seen.items.map((one) => one.id)).toContain(id);
  });

  it.each([
    ['an HTML page', '<!DOCTYPE html><html><script>alert(1)</script></html>', 415],
    ['XML', '<?xml version="1.0"?><catalog/>', 415],
    ['PDF', '%PDF-1.7', 415],
    ['UTF-16', Buffer.from(catalogue('x'), 'utf16le'), 415],
    ['nothing', '', 422],
    ['white space', ' \n ', 422],
  ])('of %s named .json is refused at once, and nothing stays', async (_what, content, status) => {
    const before = [stored(), await counts()];
    problem(await send(content), status);
    expect([stored(), await counts()]).toEqual(before);
  });

  it('of 21 MB is refused, and nothing stays', async () => {
    const before = [stored(), await counts()];
    const found = problem(
      await send(Buffer.concat([Buffer.from('{"a":"'), Buffer.alloc(21 * MB, 'a')])),
      413,
    );
    expect(found.detail).toContain('20 MB');
    expect([stored(), await counts()]).toEqual(before);
  });

  it('of a size that is out of the question is not even read', async () => {
    const cookie = await cookieOf('officer');
    const answer = await raw(
      'POST',
      PATH,
      {
        Cookie: cookie,
        'Content-Type': 'multipart/form-data; boundary=x',
        'Content-Length': String(4000 * MB),
      },
      '--x\r\n',
    );
    expect(answer).toBe(413);
  });

  it('that breaks off leaves nothing', async () => {
    const before = [stored(), await counts()];
    const cookie = await cookieOf('officer');
    const head =
      '--x\r\nContent-Disposition: form-data; name="file"; filename="k.json"\r\nContent-Type: application/json\r\n\r\n{"catalog":';
    const parts: number[] = [];
    const watching = setInterval(
      () => parts.push(stored().filter((name) => name.endsWith('.part')).length),
      20,
    );
    await raw(
      'POST',
      PATH,
      { Cookie: cookie, 'Content-Type': 'multipart/form-data; boundary=x', 'Content-Length': String(5 * MB) },
      head + 'a'.repeat(MB),
      true,
    );
    clearInterval(watching);
    expect(Math.max(...parts)).toBe(1); // it had begun
    await until(async () => JSON.stringify([stored(), await counts()]) === JSON.stringify(before));
    expect(body(await (await test.as('officer')).get(PATH))).toBeDefined(); // and the api goes on
  });

  it.each([
    ['{"catalog": {"groups": [', 'abgeschnitten'],
    ['{"vulnerabilities": []}', 'kein OSCAL-Katalog'],
    [catalogue('x').replace('"controls"', '"__proto__": {"polluted": 1}, "was"'), 'keine Anforderung'],
  ])('of a JSON file that is no catalogue is refused by the job in German', async (content, words) => {
    const before = stored();
    const run = await work(await send(content));
    expect(run).toMatchObject({ state: 'failed', result: null });
    expect(run.problem).toContain(words);
    expect(stored()).toEqual(before);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each([
    ['../../../etc/passwd.json', 'passwd.json'],
    ['..\\..\\boot.json', 'boot.json'],
    ['Łódź "ä" 💾.json', 'Łódź ä 💾.json'],
    ['a'.repeat(400) + '.json', `${'a'.repeat(145)}.json`],
  ])('keeps the name %j as %j, and the content away from it', async (name, kept) => {
    const content = catalogue(`Name ${name}`);
    const run = await work(await send(content, name));
    const { sourceName } = body<{ sourceName: string }>(
      await (await test.as('officer')).get(`${PATH}/${String(run.result?.['catalogueId'])}`),
    );
    expect(sourceName).toBe(kept);
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(stored()).toContain(join('files', 'offices', OFFICES.alpha, sha256.slice(0, 2), sha256));
  });

  it('wants one file in the field file, and nothing else', async () => {
    const agent = await test.as('officer');
    problem(await agent.post(PATH).attach('other', Buffer.from('{}'), 'x.json'), 400);
    problem(await agent.post(PATH).field('file', 'text'), 400);
    problem(
      await agent
        .post(PATH)
        .attach('file', Buffer.from('{}'), 'x.json')
        .attach('file', Buffer.from('{}'), 'y.json'),
      400,
    );
    problem(await agent.post(PATH).send({ file: 'x' }), 415);
    problem(await agent.post(PATH).set('Content-Type', 'multipart/form-data').send('no boundary'), 400);
    problem(
      await agent.post(PATH).set('Content-Type', 'multipart/form-data; boundary=x').send('--x\r\nbroken'),
      400,
    );
    expect(stored().filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('is for officer and deputy: 403 for others of the office, 404 for strangers, before the file is read', async () => {
    const content = catalogue('Rechte');
    for (const who of [
      'coordinator',
      'head',
      'itManagement',
      'auditor',
      'officeOperator',
      'contributor',
    ] as const)
      problem(await send(content, 'k.json', who), 403);
    for (const who of ['officerBeta', 'stranger'] as const) problem(await send(content, 'k.json', who), 404);
    problem(await test.anonymous().post(PATH).attach('file', Buffer.from(content), 'k.json'), 401);
    expect((await send(content, 'k.json', 'deputy')).status).toBe(202);
  });

  it('from another site is refused', async () => {
    const agent = await test.as('officer');
    problem(
      await agent
        .post(PATH)
        .set('Sec-Fetch-Site', 'cross-site')
        .attach('file', Buffer.from(catalogue('x')), 'k.json'),
      403,
    );
  });

  it('is not taken by any other route', async () => {
    const agent = await test.as('coordinator');
    problem(
      await agent
        .post(`/api/v1/tenants/${TENANTS.ost}/incidents`)
        .attach('file', Buffer.from('{}'), 'x.json'),
      415,
    );
    problem(await test.anonymous().post('/api/v1/session').field('email', 'a@b.example'), 415);
  });
});

describe('a download', () => {
  it('is the file as it came, inert', async () => {
    const content = catalogue('Herunter');
    const run = await work(await send(content, 'Prüf „1“.json'));
    const path = `${PATH}/${String(run.result?.['catalogueId'])}/file`;
    const response = await (await test.as('coordinator')).get(path).buffer(true);
    expect(response.status).toBe(200);
    expect(response.text).toBe(content);
    expect(response.headers).toMatchObject({
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(content)),
      'content-disposition': `attachment; filename="Pruf _1_.json"; filename*=UTF-8''Pr%C3%BCf%20%E2%80%9E1%E2%80%9C.json`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    problem(await (await test.as('officerBeta')).get(path), 404);
    problem(await (await test.as('contributor')).get(path), 403);
    problem(await (await test.as('officer')).get(`${PATH}/${OFFICES.alpha}/file`), 404);
  });

  it('of the same content at two offices shares nothing: each has its own, and neither finds out', async () => {
    const content = catalogue('Bei beiden');
    const mine = await work(await send(content));
    const beta = `/api/v1/offices/${OFFICES.beta}/catalogues`;
    const theirs = body<Run>(await send(content, 'k.json', 'officerBeta', beta), 202);
    expect(theirs.state).toBe('queued'); // no sooner than any other
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(stored().filter((name) => name.endsWith(sha256))).toHaveLength(2);
    const id = String(mine.result?.['catalogueId']);
    problem(await (await test.as('officerBeta')).get(`${beta}/${id}`), 404);
    problem(await (await test.as('officerBeta')).get(`${beta}/${id}/requirements`), 404);
    problem(await (await test.as('officerBeta')).get(`${beta}/${id}/file`), 404);
  });
});

async function cookieOf(who: ActorName): Promise<string> {
  const response = await fetch(`${test.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: ACTORS[who].email, password: PASSWORD }),
  });
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** A request by hand. @returns the status, or 0 when we broke it off ourselves */
function raw(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  content: string,
  abort = false,
): Promise<number> {
  return new Promise((resolve) => {
    const request = httpRequest(`${test.url}${path}`, { method, headers: { ...headers } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', () => resolve(0));
    request.write(content, () => {
      if (abort) setTimeout(() => request.destroy(), 200);
    });
  });
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries += 1) {
    if (tries > 50) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
