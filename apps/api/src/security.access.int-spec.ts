import { Refusals } from '@bergfried/platform';
import { ACTORS, connect, mandateId, OFFICES, rowsOf, TENANTS, type ActorName } from '@bergfried/testing';
import { body, call, problem, withoutTrace } from './testing/call.js';
import { settle, type Place } from './testing/place.js';
import { createTestApp, type TestApp } from './testing/test-app.js';

const UNKNOWN = '0195f000-0000-7999-8999-000000000999';
const OST = `/api/v1/tenants/${TENANTS.ost}`;
const WEST = `/api/v1/tenants/${TENANTS.west}`;
const FERN = `/api/v1/tenants/${TENANTS.fern}`;
const ALPHA = `/api/v1/offices/${OFFICES.alpha}`;
const BETA = `/api/v1/offices/${OFFICES.beta}`;

interface Line {
  readonly tenantId: string | null;
  readonly side: string;
  readonly kind: string;
  readonly resource: string;
  readonly write: boolean;
  readonly origin: string;
  readonly userId: string | null;
  readonly actorName: string | null;
  readonly target: string;
  readonly targetTenantId: string | null;
  readonly count: number;
}
interface Log {
  readonly items: readonly Line[];
  readonly nextCursor: string | null;
  readonly total: number;
}

let test: TestApp;
let ost: Place;

beforeAll(async () => {
  test = await createTestApp();
  ost = await settle(test, 'ost');
  await settle(test, 'west');
  await settle(test, 'fern');
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.app.get(Refusals).flush();
  await test.sql('delete from app.security_event');
});

const get = async (actor: ActorName, path: string) => call(await test.as(actor), 'GET', path);
/** What a person reads in a log, once everything is written. */
async function read(actor: ActorName, scope: string, query = ''): Promise<Log> {
  await test.app.get(Refusals).flush();
  return body<Log>(await get(actor, `${scope}/security-events${query}`));
}
const linesOf = async (actor: ActorName, scope: string): Promise<readonly Line[]> =>
  (await read(actor, scope)).items;

describe('a foreign member', () => {
  it('is there for its own people', async () => {
    expect(body<{ total: number }>(await get('coordinator', `${OST}/incidents`)).total).toBeGreaterThan(0);
  });

  it('of the same office: both sides and the office see it, the neighbour is named to the office only', async () => {
    const foreign = await get('coordinatorWest', `${OST}/incidents`);
    const unknown = await get('coordinatorWest', `/api/v1/tenants/${UNKNOWN}/incidents`);
    problem(foreign, 404);
    expect(withoutTrace(foreign)).toEqual(withoutTrace(unknown));

    const by = {
      tenantId: TENANTS.west,
      side: 'by',
      kind: 'foreign-scope',
      resource: 'incident',
      write: false,
      origin: 'own',
      userId: ACTORS.coordinatorWest.userId,
      actorName: 'Person coordinatorWest',
      count: 1,
    };
    const upon = {
      tenantId: TENANTS.ost,
      side: 'upon',
      kind: 'foreign-scope',
      resource: 'incident',
      write: false,
      origin: 'member',
      userId: null,
      actorName: null,
      target: 'member',
      targetTenantId: TENANTS.ost,
      count: 1,
    };
    const toOst = { ...by, target: 'member', targetTenantId: TENANTS.ost };
    const toNowhere = { ...by, target: 'elsewhere', targetTenantId: null };
    const west = await linesOf('headWest', WEST);
    expect(west).toHaveLength(2);
    expect(west).toEqual(
      expect.arrayContaining([expect.objectContaining(toOst), expect.objectContaining(toNowhere)]),
    );
    expect(await linesOf('head', OST)).toEqual([expect.objectContaining(upon)]);
    for (const actor of ['officer', 'officeOperator'] as const) {
      const office = await linesOf(actor, ALPHA);
      expect(office).toHaveLength(3);
      expect(office).toEqual(
        expect.arrayContaining([expect.objectContaining(toOst), expect.objectContaining(upon)]),
      );
    }
    // A person of one member asks the office: only the own member's part.
    expect(await linesOf('head', ALPHA)).toEqual([expect.objectContaining(upon)]);
    expect(await linesOf('coordinatorFern', FERN)).toEqual([]);
    expect(await linesOf('officerBeta', BETA)).toEqual([]);
  });

  it('of another office: neither learns who or what was on the other side', async () => {
    problem(await get('coordinatorFern', `${OST}/incidents`), 404);
    problem(await get('coordinatorFern', `/api/v1/tenants/${UNKNOWN}/incidents`), 404);
    // Foreign and unknown are one line: not even the log tells that Ost exists.
    const fern = { tenantId: TENANTS.fern, side: 'by', target: 'elsewhere', targetTenantId: null, count: 2 };
    for (const [actor, scope] of [
      ['coordinatorFern', FERN],
      ['officerBeta', BETA],
    ] as const) {
      const log = await linesOf(actor, scope);
      expect(log).toEqual([expect.objectContaining(fern)]);
      expect(JSON.stringify(log)).not.toContain(TENANTS.ost);
    }
    for (const [actor, scope] of [
      ['head', OST],
      ['officer', ALPHA],
    ] as const) {
      const log = await linesOf(actor, scope);
      expect(log).toEqual([
        expect.objectContaining({ side: 'upon', origin: 'outside', userId: null, actorName: null, count: 1 }),
      ]);
      expect(JSON.stringify(log)).not.toContain(ACTORS.coordinatorFern.userId);
      expect(JSON.stringify(log)).not.toContain(TENANTS.fern);
    }
    expect(await linesOf('headWest', WEST)).toEqual([]);
  });

  it('an ended mandate: the member and the office are told so, by name', async () => {
    await test.sql(`update app.mandate set valid_until = '2024-12-31' where id = $1`, [
      mandateId('deputy', 'west'),
    ]);
    problem(await get('deputy', `${WEST}/incidents`), 404);
    const expected = { kind: 'mandate-ended', userId: ACTORS.deputy.userId, actorName: 'Person deputy' };
    expect(await linesOf('headWest', WEST)).toEqual([
      expect.objectContaining({ ...expected, side: 'upon', origin: 'office' }),
    ]);
    expect(await linesOf('officeOperator', ALPHA)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          ...expected,
          side: 'by',
          tenantId: null,
          target: 'member',
          targetTenantId: TENANTS.west,
        }),
      ]),
    );
    expect(await linesOf('head', OST)).toEqual([]);
    await test.sql('update app.mandate set valid_until = null where id = $1', [mandateId('deputy', 'west')]);
  });
});

describe('inside the own scope', () => {
  it('a missing right and a row that is not there stand in the own log, once', async () => {
    problem(await get('contributor', `${OST}/incidents`), 403);
    problem(
      await call(await test.as('coordinator'), 'PATCH', `${OST}/incidents/${UNKNOWN}`, {
        version: 1,
        body: { title: 'Gibt es nicht' },
      }),
      404,
    );
    const lines = await linesOf('dataProtectionOfficer', OST);
    expect(lines).toHaveLength(2);
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          side: 'by',
          kind: 'right-missing',
          userId: ACTORS.contributor.userId,
          write: false,
        }),
        expect.objectContaining({
          side: 'by',
          kind: 'foreign-row',
          userId: ACTORS.coordinator.userId,
          write: true,
        }),
      ]),
    );
    expect(await linesOf('headWest', WEST)).toEqual([]);
  });

  it("the office's own people without a right at the member are seen there by name", async () => {
    problem(await get('officer', `${OST}/accesses`), 403);
    expect(await linesOf('auditor', OST)).toEqual([
      expect.objectContaining({
        side: 'upon',
        kind: 'right-missing',
        resource: 'access',
        origin: 'office',
        actorName: 'Person officer',
      }),
    ]);
  });
});

describe('the log', () => {
  it('counts a flood in one line', async () => {
    const agent = await test.as('coordinatorFern');
    for (let round = 0; round < 10; round++)
      await Promise.all(
        Array.from({ length: 20 }, () => call(agent, 'GET', `/api/v1/tenants/${UNKNOWN}/incidents`)),
      );
    expect((await linesOf('coordinatorFern', FERN)).map(({ count }) => count)).toEqual([200]);
  });

  it('shows failed sign-ins of an account from five on, and keeps nothing of an address that no account has', async () => {
    const fail = (email: string) =>
      call(test.anonymous(), 'POST', '/api/v1/session', { body: { email, password: 'falsch-falsch-1' } });
    for (let n = 0; n < 4; n++) problem(await fail(ACTORS.auditor.email), 401);
    problem(await fail('niemand@test.example'), 401);
    expect(await linesOf('head', OST)).toEqual([]);
    problem(await fail(ACTORS.auditor.email), 401);
    expect(await linesOf('head', OST)).toEqual([
      expect.objectContaining({
        side: 'by',
        kind: 'sign-in-failed',
        userId: ACTORS.auditor.userId,
        target: 'none',
        count: 5,
      }),
    ]);
    expect(await test.sql('select 1 from app.security_event')).toHaveLength(1);
  });

  it('filters and pages, and refuses what it does not know', async () => {
    const kinds = ['foreign-scope', 'foreign-row', 'right-missing', 'access-ended'];
    await test.sql(
      `insert into app.security_event (office_id, id, for_tenant_id, hour, side, kind, resource, is_write, origin, user_id, target, count, first_at, last_at)
       select $1, gen_random_uuid(), $2, timestamptz '2026-11-20T22:00Z' + n * interval '1 hour', 'by', ($4::text[])[1 + n % 4], 'incident', false, 'own', $3, 'elsewhere', 1,
         '2026-11-20T22:00Z', '2026-11-20T22:00Z' from generate_series(0, 7) n`,
      [OFFICES.alpha, TENANTS.ost, ACTORS.coordinator.userId, kinds],
    );
    const first = await read('head', OST, '?limit=5');
    const second = await read('head', OST, `?limit=5&cursor=${first.nextCursor ?? ''}`);
    expect([first.total, first.items.length, second.items.length, second.nextCursor]).toEqual([
      8,
      5,
      3,
      null,
    ]);
    expect([...first.items, ...second.items]).toEqual((await read('head', OST)).items);
    expect((await read('head', OST, '?kind=foreign-row,access-ended')).total).toBe(4);
    expect((await read('head', OST, '?side=upon')).total).toBe(0);
    expect((await read('head', OST, `?userId=${ACTORS.coordinator.userId}`)).total).toBe(8);
    expect((await read('head', OST, `?userId=${UNKNOWN}`)).total).toBe(0);
    // 23:00 UTC is midnight in Berlin: one hour lies on the 20th, seven on the 21st.
    expect((await read('head', OST, '?to=2026-11-20')).total).toBe(1);
    expect((await read('head', OST, '?from=2026-11-21&to=2026-11-21')).total).toBe(7);
    for (const wrong of ['side=beide', 'kind=alles', 'from=2026-02-30', 'userId=ich', 'tenantId=1'])
      problem(await get('head', `${OST}/security-events?${wrong}`), 400);
  });

  it('is read by those who answer for the data, and a look of the office leaves a trace', async () => {
    for (const actor of ['itManagement', 'contributor', 'authorisedReporter'] as const)
      problem(await get(actor, `${OST}/security-events`), 403);
    await read('officer', OST);
    const { items } = body<{ items: readonly { resource: string; userId: string }[] }>(
      await get('coordinator', `${OST}/accesses?resource=security`),
    );
    expect(items).toContainEqual(
      expect.objectContaining({ resource: 'security', userId: ACTORS.officer.userId }),
    );
  });

  it('and the access trace end when they are old enough', async () => {
    await test.sql(
      `insert into app.access_trace (tenant_id, hour, user_id, role, resource)
       values ($1, '2020-01-01T08:00Z', $2, 'officer', 'report'), ($1, '2026-01-01T08:00Z', $2, 'officer', 'report')`,
      [TENANTS.ost, ACTORS.deputy.userId],
    );
    problem(await get('contributor', `${OST}/incidents`), 403);
    await test.app.get(Refusals).flush();
    const system = await connect(test.database.systemUrl);
    try {
      const forget = (before: string, readBefore: string) =>
        rowsOf(system, 'select app.forget_accesses($1, $2)', [before, readBefore]);
      await forget('2020-01-01', '2021-01-01');
      expect(await test.sql('select 1 from app.security_event')).toHaveLength(1);
      expect(
        await test.sql(`select hour from app.access_trace where user_id = $1 and resource = 'report'`, [
          ACTORS.deputy.userId,
        ]),
      ).toEqual([{ hour: new Date('2026-01-01T08:00Z') }]);
      await forget('2099-01-01', '2021-01-01');
      expect(await test.sql('select 1 from app.security_event')).toEqual([]);
    } finally {
      await system.end();
    }
  });
});

describe('the access trace', () => {
  it('filters by person, kind and days, and names the people to choose from', async () => {
    await get('officer', `${OST}/incidents`);
    await get('deputy', `${OST}/incidents/${ost.incidentId}`);
    await get('deputy', `${OST}/members`);
    const traces = async (query: string): Promise<number> =>
      body<{ total: number }>(await get('head', `${OST}/accesses?${query}`)).total;
    const deputy = `userId=${ACTORS.deputy.userId}`;
    expect(await traces(`${deputy}&resource=incident`)).toBe(1);
    expect(await traces(`${deputy}&resource=incident,member`)).toBe(2);
    expect(await traces(`${deputy}&from=2026-01-01&to=2026-01-01`)).toBe(1); // planted above, at 9 in Berlin
    expect(await traces(`${deputy}&to=2025-12-31`)).toBe(0);
    const { items } = body<{ items: readonly { id: string; name: string }[] }>(
      await get('head', `${OST}/accesses/people`),
    );
    const names = items.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Person deputy', 'Person officer']));
    expect(names).toEqual([...names].sort());
    expect(names).not.toContain('Person officerBeta');
    for (const wrong of ['resource=alles', 'userId=1', 'from=gestern', 'to=2026-13-01'])
      problem(await get('head', `${OST}/accesses?${wrong}`), 400);
    problem(await get('headWest', `${OST}/accesses/people`), 404);
  });
});
