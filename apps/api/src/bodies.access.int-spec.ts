import { TENANTS } from '@bergfried/testing';
import type { Response } from 'supertest';
import { call, problem, withoutTrace } from './testing/call.js';
import { bodySchema, operationOf, resolved, type Document, type Schema } from './testing/document.js';
import type { ExampleRequest } from './testing/example.js';
import { openOst } from './testing/open-ost.js';
import { EXAMPLES, versionOf } from './testing/examples.js';
import { expectNothingWritten } from './testing/fingerprint.js';
import { hoursAgo, incidentBody, type Place } from './testing/place.js';
import type { Method } from './testing/routes.js';
import type { Agent, TestApp } from './testing/test-app.js';
import { wrongValues } from './testing/wrong-values.js';

/** Routes that take JSON; the first test compares with the document. */
const KEYS = Object.keys(EXAMPLES).filter(
  (key) => !/^(GET|DELETE) |\/(deactivation|invitation|retry|catalogues|finalisation)$/.test(key),
);

let test: TestApp;
let ost: Place;
let document: Document;

beforeAll(async () => {
  ({ test, ost, document } = await openOst());
});
afterAll(() => test.close());
afterEach(() => test.sql('delete from auth.throttle'));

interface Prepared {
  readonly schema: Schema;
  readonly request: ExampleRequest;
  readonly send: (content: unknown, headers?: Record<string, string>) => Promise<Response>;
}

async function prepare(key: string): Promise<Prepared> {
  const example = EXAMPLES[key];
  const schema = bodySchema(document, key);
  if (!example || !schema) throw new Error(`${key} takes no body`);
  const request = await example.make(ost);
  const agent: Agent = example.owner ? await test.as(example.owner) : test.anonymous();
  const version = request.version === undefined ? {} : { version: request.version };
  return {
    schema,
    request,
    send: (content, headers = {}) =>
      call(agent, key.split(' ')[0] as Method, request.path, { body: content, headers, ...version }),
  };
}

const pointersOf = (answer: Response): string[] => problem(answer, 400).errors.map(({ pointer }) => pointer);

it('these are all routes with a body, but for uploads', () => {
  const kindsOf = (key: string): string[] =>
    Object.keys(operationOf(document, key).requestBody?.content ?? {});
  const uploads = ['POST /api/v1/offices/:officeId/catalogues']; // catalogues.access.int-spec
  expect(Object.keys(EXAMPLES).filter((key) => kindsOf(key).includes('application/json'))).toEqual(KEYS);
  expect(Object.keys(EXAMPLES).filter((key) => kindsOf(key).includes('multipart/form-data'))).toEqual(
    uploads,
  );
});

describe.each(KEYS)('%s', (key) => {
  it('refuses every wrong value of every field at its place, in German and English, and writes nothing', async () => {
    const { schema, request, send } = await prepare(key);
    await expectNothingWritten(test, async () => {
      for (const [name, field] of Object.entries(schema.properties ?? {})) {
        for (const { what, value, code } of wrongValues(resolved(document, field))) {
          const answer = await send({ ...request.body, [name]: value });
          const found = [name, what, answer.status, answer.body.errors];
          expect(found).toEqual([
            name,
            what,
            400,
            [
              {
                pointer: `/${name}`,
                code: code ?? expect.any(String),
                params: expect.any(Object),
                message: expect.stringMatching(/^[A-ZÄÖÜ].*\.$/),
              },
            ],
          ]);
          problem(answer, 400);
        }
        const english = await send(
          { ...request.body, [name]: { wrong: 'type' } },
          { 'Accept-Language': 'en-GB,de;q=0.5' },
        );
        expect(problem(english, 400).detail).toMatch(/Please|Nothing/);
        expect(english.headers['content-language']).toBe('en');
      }
    });
  });

  it('names every missing field at once, every unknown one, and no other', async () => {
    const { schema, request, send } = await prepare(key);
    await expectNothingWritten(test, async () => {
      const required = schema.required ?? [];
      if (required.length > 0) {
        const answer = await send({});
        expect(pointersOf(answer).sort()).toEqual(required.map((name) => `/${name}`).sort());
        expect(new Set(problem(answer, 400).errors.map(({ code }) => code))).toEqual(new Set(['required']));
      }
      const unknown = await send({
        ...request.body,
        gibtEsNicht: 1,
        id: TENANTS.west,
        'a/b~c': null,
        tenant_id: TENANTS.west,
      });
      expect(pointersOf(unknown).sort()).toEqual(['/a~1b~0c', '/gibtEsNicht', '/id', '/tenant_id']);
      expect(problem(unknown, 400).errors.map(({ code }) => code)).toEqual(Array(4).fill('unknown'));
      expect(pointersOf(await send({ ...request.body, toString: 1, hasOwnProperty: null }))).toEqual([
        '/toString',
        '/hasOwnProperty',
      ]);
    });
  });

  it('refuses what is no JSON object, and names that reach a prototype', async () => {
    const { send } = await prepare(key);
    const json = { 'Content-Type': 'application/json' };
    await expectNothingWritten(test, async () => {
      for (const text of [
        '[]',
        'null',
        '"text"',
        '42',
        'true',
        '{',
        '}',
        '{"a":1}}',
        "{'a':1}",
        '{"a":1,}',
        '\u0000',
        '[{"title":"x"}]',
        '['.repeat(100_000),
        '{"__proto__":{"admin":true}}',
        '{"constructor":{"prototype":{}}}',
        '{"a":{"prototype":1}}',
      ]) {
        const answer = await send(text, json);
        expect([text.slice(0, 40), answer.status]).toEqual([text.slice(0, 40), 400]);
        expect(problem(answer, 400).type).toBe('urn:bergfried:problem:malformed');
      }
    });
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });
});

describe('times that are real but not yet reached', () => {
  const later = new Date(Date.now() + 2 * 3_600_000).toISOString();
  const tenant = `/api/v1/tenants/${TENANTS.ost}`;
  const cases: readonly (readonly [Method, string, () => Promise<ExampleRequest>])[] = [
    [
      'POST',
      'detectedAt',
      async () => ({ path: `${tenant}/incidents`, body: { ...incidentBody(), detectedAt: later } }),
    ],
    [
      'POST',
      'awareAt',
      async () => ({ path: `${tenant}/incidents`, body: { ...incidentBody(), awareAt: later } }),
    ],
    [
      'POST',
      'occurredAt',
      async () => ({ path: `${tenant}/incidents`, body: { ...incidentBody(), occurredAt: later } }),
    ],
    [
      'PATCH',
      'detectedAt',
      async () => ({
        path: `${tenant}/incidents/${ost.incidentId}`,
        version: await versionOf(ost, 'incident', ost.incidentId),
        body: { detectedAt: later },
      }),
    ],
    [
      'PATCH',
      'awareAt',
      async () => ({
        path: `${tenant}/incidents/${ost.incidentId}`,
        version: await versionOf(ost, 'incident', ost.incidentId),
        body: { awareAt: later, awareReason: 'später erkannt' },
      }),
    ],
    [
      'POST',
      'detectedAt',
      async () => ({
        path: `${tenant}/incidents/duties-preview`,
        body: { personalData: 'yes', detectedAt: later },
      }),
    ],
    [
      'POST',
      'happenedAt',
      async () => ({
        path: `${tenant}/incidents/${ost.incidentId}/entries`,
        body: { text: 'kommt noch', happenedAt: later },
      }),
    ],
    [
      'POST',
      'submittedAt',
      async () => ({
        path: `${tenant}/incidents/${ost.incidentId}/duties/${ost.dutyId}/submission`,
        version: 1,
        body: { outcome: 'submitted', submittedAt: later, receipt: 'x' },
      }),
    ],
  ];

  it.each(cases)('%s %s is refused as future', async (method, name, make) => {
    const { path, ...options } = await make();
    const answer = await expectNothingWritten(test, async () =>
      call(await test.as('coordinator'), method, path, options),
    );
    expect(problem(answer, 400).errors).toEqual([
      { pointer: `/${name}`, code: 'future', params: {}, message: 'Der Zeitpunkt liegt in der Zukunft.' },
    ]);
  });

  it.each([
    ['occurredAt after detectedAt', { occurredAt: hoursAgo(1) }, 'occurred-after-detected', 'noticed'],
    ['awareAt before detectedAt', { awareAt: hoursAgo(3) }, 'aware-before-detected', 'noticed'],
  ])('%s does not fit together', async (_name, times, type, english) => {
    const send = async (language: string) =>
      call(await test.as('coordinator'), 'POST', `${tenant}/incidents`, {
        body: { ...incidentBody(), ...times },
        headers: { 'Accept-Language': language },
      });
    const answer = await expectNothingWritten(test, () => send('de'));
    expect(problem(answer, 422)).toMatchObject({
      type: `urn:bergfried:problem:${type}`,
      title: 'Die Zeiten passen nicht zusammen',
    });
    expect(problem(await send('en'), 422).detail).toContain(english);
  });
});

it('the same fault reads the same for everybody: no text depends on who exists', async () => {
  const send = async (actor: 'coordinator' | 'contributor') =>
    call(await test.as(actor), 'POST', `/api/v1/tenants/${TENANTS.ost}/incidents`, { body: {} });
  expect(withoutTrace(await send('coordinator'))).toBe(withoutTrace(await send('contributor')));
});
