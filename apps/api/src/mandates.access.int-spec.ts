import { ACTORS, mandateId, membershipId, OFFICES, TENANTS, type ActorName } from '@bergfried/testing';
import { body, call, problem } from './testing/call.js';
import { day, invite, settle, type Place } from './testing/place.js';
import { openStream } from './testing/stream.js';
import { createTestApp, type TestApp } from './testing/test-app.js';

const RECHECK_MS = 150;
const OST = `/api/v1/tenants/${TENANTS.ost}`;
const WEST = `/api/v1/tenants/${TENANTS.west}`;
const ALPHA = `/api/v1/offices/${OFFICES.alpha}`;

interface List<T = { readonly id: string; readonly tenantId: string; readonly version: number }> {
  readonly items: readonly T[];
  readonly total: number;
}
interface Trace {
  readonly tenantId: string;
  readonly userId: string;
  readonly actorName: string;
  readonly role: string;
  readonly resource: string;
  readonly hour: string;
}

let test: TestApp;
let ost: Place;

beforeAll(async () => {
  test = await createTestApp({ recheckMs: RECHECK_MS });
  ost = await settle(test, 'ost');
  await settle(test, 'west');
});
afterAll(() => test.close());

const statusOf = async (actor: ActorName, path: string): Promise<number> =>
  (await (await test.as(actor)).get(path)).status;
const tenantsOf = async (actor: ActorName): Promise<string[]> => {
  const { items } = body<List>(await (await test.as(actor)).get(`${ALPHA}/incidents`));
  return [...new Set(items.map(({ tenantId }) => tenantId))].sort();
};
/** Days of a mandate or membership, changed from beside the product and put back afterwards. */
async function during<T>(table: string, id: string, change: string, work: () => Promise<T>): Promise<T> {
  await test.sql(`update app.${table} set ${change} where id = $1`, [id]);
  try {
    return await work();
  } finally {
    const accepted = table === 'mandate' ? '' : ', accepted_at = now(), disabled_at = null';
    await test.sql(
      `update app.${table} set valid_from = '2023-07-01', valid_until = null ${accepted} where id = $1`,
      [id],
    );
  }
}
const ENDED: readonly (readonly [string, string])[] = [
  ['ended yesterday', `valid_until = app.today() - 1`],
  ['begins tomorrow', `valid_from = app.today() + 1`],
];
const ENDED_ROLE: typeof ENDED = [
  ...ENDED,
  ['is ended at once', 'disabled_at = now()'],
  ['was never accepted', 'accepted_at = null'],
];

describe('a mandate', () => {
  it.each(ENDED)(
    'that %s gives no access in the open session, to that member only',
    async (_name, change) => {
      expect([await statusOf('officer', `${OST}/incidents`), await tenantsOf('officer')]).toEqual([
        200,
        [TENANTS.ost, TENANTS.west],
      ]);
      await during('mandate', mandateId('officer', 'ost'), change, async () => {
        for (const path of [
          OST,
          `${OST}/incidents`,
          `${OST}/incidents/${ost.incidentId}`,
          `${OST}/dashboard`,
          `${OST}/members`,
          `${OST}/events`,
        ])
          expect([path, await statusOf('officer', path)]).toEqual([path, 404]);
        expect(await tenantsOf('officer')).toEqual([TENANTS.west]);
        expect(await statusOf('officer', `${WEST}/incidents`)).toBe(200);
        const { memberships } = (await (await test.as('officer')).get('/api/v1/session')).body as {
          memberships: { tenantId: string | null }[];
        };
        expect(memberships.map(({ tenantId }) => tenantId)).toEqual([null, TENANTS.west]);
        const { tenants } = body<{ tenants: { tenantId: string }[] }>(
          await (await test.as('officer')).get(`${ALPHA}/dashboard`),
        );
        expect(tenants.map(({ tenantId }) => tenantId)).toEqual([TENANTS.west]);
        problem(
          await call(await test.as('officer'), 'POST', `${OST}/incidents/${ost.incidentId}/entries`, {
            body: { text: 'zu spät' },
          }),
          404,
        );
      });
      expect(await statusOf('officer', `${OST}/incidents`)).toBe(200);
    },
  );

  it.each([
    ['today only', `valid_from = app.today(), valid_until = app.today()`],
    ['until today', `valid_until = app.today()`],
  ])('%s is still one', async (_name, change) => {
    await during('mandate', mandateId('officer', 'ost'), change, async () =>
      expect(await statusOf('officer', `${OST}/incidents`)).toBe(200),
    );
  });

  it.each(ENDED_ROLE)('is worth nothing when the role at the office %s', async (_name, change) => {
    await during('office_member', membershipId('officer'), change, async () => {
      expect(await statusOf('officer', `${OST}/incidents`)).toBe(404);
      expect(await statusOf('officer', `${ALPHA}/incidents`)).toBe(404);
    });
  });

  it('of a deputy does not stand in for the officer role, nor the other way round', async () => {
    await during('office_member', membershipId('deputy'), `role = 'officer'`, async () => {
      expect(await statusOf('deputy', `${OST}/incidents`)).toBe(404);
    });
    await test.sql(`update app.office_member set role = 'deputy' where id = $1`, [membershipId('deputy')]);
    expect(await statusOf('deputy', `${OST}/incidents`)).toBe(200);
  });

  it('is given and ended over HTTP by somebody else, and holds from that moment', async () => {
    const operator = await test.as('officeOperator');
    const listed = body<List>(await operator.get(`${ALPHA}/mandates?tenantId=${TENANTS.ost}`));
    const mandate = listed.items.find(({ id }) => id === mandateId('deputy', 'ost'));
    const ended = await call(operator, 'PATCH', `${ALPHA}/mandates/${mandate?.id ?? ''}`, {
      version: mandate?.version ?? 0,
      body: { validUntil: day(-2) },
    });
    expect(ended.status).toBe(200);
    expect(await statusOf('deputy', `${OST}/incidents`)).toBe(404);
    const given = await call(operator, 'POST', `${ALPHA}/mandates`, {
      body: { tenantId: TENANTS.ost, userId: ACTORS.deputy.userId, kind: 'deputy', validFrom: day(-1) },
    });
    expect(body<{ userName: string; tenantName: string }>(given, 201)).toMatchObject({
      userName: 'Person deputy',
      tenantName: 'Landkreis Ost',
    });
    expect(await statusOf('deputy', `${OST}/incidents`)).toBe(200);
    const order = await call(operator, 'PATCH', `${ALPHA}/mandates/${mandate?.id ?? ''}`, {
      version: (mandate?.version ?? 0) + 1,
      body: { validUntil: '2023-06-30' },
    });
    expect(problem(order, 400).errors[0]).toMatchObject({ pointer: '/validUntil', code: 'order' });
  });
});

describe('a role at a member', () => {
  it.each(ENDED_ROLE)('that %s gives no access in the open session', async (_name, change) => {
    expect(await statusOf('auditor', `${OST}/incidents`)).toBe(200);
    await during('tenant_member', membershipId('auditor'), change, async () => {
      for (const path of [OST, `${OST}/incidents`, `${ALPHA}/incidents`, ALPHA])
        expect([path, await statusOf('auditor', path)]).toEqual([path, 404]);
      expect((await (await test.as('auditor')).get('/api/v1/session')).body.memberships).toEqual([]);
    });
  });

  it('ended over HTTP is over for that role only', async () => {
    const officer = await test.as('officer');
    await test.sql(
      `insert into app.tenant_member (tenant_id, id, user_id, role, valid_from, accepted_at) values ($1, gen_random_uuid(), $2, 'auditor', '2024-01-01', now())`,
      [TENANTS.west, ACTORS.itManagement.userId],
    );
    expect([
      await statusOf('itManagement', `${OST}/incidents`),
      await statusOf('itManagement', `${WEST}/incidents`),
    ]).toEqual([200, 200]);
    const ended = await call(officer, 'POST', `${OST}/members/${membershipId('itManagement')}/deactivation`, {
      version: 1,
    });
    expect(body<{ status: string }>(ended).status).toBe('disabled');
    expect([
      await statusOf('itManagement', `${OST}/incidents`),
      await statusOf('itManagement', `${WEST}/incidents`),
    ]).toEqual([404, 200]);
  });
});

describe('open streams', () => {
  it.each([
    [
      'the mandate ends',
      'officer',
      OST,
      () =>
        test.sql(`update app.mandate set valid_until = app.today() - 1 where id = $1`, [
          mandateId('officer', 'ost'),
        ]),
    ],
    [
      'the role is ended',
      'head',
      OST,
      () =>
        test.sql(`update app.tenant_member set disabled_at = now() where id = $1`, [membershipId('head')]),
    ],
    [
      'the account is disabled',
      'contributor',
      ALPHA,
      () =>
        test.sql(`update app.user_account set status = 'disabled' where id = $1`, [
          ACTORS.contributor.userId,
        ]),
    ],
    [
      'the person signs out',
      'dataProtectionOfficer',
      OST,
      async () => (await test.as('dataProtectionOfficer')).delete('/api/v1/session'),
    ],
    [
      'the session is ended by a new password elsewhere',
      'authorisedReporter',
      OST,
      () =>
        test.sql(`delete from auth.session where sess -> 'passport' ->> 'user' = $1`, [
          ACTORS.authorisedReporter.userId,
        ]),
    ],
  ] as const)('end at the next check when %s', async (_name, actor, scope, end) => {
    const stream = await openStream(test, actor, `${scope}/events`);
    await stream.next(({ type }) => type === 'resync');
    await new Promise((resolve) => setTimeout(resolve, 2 * RECHECK_MS));
    await expect(stream.ended(1)).rejects.toThrow(); // it lives as long as the access does
    await end();
    await stream.ended(10 * RECHECK_MS);
    expect((await openStream(test, actor, `${scope}/events`)).status).toBeGreaterThanOrEqual(401);
  });

  it('an office stream goes on with the members that are left', async () => {
    await test.sql(`update app.mandate set valid_until = null where id = $1`, [mandateId('officer', 'ost')]);
    const stream = await openStream(test, 'officer', `${ALPHA}/events`);
    await test.sql(`update app.mandate set valid_until = app.today() - 1 where id = $1`, [
      mandateId('officer', 'ost'),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 3 * RECHECK_MS));
    const east = body<{ id: string }>(
      await call(await test.as('coordinator'), 'POST', `${OST}/incidents/${ost.incidentId}/entries`, {
        body: { text: 'nicht mehr für die Stelle' },
      }),
      201,
    );
    const west = await invite(await test.as('officer'), WEST, 'head');
    await stream.next(({ id }) => id === west.id);
    expect(stream.events.filter(({ id }) => id === east.id)).toEqual([]);
    stream.close();
    await test.sql(`update app.mandate set valid_until = null where id = $1`, [mandateId('officer', 'ost')]);
  });
});

describe('the trace of a read by the office', () => {
  it('is there before the answer, for every member read, and the county sees who, as what, which kind, which hour', async () => {
    // A process that remembers no trace. Last in this file: passport knows one sign-in per process, and this takes it over.
    const fresh = await createTestApp();
    try {
      await (await fresh.as('deputy')).get(`${OST}/incidents`).expect(200);
      const rows = await fresh.sql<{ tenant_id: string; resource: string }>(
        'select tenant_id, resource from app.access_trace',
      );
      expect(rows).toEqual([{ tenant_id: TENANTS.ost, resource: 'incident' }]);
      await (await fresh.as('deputy')).get(`${ALPHA}/dashboard`).expect(200);
      for (const n of [1, 2, 3])
        await (await fresh.as('deputy')).get(`${OST}/incidents?limit=${String(n)}`).expect(200);
      const seen = body<List<Trace>>(await (await fresh.as('coordinator')).get(`${OST}/accesses`));
      expect(seen.items.map(({ resource }) => resource).sort()).toEqual(['dashboard', 'incident']);
      for (const item of seen.items) {
        expect(item).toMatchObject({
          tenantId: TENANTS.ost,
          userId: ACTORS.deputy.userId,
          actorName: 'Person deputy',
          role: 'deputy',
        });
        expect(item.hour).toMatch(/:00:00\.000Z$/);
        expect(Date.now() - new Date(item.hour).getTime()).toBeLessThan(3_601_000);
      }
      expect(
        body<List<Trace>>(await (await fresh.as('headWest')).get(`${WEST}/accesses`)).items.map(
          ({ resource }) => resource,
        ),
      ).toEqual(['dashboard']);
      // the county's own reads leave none, and the office does not read its own trace
      await (await fresh.as('head')).get(`${OST}/incidents`).expect(200);
      expect(body<List<Trace>>(await (await fresh.as('head')).get(`${OST}/accesses`)).total).toBe(2);
      problem(await (await fresh.as('officer')).get(`${OST}/accesses`), 403);
    } finally {
      await fresh.close();
    }
  });
});
