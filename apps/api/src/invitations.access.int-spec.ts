import { ACTORS, OFFICES, PASSWORD, TENANTS, type ActorName } from '@bergfried/testing';
import type { Response } from 'supertest';
import { body, call, problem, withoutTrace } from './testing/call.js';
import { expectNothingWritten } from './testing/fingerprint.js';
import { day, invite, inviteBody, nextNumber } from './testing/place.js';
import { createTestApp, signIn, type TestApp } from './testing/test-app.js';

interface Member {
  readonly id: string;
  readonly version: number;
  readonly userId: string;
  readonly name: string;
  readonly status: string;
  readonly invitation: { readonly url: string; readonly expiresAt: string };
}

const OST = `/api/v1/tenants/${TENANTS.ost}`;
const WEST = `/api/v1/tenants/${TENANTS.west}`;
const ALPHA = `/api/v1/offices/${OFFICES.alpha}`;
const BETA = `/api/v1/offices/${OFFICES.beta}`;
const CHOSEN = 'Selbst-gewählt-2026';

let test: TestApp;

beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());
afterEach(() => test.sql('delete from auth.throttle'));

const post = async (actor: ActorName, path: string, content: unknown): Promise<Response> =>
  call(await test.as(actor), 'POST', path, { body: content });
const tokenOf = ({ invitation }: Pick<Member, 'invitation'>): string =>
  invitation.url.replace('http://bergfried.test/m/', '');
const accept = (token: string, password: string): Promise<Response> =>
  call(test.anonymous(), 'POST', `/api/v1/links/${token}`, { body: { password } });
const describeLink = (token: string): Promise<Response> =>
  call(test.anonymous(), 'GET', `/api/v1/links/${token}`);
const inviteByOfficer = async (extra: Record<string, unknown> = {}): Promise<Member & { email: string }> => {
  const content = { ...inviteBody('coordinator'), ...extra };
  return {
    ...body<Member>(await post('officer', `${OST}/members`, content), 201),
    email: content['email'] as string,
  };
};

describe('an invitation', () => {
  it('leads from the link over a password of the own choice into the member, once', async () => {
    const { email, ...member } = await inviteByOfficer();
    const token = tokenOf(member);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(member).toMatchObject({ status: 'invited', version: 1 });
    problem(await test.anonymous().post('/api/v1/session').send({ email, password: CHOSEN }), 401);

    const described = body<{ expiresAt: string }>(await describeLink(token));
    expect(described).toEqual({
      purpose: 'invitation',
      email,
      name: member.name,
      hasAccount: false,
      expiresAt: member.invitation.expiresAt,
    });
    expect(new Date(described.expiresAt).getTime() - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
    expect((await describeLink(token)).status).toBe(200); // opening changes nothing: mail scanners open links

    expect(problem(await accept(token, 'zu-kurz'), 400).errors[0]).toMatchObject({
      pointer: '/password',
      code: 'length',
    });
    expect((await accept(token, CHOSEN)).status).toBe(204);
    problem(await accept(token, CHOSEN), 404);
    problem(await describeLink(token), 404);

    const agent = await signIn(test.url, email, CHOSEN);
    expect((await agent.get('/api/v1/session')).body.memberships).toEqual([
      expect.objectContaining({ tenantId: TENANTS.ost, role: 'coordinator' }),
    ]);
    await agent.get(`${OST}/incidents`).expect(200);
    problem(await agent.get(`${WEST}/incidents`), 404);
    const listed = (await call(await test.as('officer'), 'GET', `${OST}/members?limit=200`)).body
      .items as Member[];
    expect(listed.find(({ id }) => id === member.id)).toMatchObject({ status: 'active', version: 2 });
  });

  it('stores no token: neither the database nor the log knows it', async () => {
    const token = tokenOf(await inviteByOfficer());
    await describeLink(token);
    const dump = await test.sql<{ row: string }>(
      `select l::text as row from auth.link l union all select r::text from app.record_version r`,
    );
    expect(dump.filter(({ row }) => row.includes(token))).toEqual([]);
    expect(JSON.stringify(test.log)).not.toContain(token);
  });

  it('gives an existing account its role only for its password, and shows the inviter nothing of the account', async () => {
    const member = body<Member>(
      await post('officer', `${OST}/members`, {
        ...inviteBody('auditor'),
        name: 'Vom Einladenden',
        email: ACTORS.coordinatorFern.email,
      }),
      201,
    );
    expect(member.name).toBe('Vom Einladenden');
    const token = tokenOf(member);
    expect((await describeLink(token)).body).toMatchObject({
      hasAccount: true,
      email: ACTORS.coordinatorFern.email,
    });
    expect(problem(await accept(token, CHOSEN), 422).type).toBe('urn:bergfried:problem:password-wrong');
    expect((await accept(token, PASSWORD)).status).toBe(204);
    const agent = await signIn(test.url, ACTORS.coordinatorFern.email);
    await agent.get(`${OST}/incidents`).expect(200);
    problem(await agent.get(`${WEST}/incidents`), 404);
  });

  it('is no way to guess the password of an existing account', async () => {
    const token = tokenOf(
      body<Member>(
        await post('officer', `${OST}/members`, { ...inviteBody('auditor'), email: ACTORS.headWest.email }),
        201,
      ),
    );
    for (let n = 0; n < 10; n++) problem(await accept(token, `geraten-geraten-${String(n)}`), 422);
    problem(await accept(token, PASSWORD), 429);
  });

  it('renewed ends the older link; an accepted one cannot be renewed', async () => {
    const member = await inviteByOfficer();
    const renewed = {
      invitation: body<Member['invitation']>(
        await post('officer', `${OST}/members/${member.id}/invitation`, undefined),
        201,
      ),
    };
    problem(await describeLink(tokenOf(member)), 404);
    expect((await accept(tokenOf(renewed), CHOSEN)).status).toBe(204);
    problem(await post('officer', `${OST}/members/${member.id}/invitation`, undefined), 409);
  });

  it('expired, unknown and used links are the same answer', async () => {
    const expired = tokenOf(await inviteByOfficer());
    await test.sql(`update auth.link set expires_at = now() - interval '1 second' where used_at is null`);
    const unknown = await accept('A'.repeat(43), CHOSEN);
    problem(unknown, 404);
    expect(withoutTrace(await accept(expired, CHOSEN))).toBe(withoutTrace(unknown));
    expect(withoutTrace(await describeLink(expired))).toBe(withoutTrace(unknown));
    for (const odd of ['%00', '..%2F..', "'%20or%201=1", 'ä'.repeat(500)])
      problem(await describeLink(encodeURI(decodeURI(odd))), 404);
  });

  it('deactivated before it was accepted leads nowhere', async () => {
    const { email, ...member } = await inviteByOfficer();
    expect(
      (
        await call(await test.as('officer'), 'POST', `${OST}/members/${member.id}/deactivation`, {
          version: 1,
        })
      ).body.status,
    ).toBe('disabled');
    await accept(tokenOf(member), CHOSEN);
    const agent = await signIn(test.url, email, CHOSEN).catch(() => null);
    if (agent) problem(await agent.get(OST), 404);
  });

  it('for a role from tomorrow or until yesterday gives no access yet, or no more', async () => {
    for (const days of [{ validFrom: day(2) }, { validFrom: day(-9), validUntil: day(-2) }]) {
      const { email, ...member } = await inviteByOfficer(days);
      expect((await accept(tokenOf(member), CHOSEN)).status).toBe(204);
      const agent = await signIn(test.url, email, CHOSEN);
      expect((await agent.get('/api/v1/session')).body.memberships).toEqual([]);
      problem(await agent.get(OST), 404);
    }
  });

  it('of the same person, role and day is a conflict; an end before the beginning is refused', async () => {
    const content = inviteBody('head');
    body(await post('officer', `${OST}/members`, content), 201);
    problem(await post('officer', `${OST}/members`, content), 409);
    const order = await post('officer', `${OST}/members`, {
      ...inviteBody('head'),
      validFrom: day(5),
      validUntil: day(4),
    });
    expect(problem(order, 400).errors).toEqual([
      { pointer: '/validUntil', code: 'order', params: {}, message: 'Das Ende liegt vor dem Beginn.' },
    ]);
    // without a beginning it is today
    expect(
      problem(await post('officer', `${OST}/members`, { ...inviteBody('head'), validUntil: day(-3) }), 400)
        .errors[0]?.pointer,
    ).toBe('/validUntil');
  });
});

describe('nobody decides about the own access', () => {
  const own: readonly [string, ActorName, string, string][] = [
    ['officer', 'officer', `${ALPHA}/members`, 'deputy'],
    ['office operator', 'officeOperator', `${ALPHA}/members`, 'officer'],
    ['county operator', 'tenantOperator', `${OST}/members`, 'coordinator'],
  ];

  it.each(own)('%s: neither role, days, end nor invitation', async (_name, actor, path, role) => {
    const { id, version } = await test.row<{ id: string; version: number }>(
      `select id, version from app.${path.includes('office') ? 'office_member' : 'tenant_member'} where user_id = $1 order by created_at`,
      [ACTORS[actor].userId],
    );
    await expectNothingWritten(test, async () => {
      const agent = await test.as(actor);
      const answers = [
        await call(agent, 'PATCH', `${path}/${id}`, { version, body: { role } }),
        await call(agent, 'PATCH', `${path}/${id}`, { version, body: { validUntil: null } }),
        await call(agent, 'POST', `${path}/${id}/deactivation`, { version }),
        await call(agent, 'POST', `${path}/${id}/invitation`),
        await post(actor, path, { ...inviteBody(role), email: ACTORS[actor].email.toUpperCase() }),
      ];
      expect(answers.map((answer) => problem(answer, 422).type)).toEqual(
        answers.map(() => 'urn:bergfried:problem:own-membership'),
      );
    });
  });

  it('an officer can neither lengthen the own mandate nor give one to oneself', async () => {
    const { id } = await test.row<{ id: string }>(
      'select id from app.mandate where user_id = $1 and tenant_id = $2',
      [ACTORS.officer.userId, TENANTS.ost],
    );
    await expectNothingWritten(test, async () => {
      const mine = {
        tenantId: TENANTS.ost,
        userId: ACTORS.officer.userId,
        kind: 'officer',
        validFrom: day(nextNumber()),
      };
      const answers = [
        await post('officer', `${ALPHA}/mandates`, mine),
        await call(await test.as('officer'), 'PATCH', `${ALPHA}/mandates/${id}`, {
          version: 1,
          body: { validUntil: null },
        }),
      ];
      expect(answers.map((answer) => problem(answer, 422).type)).toEqual([
        'urn:bergfried:problem:own-mandate',
        'urn:bergfried:problem:own-mandate',
      ]);
    });
  });

  it('a mandate needs the role at the office: a deputy is given none as officer, a disabled person none at all', async () => {
    const give = (userId: string, kind: string) =>
      post('officer', `${ALPHA}/mandates`, { tenantId: TENANTS.ost, userId, kind, validFrom: day(30) });
    expect(problem(await give(ACTORS.deputy.userId, 'officer'), 422).type).toBe(
      'urn:bergfried:problem:unknown-reference',
    );
    const former = await invite(await test.as('officer'), ALPHA, 'deputy');
    expect((await give(former.userId, 'deputy')).status).toBe(201);
    await call(await test.as('officer'), 'POST', `${ALPHA}/members/${former.id}/deactivation`, {
      version: 1,
    });
    problem(
      await post('officer', `${ALPHA}/mandates`, {
        tenantId: TENANTS.ost,
        userId: former.userId,
        kind: 'deputy',
        validFrom: day(31),
      }),
      422,
    );
  });

  it('roles of the office are not given at a member, nor the other way round; the other office is not there', async () => {
    for (const [path, role] of [
      [`${OST}/members`, 'officer'],
      [`${OST}/members`, 'deputy'],
      [`${ALPHA}/members`, 'head'],
      [`${ALPHA}/members`, 'coordinator'],
    ] as const) {
      expect(problem(await post('officer', path, inviteBody(role)), 400).errors[0]).toMatchObject({
        pointer: '/role',
        code: 'choice',
      });
    }
    problem(await post('officer', `${BETA}/members`, inviteBody('officer')), 404);
    problem(await post('tenantOperator', `${WEST}/members`, inviteBody('head')), 404);
  });
});
