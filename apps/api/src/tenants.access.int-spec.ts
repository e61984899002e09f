import { rolesWith } from '@bergfried/platform';
import { ACTORS, TENANTS, type ActorName } from '@bergfried/testing';
import { call, problem, withoutTrace } from './testing/call.js';
import type { ExampleRequest } from './testing/example.js';
import { EXAMPLES } from './testing/examples.js';
import { expectNothingWritten } from './testing/fingerprint.js';
import { settle, type Place } from './testing/place.js';
import { routesOf, type Method, type Route } from './testing/routes.js';
import { openStream } from './testing/stream.js';
import { createTestApp, type TestApp } from './testing/test-app.js';

/** An id that nothing has. */
const UNKNOWN = '0195f000-0000-7999-8999-000000000999';
const SCOPED = Object.entries(EXAMPLES).filter(([key]) => /:(tenantId|officeId)/.test(key));
const WITH_ROW = SCOPED.filter(([key]) => key.includes('/:id'));

let test: TestApp;
let ost: Place;
let west: Place;
let fern: Place;
let routes: Map<string, Route>;

beforeAll(async () => {
  test = await createTestApp();
  ost = await settle(test, 'ost');
  west = await settle(test, 'west');
  fern = await settle(test, 'fern');
  routes = new Map(routesOf(test.app).map((route) => [route.key, route]));
});
afterAll(() => test.close());

function holdersOf(key: string): readonly string[] {
  const right = routes.get(key)?.right;
  if (right?.kind !== 'permission') throw new Error(`${key} wants no permission`);
  return rolesWith(right.permission);
}

/** Sends as somebody and answers with status and text; an event stream that opens is a status. */
async function attempt(
  actor: ActorName,
  key: string,
  request: ExampleRequest,
): Promise<{ status: number; text: string }> {
  const method = key.split(' ')[0] as Method;
  if (request.path.endsWith('/events')) {
    const stream = await openStream(test, actor, request.path);
    stream.close();
    if (stream.status === 200) return { status: 200, text: 'stream opened' };
  }
  const answer = await call(await test.as(actor), method, request.path, request);
  if (answer.status >= 400) problem(answer, answer.status);
  return { status: answer.status, text: answer.status >= 400 ? withoutTrace(answer) : '' };
}

/** The request with every id of one place replaced by the ids of another one, or by unknown ones. */
function withScope(
  request: ExampleRequest,
  from: Place,
  to: { readonly tenantId: string; readonly officeId: string },
): ExampleRequest {
  return {
    ...request,
    path: request.path.replace(from.tenantId, to.tenantId).replace(from.officeId, to.officeId),
  };
}

describe('another tenant or office', () => {
  it.each(SCOPED)(
    '%s exists for its owner and for nobody outside; the answer does not say which',
    async (key, example) => {
      const request = await example.make(ost);
      const outsiders: ActorName[] = key.includes(':officeId')
        ? ['officerBeta', 'coordinatorFern', 'stranger']
        : ['coordinatorWest', 'headWest', 'officerBeta', 'coordinatorFern', 'stranger'];
      const unknown = withScope(request, ost, { tenantId: UNKNOWN, officeId: UNKNOWN });
      await expectNothingWritten(test, async () => {
        for (const outsider of outsiders) {
          const lines = await test.securityLines(async () => {
            const foreign = await attempt(outsider, key, request);
            expect([outsider, foreign.status]).toEqual([outsider, 404]);
            expect(foreign).toEqual(await attempt(outsider, key, unknown));
          });
          expect(lines.map(({ event, userId }) => [event, userId])).toContainEqual([
            'foreign-access',
            ACTORS[outsider].userId,
          ]);
        }
      });
      // After the refusals: the same request of the owner works, so the row was there all the time.
      if (example.owner === null) throw new Error(`${key} needs an owner`);
      const own = await attempt(example.owner, key, request);
      expect(own.status).toBe(example.success);
    },
  );
});

describe('a foreign row under the own scope', () => {
  it.each(WITH_ROW)('%s: every id of the path is looked for in this scope only', async (key, example) => {
    const request = await example.make(ost);
    const [elsewhere, actors] = key.includes(':officeId')
      ? [fern, ['officerBeta'] as ActorName[]]
      : [west, ['coordinatorWest', 'headWest', 'officer', 'deputy', 'officeOperator'] as ActorName[]];
    const planted = withScope(request, ost, elsewhere);
    const unknown = {
      ...planted,
      path: planted.path.replace(/[0-9a-f-]{36}/g, (id) =>
        id === elsewhere.tenantId || id === elsewhere.officeId ? id : UNKNOWN,
      ),
    };
    const holders = actors.filter((name) => holdersOf(key).includes(ACTORS[name].role));
    expect(holders.length).toBeGreaterThan(0);
    await expectNothingWritten(test, async () => {
      for (const holder of holders) {
        const lines = await test.securityLines(async () => {
          const foreign = await attempt(holder, key, planted);
          expect([holder, foreign.status]).toEqual([holder, 404]);
          expect(foreign).toEqual(await attempt(holder, key, unknown));
        });
        expect(lines.map(({ event, userId }) => [event, userId])).toContainEqual([
          'foreign-row',
          ACTORS[holder].userId,
        ]);
      }
    });
    if (example.owner === null) throw new Error(`${key} needs an owner`);
    expect((await attempt(example.owner, key, request)).status).toBe(example.success);
  });

  it('a foreign clock under an own incident is not there either', async () => {
    const path = `/api/v1/tenants/${TENANTS.west}/incidents/${west.incidentId}/duties`;
    const submission = { version: 1, body: { outcome: 'not-required', reason: 'gehört nicht hierher' } };
    const foreign = await expectNothingWritten(test, async () =>
      call(await test.as('headWest'), 'POST', `${path}/${ost.dutyId}/submission`, submission),
    );
    const unknown = await call(
      await test.as('headWest'),
      'POST',
      `${path}/${UNKNOWN}/submission`,
      submission,
    );
    expect(problem(foreign, 404).type).toBe('urn:bergfried:problem:not-found');
    expect(withoutTrace(foreign)).toBe(withoutTrace(unknown));
  });
});
