import { OFFICES, TENANTS } from '@bergfried/testing';
import fc from 'fast-check';
import type { Response } from 'supertest';
import { body, call, problem } from './testing/call.js';
import { operationOf, readDocument, type Document } from './testing/document.js';
import { EXAMPLES } from './testing/examples.js';
import { hoursAgo, incidentBody, settle, type Place } from './testing/place.js';
import { createTestApp, type TestApp } from './testing/test-app.js';
import { anyText, wrongTexts } from './testing/wrong-values.js';

/** Routes with query parameters; the first test compares with the document. */
const KEYS = Object.keys(EXAMPLES).filter(
  (key) =>
    /^GET .*\/(tenants|setups|mandates|members|incidents|duties|dashboard|accesses|entries|catalogues|requirements|dead-letters|mails|reports|views|security-events|tasks)$/.test(
      key,
    ) && !key.endsWith('/incidents/:id/duties'),
);
const UNKNOWN = '0195f000-0000-7999-8999-000000000999';
const OST = `/api/v1/tenants/${TENANTS.ost}`;
const ALPHA = `/api/v1/offices/${OFFICES.alpha}`;

interface List<T = { readonly id: string; readonly reference: string; readonly createdAt: string }> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
  readonly total: number;
}

let test: TestApp;
let ost: Place;
let document: Document;

beforeAll(async () => {
  test = await createTestApp();
  ost = await settle(test, 'ost');
  await settle(test, 'west');
  document = await readDocument(test);
  const coordinator = await test.as('coordinator');
  for (let n = 0; n < 6; n++)
    await call(coordinator, 'POST', `${OST}/incidents`, {
      body: { ...incidentBody(`Reihe ${String(n)}`), detectedAt: hoursAgo(3) },
    });
});
afterAll(() => test.close());

async function get(key: string): Promise<(query: string) => Promise<Response>> {
  const example = EXAMPLES[key];
  if (!example?.owner) throw new Error(`${key} has no owner`);
  const agent = await test.as(example.owner);
  const { path } = await example.make(ost);
  return (query) => call(agent, 'GET', `${path}${query}`);
}

it('these are all routes with query parameters', () => {
  const withQuery = Object.keys(EXAMPLES).filter((key) =>
    operationOf(document, key).parameters.some((parameter) => parameter.in === 'query'),
  );
  expect(withQuery.sort()).toEqual(KEYS.toSorted());
});

describe.each(KEYS)('%s', (key) => {
  it('refuses every wrong value of every parameter by name, and every unknown parameter', async () => {
    const ask = await get(key);
    expect((await ask('')).status).toBe(200);
    const parameters = operationOf(document, key).parameters.filter((parameter) => parameter.in === 'query');
    for (const { name, schema } of parameters) {
      for (const text of wrongTexts(name, schema)) {
        const answer = await ask(`?${name}=${encodeURIComponent(text)}`);
        expect([
          name,
          text,
          answer.status,
          problem(answer, answer.status).errors.map(({ pointer }) => pointer),
        ]).toEqual([name, text, 400, [`?${name}`]]);
      }
      const twice = await ask(`?${name}=1&${name}=2`);
      expect(problem(twice, 400).errors.map(({ pointer }) => pointer)).toEqual([`?${name}`]);
    }
    for (const name of [
      'gibtEsNicht',
      'limit[]',
      'limit[gt]',
      'toString',
      'constructor',
      '__proto__',
      'Limit',
    ]) {
      expect(problem(await ask(`?${name}=1`), 400).errors).toMatchObject([
        { pointer: `?${name}`, code: 'unknown', message: 'Dieses Feld gibt es nicht.' },
      ]);
    }
  });

  it('never answers 500 to anything made up (seeded)', async () => {
    const ask = await get(key);
    const names = operationOf(document, key).parameters.map(({ name }) => name);
    const text = fc.oneof(
      anyText(30),
      fc.constantFrom(
        '2026-11-01',
        '-detectedAt',
        'running,overdue',
        UNKNOWN,
        '1',
        '9999-12-31',
        '0001-01-01',
        new Date().toISOString(),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), text, { maxKeys: 4 }), async (query) => {
        const search = new URLSearchParams(
          Object.entries(query).map(([name, value]) => [name, value.toWellFormed()]),
        );
        const answer = await ask(`?${search.toString()}`);
        if (answer.status >= 400) problem(answer, answer.status);
        expect(answer.status).toBeLessThan(500);
      }),
      { seed: 20_261_122, numRuns: 15 },
    );
  });
});

describe('paging', () => {
  const sorts = ['detectedAt', '-detectedAt', 'createdAt', '-createdAt', 'reference', '-reference'];
  it.each(sorts)(
    'by %s shows every incident once, in order, with the same total, for one member and for the office',
    async (sort) => {
      for (const [actor, path] of [
        ['coordinator', `${OST}/incidents`],
        ['officer', `${ALPHA}/incidents`],
      ] as const) {
        const agent = await test.as(actor);
        const whole = body<List>(await agent.get(`${path}?sort=${sort}&limit=200`));
        expect(whole.nextCursor).toBeNull();
        const seen: string[] = [];
        let cursor = '';
        do {
          const page = body<List>(await agent.get(`${path}?sort=${sort}&limit=3${cursor}`));
          expect(page.total).toBe(whole.total);
          seen.push(...page.items.map(({ id }) => id));
          cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
        } while (cursor !== '');
        expect(seen).toEqual(whole.items.map(({ id }) => id));
        expect(new Set(seen).size).toBe(whole.total);
      }
    },
  );

  it('refuses a cursor of another sort, and one whose values are forged', async () => {
    const agent = await test.as('coordinator');
    const { nextCursor } = body<List>(await agent.get(`${OST}/incidents?limit=1`));
    expect(
      problem(await agent.get(`${OST}/incidents?limit=1&sort=reference&cursor=${nextCursor ?? ''}`), 400)
        .errors[0],
    ).toMatchObject({ pointer: '?cursor', code: 'cursor' });
    const forge = (parts: unknown): string => Buffer.from(JSON.stringify(parts)).toString('base64url');
    for (const parts of [
      ['-detectedAt', 1, 'no time', UNKNOWN],
      ['-detectedAt', 1, '2024-01-01', 'no id'],
      ['-detectedAt', 1, 'a\u0000b', UNKNOWN],
      ['-detectedAt', '1', '2024-01-01', UNKNOWN],
      ['-detectedAt', 1.5, '2024-01-01', UNKNOWN],
      { length: 4 },
    ]) {
      problem(await agent.get(`${OST}/incidents?cursor=${forge(parts)}`), 400);
    }
  });

  it('goes on where it stopped when rows are added meanwhile', async () => {
    const agent = await test.as('coordinator');
    const first = body<List>(await agent.get(`${OST}/incidents?sort=-createdAt&limit=3`));
    await call(agent, 'POST', `${OST}/incidents`, { body: incidentBody('Zwischendurch') });
    const second = body<List>(
      await agent.get(`${OST}/incidents?sort=-createdAt&limit=3&cursor=${first.nextCursor ?? ''}`),
    );
    expect(second.items.filter(({ id }) => first.items.some((item) => item.id === id))).toEqual([]);
    expect(second.items.every(({ createdAt }) => createdAt <= (first.items[2]?.createdAt ?? ''))).toBe(true);
  });
});

describe('filters of incidents', () => {
  const count = async (query: string): Promise<number> =>
    body<List>(await (await test.as('coordinator')).get(`${OST}/incidents?${query}`)).total;

  it('narrow by word, with the signs of SQL taken literally', async () => {
    await call(await test.as('coordinator'), 'POST', `${OST}/incidents`, {
      body: incidentBody('100 % der Zeichen_\\ weg'),
    });
    expect(await count(`q=${encodeURIComponent('100 %')}`)).toBe(1);
    expect(await count(`q=${encodeURIComponent('zeichen_\\ WEG')}`)).toBe(1);
    expect(await count(`q=${encodeURIComponent('%%%')}`)).toBe(0);
    expect(await count(`q=${encodeURIComponent("' or '1'='1")}`)).toBe(0);
  });

  it('combine, and a day counts in Berlin from its first to its last moment', async () => {
    const agent = await test.as('coordinator');
    const at = async (detectedAt: string): Promise<unknown> =>
      body(
        await call(agent, 'POST', `${OST}/incidents`, { body: { ...incidentBody('Grenze'), detectedAt } }),
        201,
      );
    await at('2024-03-09T22:59:59.999Z'); // 23:59 on the 9th in Berlin
    await at('2024-03-09T23:00:00.000Z'); // 00:00 on the 10th
    await at('2024-03-10T22:59:59.999Z'); // 23:59 on the 10th
    expect(await count('detectedFrom=2024-03-10&detectedTo=2024-03-10')).toBe(2);
    expect(await count('detectedFrom=2024-03-09&detectedTo=2024-03-09')).toBe(1);
    expect(
      await count(
        'detectedFrom=2024-03-09&detectedTo=2024-03-10&severity=high,low&status=reported&category=malware&personalData=yes',
      ),
    ).toBe(3);
    expect(await count('detectedFrom=2024-03-09&detectedTo=2024-03-10&severity=low')).toBe(0);
    expect(await count('detectedFrom=2024-03-11&detectedTo=2024-03-10')).toBe(0);
    expect(await count('detectedFrom=0001-01-01&detectedTo=9999-12-31')).toBe(await count(''));
  });
});

describe('ids in the path', () => {
  it.each([
    'nicht-da',
    '1',
    '0',
    'null',
    '%00',
    '..%2f..',
    "'%20or%20'1'='1",
    UNKNOWN,
    UNKNOWN.slice(0, -1),
    `${UNKNOWN}0`,
    '%F0%9F%94%A5',
  ])('%s is not there', async (id) => {
    const agent = await test.as('officer');
    for (const path of [
      `${OST}/incidents/${id}`,
      `${OST}/incidents/${id}/entries`,
      `/api/v1/tenants/${id}`,
      `/api/v1/tenants/${id}/incidents`,
      `/api/v1/offices/${id}/dashboard`,
    ]) {
      expect(problem(await agent.get(path), 404)).toMatchObject({
        type: 'urn:bergfried:problem:not-found',
        title: 'Gibt es hier nicht',
      });
    }
  });

  it('broken percent signs are malformed, capital letters are the same id', async () => {
    const agent = await test.as('coordinator');
    problem(await agent.get('/api/v1/tenants/%E0%A4%A'), 400);
    expect(
      body<{ id: string }>(
        await agent.get(
          `${OST.toUpperCase().replace('/API/V1/TENANTS', '/api/v1/tenants')}/incidents/${ost.incidentId.toUpperCase()}`,
        ),
      ).id,
    ).toBe(ost.incidentId);
  });
});
