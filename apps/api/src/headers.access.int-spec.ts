import { ACTORS, PASSWORD, TENANTS } from '@bergfried/testing';
import { call, problem } from './testing/call.js';
import { settle, type Place } from './testing/place.js';
import { createTestApp, type TestApp } from './testing/test-app.js';

let test: TestApp;
let ost: Place;

beforeAll(async () => {
  test = await createTestApp();
  ost = await settle(test, 'ost');
});
afterAll(() => test.close());

describe('headers', () => {
  it.each([
    '/api/v1/installation',
    '/api/v1/session',
    '/api/v1/gibt-es-nicht',
    '/health/live',
    '/api/openapi.json',
  ])('%s carries the strict ones and says nothing of the machine', async (path) => {
    const { headers } = await test.anonymous().get(path);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;font-src 'self';connect-src 'self';manifest-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none';object-src 'none'",
    );
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    });
    for (const name of ['x-powered-by', 'server', 'strict-transport-security', 'access-control-allow-origin'])
      expect(headers[name]).toBeUndefined();
    if (path.startsWith('/api/')) expect(headers['cache-control']).toBe('no-store');
  });

  it('single rows carry their version as ETag, answers are not kept, lists have none', async () => {
    const agent = await test.as('coordinator');
    const one = await agent.get(`/api/v1/tenants/${TENANTS.ost}/incidents/${ost.incidentId}`);
    expect(one.headers).toMatchObject({ etag: `"${String(one.body.version)}"`, 'cache-control': 'no-store' });
    const again = await agent
      .get(`/api/v1/tenants/${TENANTS.ost}/incidents/${ost.incidentId}`)
      .set('If-None-Match', one.headers['etag'] ?? '');
    expect(again.status).toBe(200);
    expect((await agent.get(`/api/v1/tenants/${TENANTS.ost}/incidents`)).headers['etag']).toBeUndefined();
  });

  it('no other site is allowed to read', async () => {
    const answer = await test
      .anonymous()
      .options('/api/v1/session')
      .set('Origin', 'https://boese.example')
      .set('Access-Control-Request-Method', 'POST');
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('addresses that do not exist', () => {
  it.each([
    ['GET', '/api/v1/gibt-es-nicht'],
    ['POST', '/api/v1/gibt-es-nicht'],
    ['DELETE', '/api/v1/installation'],
    ['PUT', '/api/v1/offices'],
    ['GET', '/api'],
    ['GET', '/api/v2/session'],
    ['GET', '/health/geheim'],
    ['GET', '/gibt-es-nicht.php'],
  ] as const)('%s %s is a German 404', async (method, path) => {
    expect(problem(await call(test.anonymous(), method, path), 404)).toMatchObject({
      title: 'Gibt es hier nicht',
      detail: 'Der Eintrag existiert nicht oder gehört nicht zu Ihrem Bereich.',
    });
  });

  it('incidents are never deleted: there is no such route', async () => {
    const path = `/api/v1/tenants/${TENANTS.ost}/incidents/${ost.incidentId}`;
    problem(await call(await test.as('coordinator'), 'DELETE', path), 404);
    problem(await call(await test.as('coordinator'), 'PUT', path, { body: {} }), 404);
  });
});

describe('languages', () => {
  it.each([
    ['de-DE,de;q=0.9,en;q=0.8', 'de', 'Gibt es hier nicht'],
    ['en-US,en;q=0.9', 'en', 'Not here'],
    ['fr-FR', 'de', 'Gibt es hier nicht'],
    ['*', 'de', 'Gibt es hier nicht'],
    ['', 'de', 'Gibt es hier nicht'],
  ])('%s is answered in %s', async (header, language, title) => {
    const answer = await call(test.anonymous(), 'GET', '/api/v1/gibt-es-nicht', {
      headers: { 'Accept-Language': header },
    });
    expect([answer.headers['content-language'], problem(answer, 404).title]).toEqual([language, title]);
  });

  it('the trace number of an answer stands in the log of its request, without query and body', async () => {
    const answer = await test.anonymous().get('/api/v1/gibt-es-nicht?suche=geheim');
    const line = test.log.find(
      (one) => (one['req'] as { id?: string } | undefined)?.id === problem(answer, 404).traceId,
    );
    expect(line).toMatchObject({
      req: { method: 'GET', path: '/api/v1/gibt-es-nicht' },
      res: { status: 404 },
    });
    expect(JSON.stringify(test.log)).not.toContain('suche=geheim');
    await test.anonymous().post('/api/v1/session').send({ email: ACTORS.head.email, password: PASSWORD });
    expect(JSON.stringify(test.log)).not.toContain(PASSWORD);
  });
});
