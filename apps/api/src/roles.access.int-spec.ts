import { rolesWith } from '@bergfried/platform';
import { ACTORS, type ActorName } from '@bergfried/testing';
import { call, problem } from './testing/call.js';
import { differences, operationOf, readDocument, type Document } from './testing/document.js';
import type { Example, ExampleRequest } from './testing/example.js';
import { EXAMPLES } from './testing/examples.js';
import { expectNothingWritten } from './testing/fingerprint.js';
import { settle, type Place } from './testing/place.js';
import { routesOf, type Method, type Route } from './testing/routes.js';
import { openStream } from './testing/stream.js';
import { createTestApp, type TestApp } from './testing/test-app.js';

const NAMES = Object.keys(ACTORS) as ActorName[];
/** Enough for what every signed-in person may: the office, a member, nothing at all. */
const SOME: readonly ActorName[] = ['officer', 'coordinatorFern', 'stranger'];
/** Answers that only somebody with the right gets: done, or refused by the state of the row. */
const BY_STATE = [409, 412, 422];

let test: TestApp;
let ost: Place;
let routes: Map<string, Route>;
let document: Document;

beforeAll(async () => {
  test = await createTestApp();
  ost = await settle(test, 'ost');
  routes = new Map(routesOf(test.app).map((route) => [route.key, route]));
  document = await readDocument(test);
});
afterAll(() => test.close());

function routeOf(key: string): Route {
  const route = routes.get(key);
  if (!route) throw new Error(`${key} is no route`);
  return route;
}

/** What an actor has to get on a route of Ost or its office alpha. */
function expectation(actor: ActorName, { right, path, key }: Route): 'allowed' | 403 | 404 {
  if (right?.kind !== 'permission') return 'allowed';
  const { role, tenant, office } = ACTORS[actor];
  const inside =
    role !== 'none' &&
    office === 'alpha' &&
    (path.includes(':officeId') || tenant === null || tenant === 'ost');
  if (!inside) return 404;
  const holders: readonly string[] = rolesWith(right.permission);
  // The people of the office are its own: the same role at a member does not open them.
  if (path.startsWith('/api/v1/offices/:officeId/members') && tenant !== null) return 403;
  if (path.startsWith('/api/v1/offices/:officeId/views') && tenant !== null) return 403;
  // A view is its owner's alone.
  if (path.includes('/views/:id')) return actor === EXAMPLES[key]?.owner ? 'allowed' : 404;
  // Members are taken on at the office; who operates one member only takes on none.
  if (right.permission === 'tenant:create' && tenant !== null) return 403;
  // Failed work about Ost is not there for the people of West, in the scope of their common office too.
  if (path.includes('/dead-letters/:id') && tenant === 'west' && holders.includes(role)) return 404;
  return holders.includes(role) ? 'allowed' : 403;
}

async function statusFor(actor: ActorName | null, method: Method, request: ExampleRequest): Promise<number> {
  if (request.path.endsWith('/events')) {
    const stream = await openStream(test, actor, request.path);
    stream.close();
    return stream.status;
  }
  return (await call(actor ? await test.as(actor) : test.anonymous(), method, request.path, request)).status;
}

describe.each(Object.entries(EXAMPLES))('%s', (key, example: Example) => {
  const method = key.split(' ')[0] as Method;

  it(`works for ${example.owner ?? 'anybody'}, answering what the document says`, async () => {
    const request = await example.make(ost);
    if (request.path.endsWith('/events')) {
      expect(await statusFor(example.owner, method, request)).toBe(example.success);
      return;
    }
    const answer = await call(
      example.owner ? await test.as(example.owner) : test.anonymous(),
      method,
      request.path,
      request,
    );
    if (answer.status !== example.success) throw new Error(`${String(answer.status)} ${answer.text}`);
    if (example.success >= 400) {
      problem(answer, example.success); // what it is for needs a state that this installation is not in
      return;
    }
    const content = operationOf(document, key).responses[String(example.success)]?.content ?? {};
    const schema = content['application/json']?.schema;
    if (Object.values(content).some((type) => type.schema.format === 'binary')) {
      expect(answer.headers['content-disposition']).toMatch(/^attachment/);
      return;
    }
    if (schema) expect(differences(document, schema, answer.body)).toEqual([]);
    else if (!key.includes('/health/')) expect([202, 204]).toContain(answer.status);
  });

  it('answers 401 without a session, and only then, before it reads anything', async () => {
    const { right } = routeOf(key);
    const request = await example.make(ost);
    if (right?.kind === 'public') return;
    const answer = await expectNothingWritten(test, () =>
      call(test.anonymous(), method, request.path, request),
    );
    expect(problem(answer, 401).type).toBe('urn:bergfried:problem:not-signed-in');
  });

  it('is open to the roles that hold its permission, 403 for the others, 404 for strangers', async () => {
    const route = routeOf(key);
    if (route.right?.kind === 'public') return;
    const names = route.right?.kind === 'signed-in' ? SOME : NAMES;
    const expected = names.map((name) => [name, expectation(name, route)] as const);
    const shared = await example.make(ost);
    const denied = expected.filter(([, wanted]) => wanted !== 'allowed');
    await expectNothingWritten(test, async () => {
      const statuses: [ActorName, number][] = [];
      for (const [name] of denied) statuses.push([name, await statusFor(name, method, shared)]);
      expect(statuses).toEqual(denied);
    });
    for (const [name, wanted] of expected) {
      if (wanted !== 'allowed') continue;
      const status = await statusFor(name, method, await example.make(ost));
      const good = status === example.success || (method !== 'GET' && BY_STATE.includes(status));
      if (!good) throw new Error(`${name} got ${String(status)}`);
    }
  });
});

it('every role of the fixture is inside Ost or its office, so that no column of the matrix is empty', () => {
  const inOst = NAMES.filter(
    (name) => expectation(name, routeOf('GET /api/v1/tenants/:tenantId')) === 'allowed',
  );
  expect([...new Set(inOst.map((name) => ACTORS[name].role))].sort()).toEqual(
    [...rolesWith('tenant:read')].sort(),
  );
});
