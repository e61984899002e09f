import { Readable } from 'node:stream';
import { EXPORT_MEDIA_TYPES } from '@bergfried/platform';
import { OFFICES, TENANTS, type ActorName } from '@bergfried/testing';
import readExcelFile from 'read-excel-file/node';
import type { Response } from 'supertest';
import { body, call, problem } from './testing/call.js';
import { readDocument } from './testing/document.js';
import { EXAMPLES } from './testing/examples.js';
import { incidentBody, settle, type Place } from './testing/place.js';
import { createTestApp, type TestApp } from './testing/test-app.js';

const { csv: CSV, xlsx: XLSX } = EXPORT_MEDIA_TYPES;

let test: TestApp;
let ost: Place;

beforeAll(async () => {
  test = await createTestApp();
  ost = await settle(test, 'ost');
  await settle(test, 'west');
  const coordinator = await test.as('coordinator');
  const incidents = `/api/v1/tenants/${TENANTS.ost}/incidents`;
  for (const change of [
    { title: 'Nur für den Kreis', severity: 'high', visibility: 'county-only' },
    { title: '=HYPERLINK("https://boese.example")', severity: 'high' },
    { title: 'Ohne Belang', severity: 'low' },
  ])
    body(await call(coordinator, 'POST', incidents, { body: { ...incidentBody(), ...change } }), 201);
});
afterAll(() => test.close());

interface Item {
  readonly reference: string;
  readonly title: string;
  readonly tenantId: string;
}
interface Sheet {
  readonly answer: Response;
  readonly rows: readonly (readonly unknown[])[];
}

async function list(actor: ActorName, path: string): Promise<readonly Item[]> {
  return body<{ items: Item[] }>(await call(await test.as(actor), 'GET', `${path}&limit=200`)).items;
}

const get = async (actor: ActorName, path: string, accept: string, language = 'de'): Promise<Response> =>
  (await test.as(actor))
    .get(path)
    .set('Accept', accept)
    .set('Accept-Language', language)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => void chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });

/** The rows of the file below its headings; cells as text in CSV, typed in a workbook. */
async function exported(actor: ActorName, path: string, accept: string): Promise<Sheet> {
  const answer = await get(actor, path, accept);
  if (answer.status !== 200) throw new Error(String(answer.body));
  const content = answer.body as Buffer;
  if (accept === XLSX) {
    const [sheet] = await readExcelFile(Readable.from([content]));
    return { answer, rows: sheet?.data ?? [] };
  }
  const lines = content.toString('utf8').slice(1).split('\r\n').filter(Boolean);
  return { answer, rows: lines.map((line) => line.split(';')) };
}
const columnOf = ({ rows }: Sheet, heading: string): unknown[] => {
  const index = rows[0]?.indexOf(heading) ?? -1;
  if (index < 0) throw new Error(`no column ${heading}`);
  return rows.slice(1).map((row) => row[index]);
};

describe.each([
  ['tenant', 'coordinator', `/api/v1/tenants/${TENANTS.ost}/incidents?severity=high&sort=reference`],
  ['office', 'officer', `/api/v1/offices/${OFFICES.alpha}/incidents?severity=high&sort=reference`],
] as const)('a filtered list of a %s', (scope, actor, path) => {
  it.each([CSV, XLSX])('comes as %s with the same rows in the same order', async (accept) => {
    const items = await list(actor, path);
    expect(items.length).toBeGreaterThan(1);
    const sheet = await exported(actor, path, accept);
    expect(columnOf(sheet, 'Nummer')).toEqual(items.map(({ reference }) => reference));
    expect(new Set(columnOf(sheet, 'Mitglied'))).toEqual(
      new Set(items.map(({ tenantId }) => (tenantId === TENANTS.ost ? 'Ost' : 'West'))),
    );
    expect(new Set(columnOf(sheet, 'Schwere'))).toEqual(new Set(['hoch']));
  });

  it('shows what is "nur Kreis" to the county only', async () => {
    const sheet = await exported(actor, path, XLSX);
    const titles = columnOf(sheet, 'Titel');
    expect(titles.includes('Nur für den Kreis')).toBe(scope === 'tenant');
  });

  it('holds no formula', async () => {
    expect((await exported(actor, path, CSV)).rows.flat().join('\n')).toContain(
      `"'=HYPERLINK(""https://boese.example"")"`,
    );
    expect(columnOf(await exported(actor, path, XLSX), 'Titel')).toContain(
      '=HYPERLINK("https://boese.example")',
    );
  });
});

describe('an export', () => {
  const path = `/api/v1/tenants/${TENANTS.ost}/incidents`;

  it('is a file to save, with a German name, kept by nobody in between', async () => {
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(new Date());
    const { headers } = await get('coordinator', path, XLSX);
    expect(headers).toMatchObject({
      'content-type': XLSX,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="Vorfalle_Landkreis-Ost_${day}.xlsx"; filename*=UTF-8''Vorf%C3%A4lle_Landkreis-Ost_${day}.xlsx`,
    });
    expect((await get('coordinator', path, CSV)).headers['content-type']).toBe('text/csv; charset=utf-8');
  });

  it('goes over all pages, each with the right that the person has then', async () => {
    await test.sql(
      `insert into app.incident select (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(), 'reference', 'OS-V2020-' || n))).*
       from app.incident i cross join generate_series(1001, 1450) n where i.id = $1`,
      [ost.incidentId],
    );
    const { total } = body<{ total: number }>(await call(await test.as('coordinator'), 'GET', path));
    const numbers = columnOf(await exported('coordinator', path, CSV), 'Nummer');
    expect(numbers).toHaveLength(total);
    expect(new Set(numbers).size).toBe(total);
    expect(total).toBeGreaterThan(450);
  });

  it('speaks the language that was asked for', async () => {
    const answer = await get('coordinator', `${path}?severity=low`, CSV, 'en');
    expect(String(answer.body)).toMatch(/^\uFEFFNumber;Member;Title;/);
  });

  it('knows the filters of its list and no others, and has no pages', async () => {
    const agent = await test.as('coordinator');
    for (const [query, pointer] of [
      ['severity=schlimm', '?severity'],
      ['gibtesnicht=1', '?gibtesnicht'],
      ['limit=5', '?limit'],
      ['cursor=abc', '?cursor'],
    ]) {
      const answer = await agent.get(`${path}?${query ?? ''}`).set('Accept', CSV);
      expect(problem(answer, 400).errors.map((error) => error.pointer)).toEqual([pointer]);
    }
  });

  it('needs the rights of its list', async () => {
    problem(await (await test.as('contributor')).get(path).set('Accept', CSV), 403);
    problem(await (await test.as('coordinatorWest')).get(path).set('Accept', CSV), 404);
    problem(await test.anonymous().get(path).set('Accept', CSV), 401);
  });

  it('leaves the trace of a read when the office makes it', async () => {
    const traces = (): Promise<{ n: number }> =>
      test.row(
        `select count(*)::int as n from app.access_trace where tenant_id = $1 and resource = 'report' and role = 'deputy'`,
        [TENANTS.ost],
      );
    expect((await traces()).n).toBe(0);
    await get('deputy', `/api/v1/offices/${OFFICES.alpha}/reports`, CSV);
    expect((await traces()).n).toBe(1);
  });

  it('of invented data says so in every row', async () => {
    await test.sql('update app.office set is_demo = true where office_id = $1', [OFFICES.alpha]);
    try {
      for (const accept of [CSV, XLSX]) {
        const notes = columnOf(
          await exported('officer', `/api/v1/offices/${OFFICES.alpha}/duties`, accept),
          'Hinweis',
        );
        expect(new Set(notes)).toEqual(new Set(['Musterdaten – frei erfunden']));
      }
    } finally {
      await test.sql('update app.office set is_demo = false where office_id = $1', [OFFICES.alpha]);
    }
  });

  it('counts for one person at a time: the fourth at once has to wait', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => get('head', path, XLSX)));
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    expect((await get('head', path, CSV)).status).toBe(200);
  });
});

describe('every list', () => {
  it('has columns to export, and exports as CSV and workbook with a line of headings', async () => {
    const document = await readDocument(test);
    const lists: string[] = [];
    const without: string[] = [];
    for (const [key, example] of Object.entries(EXAMPLES)) {
      const [method, path] = key.split(' ') as [string, string];
      const operation = (document.paths as Record<string, Record<string, object> | undefined>)[
        path.replace(/:(\w+)/g, '{$1}')
      ]?.[method.toLowerCase()];
      if (method !== 'GET' || example.owner === null || !isList(document, operation)) continue;
      if (path.endsWith('/views')) continue; // settings of one person, no list of the house
      lists.push(key);
      if (!operation || !('x-export' in operation)) {
        without.push(key);
        continue;
      }
      const { path: address } = await example.make(ost);
      const sheet = await exported(example.owner, address, CSV);
      const book = await exported(example.owner, address, XLSX);
      expect([key, book.rows[0]]).toEqual([key, sheet.rows[0]]);
      expect([key, book.rows.length > 1]).toEqual([key, sheet.rows.length > 1]);
    }
    expect(without).toEqual([]);
    expect(lists.length).toBeGreaterThan(20);
  });
});

/** Whether the answer is `{items, nextCursor, total}`. */
function isList(document: object, operation: object | undefined): boolean {
  const text =
    JSON.stringify((operation as { responses?: Record<string, object> } | undefined)?.responses?.['200']);
  const name = /"application\/json":\{"schema":\{"\$ref":"#\/components\/schemas\/(\w+)"/.exec(text)?.[1];
  const { schemas } = (document as { components: { schemas: Record<string, { properties?: object }> } })
    .components;
  return name !== undefined && 'nextCursor' in (schemas[name]?.properties ?? {});
}
