import { OFFICES, TENANTS, type ActorName } from '@bergfried/testing';
import pg from 'pg';
import { body, call, problem } from './testing/call.js';
import { hoursAgo, incidentBody, invite, settle, type Place } from './testing/place.js';
import { clockOf, QUIET, report } from './testing/reports.js';
import { openStream, type LiveEvent, type OpenStream } from './testing/stream.js';
import { createTestApp, type TestApp } from './testing/test-app.js';

const OST = `/api/v1/tenants/${TENANTS.ost}`;
const WEST = `/api/v1/tenants/${TENANTS.west}`;
const ALPHA = `/api/v1/offices/${OFFICES.alpha}`;
const BETA = `/api/v1/offices/${OFFICES.beta}`;
const POOL_SIZE = 5;

let test: TestApp;
let ost: Place;
let streams: OpenStream[] = [];

beforeAll(async () => {
  test = await createTestApp({ poolSize: POOL_SIZE });
  ost = await settle(test, 'ost');
  await settle(test, 'west');
  await settle(test, 'fern');
});
afterAll(() => test.close());
afterEach(() => {
  for (const stream of streams) stream.close();
  streams = [];
});

async function listen(actor: ActorName, scope: string): Promise<OpenStream> {
  const stream = await openStream(test, actor, `${scope}/events`);
  streams.push(stream);
  expect(stream.status).toBe(200);
  return stream;
}
const is =
  (type: string, id: string) =>
  (event: LiveEvent): boolean =>
    event.type === type && event.id === id;

describe('a stream', () => {
  it('begins with resync and is a live stream that nobody keeps', async () => {
    const stream = await listen('coordinator', OST);
    expect(await stream.next(() => true)).toEqual({
      type: 'resync',
      tenantId: TENANTS.ost,
      id: null,
      version: null,
    });
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    expect((await (await listen('officer', ALPHA)).next(() => true)).tenantId).toBeNull();
  });

  it('tells every change within a second, with ids and versions and nothing else', async () => {
    const [county, office] = [await listen('coordinator', OST), await listen('officer', ALPHA)];
    const incident = await report(test);
    const started = performance.now();
    for (const stream of [county, office]) {
      expect(await stream.next(is('incident.created', incident.id))).toEqual({
        type: 'incident.created',
        tenantId: TENANTS.ost,
        id: incident.id,
        version: 1,
      });
      for (const duty of incident.duties)
        expect(await stream.next(is('duty.created', duty.id))).toEqual({
          type: 'duty.created',
          tenantId: TENANTS.ost,
          id: duty.id,
          version: 1,
        });
    }
    expect(performance.now() - started).toBeLessThan(1000);

    const { id: entry } = body<{ id: string }>(
      await call(await test.as('coordinator'), 'POST', `${OST}/incidents/${incident.id}/entries`, {
        body: { text: 'geheimer Inhalt' },
      }),
      201,
    );
    expect(await county.next(is('entry.created', entry))).toEqual({
      type: 'entry.created',
      tenantId: TENANTS.ost,
      id: entry,
      version: null,
    });
    await call(await test.as('coordinator'), 'PATCH', `${OST}/incidents/${incident.id}`, {
      version: 1,
      body: { title: 'geheimer Titel' },
    });
    expect((await office.next(is('incident.updated', incident.id))).version).toBe(2);
    const voluntary = clockOf(incident, 'voluntary').id;
    await call(
      await test.as('coordinator'),
      'POST',
      `${OST}/incidents/${incident.id}/duties/${voluntary}/submission`,
      { version: 1, body: { outcome: 'submitted', submittedAt: hoursAgo(1), receipt: 'geheim' } },
    );
    expect((await county.next(is('duty.updated', voluntary))).version).toBe(2);
    const member = await invite(await test.as('officer'), OST, 'auditor');
    await county.next(is('member.created', member.id));
    await call(await test.as('officer'), 'POST', `${OST}/members/${member.id}/deactivation`, { version: 1 });
    await county.next(is('member.updated', member.id));
    await call(await test.as('tenantOperator'), 'PATCH', OST, { version: 1, body: { shortName: 'Ost neu' } });
    await county.next(is('tenant.updated', TENANTS.ost));
    await call(await test.as('officeOperator'), 'PATCH', `${ALPHA}/mandates/${ost.mandateId}`, {
      version: 1,
      body: { validUntil: '2030-12-31' },
    });
    await office.next(is('mandate.updated', ost.mandateId));
    for (const event of [...county.events, ...office.events])
      expect(Object.keys(event).sort()).toEqual(['id', 'tenantId', 'type', 'version']);
  });

  it('tells nothing of what was rolled back', async () => {
    const stream = await listen('coordinator', OST);
    problem(
      await call(await test.as('coordinator'), 'POST', `${OST}/incidents`, {
        body: { ...incidentBody(), legalEntityId: ost.incidentId },
      }),
      422,
    );
    const { id } = await report(test, QUIET);
    await stream.next(({ type }) => type === 'entry.created');
    expect(stream.events.map((event) => event.type)).toEqual(['resync', 'incident.created', 'entry.created']);
    expect(stream.events[1]?.id).toBe(id);
  });

  it('a clock that runs out is told when the worker announces it', async () => {
    const stream = await listen('officer', ALPHA);
    const late = await report(test, { detectedAt: hoursAgo(100) });
    const system = new pg.Client({ connectionString: test.database.systemUrl });
    await system.connect();
    await system.query(`select app.announce_overdue(now() - interval '2 days', now())`);
    await system.end();
    await stream.next(
      ({ type, id }) => type === 'duty.overdue' && late.duties.some((duty) => duty.id === id),
    );
  });

  it('says resync again when the connection to the database was lost, and goes on', async () => {
    const stream = await listen('coordinator', OST);
    await test.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'bergfried-listen' and datname = $1`,
      [test.database.name],
    );
    await stream.next((event) => event.type === 'resync' && event !== stream.events[0], 5000);
    const { id } = await report(test);
    await stream.next(is('incident.created', id));
  });
});

describe('nothing foreign', () => {
  it('reaches the neighbour, the other office or a person without a mandate', async () => {
    const ears = [
      await listen('coordinatorWest', WEST),
      await listen('coordinatorWest', ALPHA),
      await listen('officerBeta', BETA),
      await listen('coordinatorFern', BETA),
    ];
    const foreign = await report(test);
    await invite(await test.as('officer'), OST, 'head');
    await call(await test.as('coordinator'), 'PATCH', `${OST}/incidents/${foreign.id}`, {
      version: 1,
      body: { severity: 'low' },
    });
    const west = await report(test, {}, 'west');
    const fern = await report(test, {}, 'fern');
    for (const [index, stream] of ears.entries()) {
      await stream.next(({ id }) => id === (index < 2 ? west.id : fern.id));
      expect([
        ...new Set(stream.events.filter(({ type }) => type !== 'resync').map(({ tenantId }) => tenantId)),
      ]).toEqual([index < 2 ? TENANTS.west : TENANTS.fern]);
    }
  });

  it('reaches a person who may not read that kind: contributors, operators', async () => {
    const [contributor, operator] = [await listen('contributor', OST), await listen('tenantOperator', OST)];
    await report(test);
    const member = await invite(await test.as('officer'), OST, 'head');
    await call(await test.as('tenantOperator'), 'PATCH', OST, { version: 2, body: { shortName: 'Ost' } });
    for (const stream of [contributor, operator]) await stream.next(({ type }) => type === 'tenant.updated');
    expect(new Set(contributor.events.map(({ type }) => type))).toEqual(
      new Set(['resync', 'tenant.updated']),
    );
    expect(new Set(operator.events.map(({ type }) => type))).toEqual(
      new Set(['resync', 'member.created', 'tenant.updated']),
    );
    expect(operator.events.find(({ type }) => type === 'member.created')?.id).toBe(member.id);
  });

  it('of the people of the office reaches a member, whatever the role there', async () => {
    const ears = [
      await listen('tenantOperator', OST),
      await listen('tenantOperator', ALPHA),
      await listen('coordinator', ALPHA),
    ];
    const office = await listen('officeOperator', ALPHA);
    const person = await invite(await test.as('officer'), ALPHA, 'deputy');
    await office.next(is('member.created', person.id));
    const { id } = await invite(await test.as('officer'), OST, 'head');
    for (const stream of ears) {
      await stream.next(is('member.created', id));
      expect(stream.events.filter((event) => event.id === person.id)).toEqual([]);
    }
  });

  it('reaches a person through a role held elsewhere: reader of one member, contributor of the other', async () => {
    // In the office scope both members are readable as such, but incidents of one only.
    await test.sql(
      `insert into app.tenant_member (tenant_id, id, user_id, role, valid_from, accepted_at)
       select $1, gen_random_uuid(), user_id, 'contributor', '2024-01-01', now() from app.tenant_member where role = 'coordinator' and tenant_id = $2`,
      [TENANTS.ost, TENANTS.west],
    );
    const stream = await listen('coordinatorWest', ALPHA);
    const foreign = await report(test);
    const own = await report(test, {}, 'west');
    await stream.next(is('incident.created', own.id));
    expect(stream.events.filter(({ id, tenantId }) => id === foreign.id || tenantId === TENANTS.ost)).toEqual(
      [],
    );
    expect(
      body<{ total: number }>(
        await (await test.as('coordinatorWest')).get(`${ALPHA}/incidents?tenantId=${TENANTS.ost}`),
      ).total,
    ).toBe(0);
  });

  it('is served without a session or to strangers', async () => {
    for (const [actor, status] of [
      [null, 401],
      ['stranger', 404],
      ['officerBeta', 404],
      ['headWest', 404],
    ] as const) {
      const stream = await openStream(test, actor, `${OST}/events`);
      expect([stream.status, stream.headers['content-type']]).toEqual([
        status,
        'application/problem+json; charset=utf-8',
      ]);
      stream.close();
    }
  });
});

describe('many at once', () => {
  it('thirty open streams hold no connection of a pool of five, each hears, and all are let go', async () => {
    const busy = async (): Promise<number> =>
      (
        await test.sql(
          `select 1 from pg_stat_activity where application_name = 'bergfried-api' and datname = $1 and state <> 'idle'`,
          [test.database.name],
        )
      ).length;
    const many = await Promise.all(
      Array.from({ length: 30 }, (_, n) => listen(n % 2 ? 'coordinator' : 'officer', n % 2 ? OST : ALPHA)),
    );
    expect(await busy()).toBe(0);
    const started = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => (await test.as('coordinator')).get(`${OST}/incidents`)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(performance.now() - started).toBeLessThan(4000);
    const { id } = await report(test);
    await Promise.all(many.map((stream) => stream.next(is('incident.created', id))));
  });

  it('first reads of the office in an hour do not wait for each other: twenty at once on a pool of five', async () => {
    await test.as('deputy');
    const started = performance.now();
    const paths = [
      `${ALPHA}/dashboard`,
      `${ALPHA}/incidents`,
      `${OST}/members`,
      `${WEST}/members`,
      `${ALPHA}/mandates`,
    ];
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, n) =>
        (await test.as('deputy')).get(paths[n % paths.length] ?? ''),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(performance.now() - started).toBeLessThan(4000); // the pool gives up after 5 s with 503
  });

  it('closing the application ends the streams', async () => {
    const other = await createTestApp();
    const stream = await openStream(other, 'coordinator', `${OST}/events`);
    await other.close();
    await stream.ended();
  });
});
