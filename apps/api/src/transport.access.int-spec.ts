import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { TENANTS } from '@bergfried/testing';
import type { Response } from 'supertest';
import { call, problem } from './testing/call.js';
import { operationOf, type Document } from './testing/document.js';
import type { ExampleRequest } from './testing/example.js';
import { openOst } from './testing/open-ost.js';
import { EXAMPLES } from './testing/examples.js';
import { expectNothingWritten } from './testing/fingerprint.js';
import { incidentBody, type Place } from './testing/place.js';
import type { Method } from './testing/routes.js';
import { cookieOf } from './testing/stream.js';
import type { TestApp } from './testing/test-app.js';

const WRITES = Object.entries(EXAMPLES).filter(([key]) => !key.startsWith('GET '));
const VERSIONED = WRITES.filter(([key]) =>
  /^PATCH |\/(deactivation|submission|retry|finalisation)$/.test(key),
);
const MB = 1024 * 1024;

let test: TestApp;
let ost: Place;
let document: Document;

beforeAll(async () => {
  ({ test, ost, document } = await openOst());
});
afterAll(() => test.close());
afterEach(() => test.sql('delete from auth.throttle'));

type Sender = (request: ExampleRequest, headers?: Readonly<Record<string, string>>) => Promise<Response>;

async function sender(key: string): Promise<Sender> {
  const owner = EXAMPLES[key]?.owner;
  const agent = owner ? await test.as(owner) : test.anonymous();
  return ({ path, ...options }, headers = {}) =>
    call(agent, key.split(' ')[0] as Method, path, { ...options, headers });
}

describe('writes from other sites', () => {
  const foreign: readonly Readonly<Record<string, string>>[] = [
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': 'cross-site', Origin: 'http://bergfried.test' },
    { Origin: 'https://boese.example' },
    { Origin: 'null' },
    { 'Sec-Fetch-Site': 'none', Origin: 'https://boese.example' },
    { Origin: 'http://bergfried.test.boese.example' },
  ];

  it.each(WRITES)('%s is refused before anything else', async (key, example) => {
    const send = await sender(key);
    const request = await example.make(ost);
    await expectNothingWritten(test, async () => {
      for (const headers of foreign) {
        expect(problem(await send(request, headers), 403)).toMatchObject({
          type: 'urn:bergfried:problem:cross-site',
          title: 'Anfrage von fremder Seite abgewiesen',
        });
      }
    });
  });

  it('the own page, an address typed in, and callers that are no browser are let through; reading is free', async () => {
    const agent = await test.as('coordinator');
    const path = `/api/v1/tenants/${TENANTS.ost}/incidents`;
    const own: readonly Readonly<Record<string, string>>[] = [
      { 'Sec-Fetch-Site': 'same-origin' },
      { 'Sec-Fetch-Site': 'none' },
      { Origin: 'http://bergfried.test' },
      { Origin: test.url },
      {},
    ];
    for (const headers of own) {
      expect((await call(agent, 'POST', path, { body: incidentBody(), headers })).status).toBe(201);
    }
    expect((await call(agent, 'GET', path, { headers: { 'Sec-Fetch-Site': 'cross-site' } })).status).toBe(
      200,
    );
  });
});

describe('If-Match', () => {
  it('is asked for on exactly the routes that change a row', () => {
    const documented = Object.keys(EXAMPLES).filter((key) =>
      operationOf(document, key).parameters.some(({ name, required }) => name === 'If-Match' && required),
    );
    expect(documented.sort()).toEqual(VERSIONED.map(([key]) => key).sort());
  });

  it.each(VERSIONED)(
    '%s: 428 without, 412 stale or unreadable, and nothing is written',
    async (key, example) => {
      const send = await sender(key);
      const { version, ...request } = await example.make(ost);
      await expectNothingWritten(test, async () => {
        expect(problem(await send(request), 428)).toMatchObject({
          type: 'urn:bergfried:problem:version-missing',
          title: 'Angabe der Fassung fehlt',
        });
        for (const stale of [0, (version ?? 0) + 1, 999_999_999])
          expect(problem(await send({ ...request, version: stale }), 412).title).toBe(
            'Inzwischen von jemand anderem geändert',
          );
        for (const header of [
          '*',
          `W/"${String(version)}"`,
          String(version),
          '"abc"',
          '"-1"',
          '"1", "2"',
          '"99999999999999999999"',
          '"1.0"',
          '" 1"',
        ]) {
          problem(await send(request, { 'If-Match': header }), 412);
        }
      });
      const done = await send({ ...request, ...(version === undefined ? {} : { version }) });
      expect(done.status).toBe(example.success);
      expect(done.headers['etag']).toBe(`"${String((version ?? 0) + 1)}"`);
      // once is enough: the same version again is a stale one, or the row is decided
      expect([409, 412]).toContain(
        (await send({ ...request, ...(version === undefined ? {} : { version }) })).status,
      );
    },
  );

  it('of two writers with the same version one is told', async () => {
    const example = EXAMPLES['PATCH /api/v1/tenants/:tenantId/incidents/:id'];
    const send = await sender('PATCH /api/v1/tenants/:tenantId/incidents/:id');
    if (!example) throw new Error('example');
    const request = await example.make(ost);
    const answers = await Promise.all(
      [1, 2, 3, 4].map((n) => send({ ...request, body: { title: `Gleichzeitig ${String(n)}` } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  });
});

describe('media types and sizes', () => {
  // uploads have rules of their own: catalogues.access.int-spec
  const withBody = WRITES.filter(
    ([key]) => !/^DELETE |\/(deactivation|invitation|retry|catalogues|finalisation)$/.test(key),
  );

  it.each(withBody)('%s takes JSON only', async (key, example) => {
    const send = await sender(key);
    const request = await example.make(ost);
    const text = JSON.stringify(request.body);
    await expectNothingWritten(test, async () => {
      for (const type of [
        'text/plain',
        'application/xml',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'application/merge-patch+json',
        'application/json; charset=iso-8859-1',
        'nonsense',
      ]) {
        const answer = await send(
          { ...request, body: text as unknown as Record<string, unknown> },
          { 'Content-Type': type },
        );
        expect([type, problem(answer, 415).title]).toEqual([type, 'Dieses Format wird nicht angenommen']);
      }
    });
  });

  /** A body sent by hand, as a whole or in chunks without a length. */
  async function raw(
    path: string,
    chunked: boolean,
    size: number,
    cookie?: string,
  ): Promise<{ status: number; text: string; ms: number }> {
    const started = performance.now();
    const chunk = Buffer.alloc(64 * 1024, 'a');
    const outgoing = httpRequest(`${test.url}${path}`, {
      method: 'POST',
      agent: false,
      headers: {
        'Content-Type': 'application/json',
        ...(chunked ? {} : { 'Content-Length': String(size) }),
        ...(cookie ? { Cookie: cookie } : {}),
      },
    });
    outgoing.on('error', () => undefined); // the server may stop listening in the middle
    const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>;
    outgoing.write('{"title":"');
    for (let sent = 10; sent < size; sent += chunk.length)
      outgoing.write(chunk.subarray(0, Math.min(chunk.length, size - sent)));
    outgoing.end();
    const [incoming] = await answered;
    let text = '';
    for await (const part of incoming.setEncoding('utf8')) text += String(part);
    return { status: incoming.statusCode ?? 0, text, ms: performance.now() - started };
  }

  it.each([
    ['signed in', '/api/v1/tenants/{ost}/incidents', true],
    ['at sign-in', '/api/v1/session', false],
    ['on an address that does not exist', '/api/v1/gibt-es-nicht', false],
  ])('12 MB %s are refused with 413 at once, with and without a length', async (_name, path, signedIn) => {
    const cookie = signedIn ? cookieOf(await test.as('coordinator')) : undefined;
    await expectNothingWritten(test, async () => {
      for (const chunked of [false, true]) {
        const { status, text, ms } = await raw(path.replace('{ost}', TENANTS.ost), chunked, 12 * MB, cookie);
        expect([status, JSON.parse(text)]).toEqual([
          413,
          expect.objectContaining({
            type: 'urn:bergfried:problem:too-large',
            title: 'Die Anfrage ist zu groß',
          }),
        ]);
        expect(ms).toBeLessThan(5000);
      }
    });
  });

  it('a body that promises more than it sends, and one that is packed, are refused; the server goes on', async () => {
    const packed = await call(test.anonymous(), 'POST', '/api/v1/session', {
      body: '{}',
      headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'br' },
    });
    expect([400, 415]).toContain(packed.status);
    problem(packed, packed.status);
    const cut = httpRequest(`${test.url}/api/v1/session`, {
      method: 'POST',
      agent: false,
      headers: { 'Content-Type': 'application/json', 'Content-Length': '1000' },
    });
    cut.on('error', () => undefined);
    cut.write('{"email":');
    await new Promise((resolve) => setTimeout(resolve, 50));
    cut.destroy();
    expect((await test.anonymous().get('/health/ready')).status).toBe(200);
  });
});
