import { ACTORS, PASSWORD, TENANTS } from '@bergfried/testing';
import request from 'supertest';
import { call, problem, withoutTrace } from './testing/call.js';
import { cookieOf } from './testing/stream.js';
import { createTestApp, signIn, type TestApp } from './testing/test-app.js';

let test: TestApp;

beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());
afterEach(() => test.sql('delete from auth.throttle'));

const attempt = (email: string, password: string) =>
  test.anonymous().post('/api/v1/session').send({ email, password });

describe('sign-in', () => {
  it('answers person and memberships with permissions, and a cookie that scripts and other sites cannot use', async () => {
    const answer = await attempt(ACTORS.officer.email, PASSWORD).expect(200);
    expect(answer.body.user).toEqual({
      id: ACTORS.officer.userId,
      email: ACTORS.officer.email,
      name: 'Person officer',
      language: 'de',
    });
    expect(
      answer.body.memberships.map(({ tenantId, role }: { tenantId: string | null; role: string }) => [
        tenantId,
        role,
      ]),
    ).toEqual([
      [null, 'officer'],
      [TENANTS.ost, 'officer'],
      [TENANTS.west, 'officer'],
    ]);
    expect(answer.body.memberships[1].permissions).toContain('incident:read');
    expect(answer.get('Set-Cookie')).toEqual([
      expect.stringMatching(/^bergfried\.sid=s%3A[^;]+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/),
    ]);
    expect(answer.text).not.toMatch(/argon|password|hash/i);
  });

  it('takes the address in any case and with spaces around', async () => {
    await attempt(`  ${ACTORS.head.email.toUpperCase()} `, PASSWORD).expect(200);
  });

  it('gives a wrong password, an unknown person and a person without password the same answer', async () => {
    await test.sql(
      `insert into app.user_account (id, email, name) values (gen_random_uuid(), 'eingeladen@test.example', 'Noch ohne Passwort')`,
    );
    const wrong = await attempt(ACTORS.auditor.email, 'falsch-falsch-falsch');
    problem(wrong, 401);
    expect(wrong.get('Set-Cookie')).toBeUndefined();
    expect(withoutTrace(await attempt('niemand@test.example', PASSWORD))).toBe(withoutTrace(wrong));
    expect(withoutTrace(await attempt('eingeladen@test.example', PASSWORD))).toBe(withoutTrace(wrong));
  });

  it('takes about as long for an unknown person as for a wrong password', async () => {
    const time = async (email: string): Promise<number> => {
      const started = performance.now();
      for (let n = 0; n < 3; n++) await attempt(email, 'falsch-falsch-falsch');
      return performance.now() - started;
    };
    await time('warm@test.example');
    const [known, unknown] = [await time(ACTORS.auditor.email), await time('niemand@test.example')];
    expect(unknown / known).toBeGreaterThan(0.4); // argon2 runs for both; without it the ratio is below 0.1
  });

  it('refuses with 429 and Retry-After after ten failures, even the right password, but nobody else', async () => {
    for (let n = 0; n < 10; n++) problem(await attempt(ACTORS.auditor.email, 'falsch-falsch-falsch'), 401);
    const refused = await attempt(ACTORS.auditor.email, PASSWORD);
    expect(problem(refused, 429).detail).toMatch(/^Bitte warten Sie \d+ Sekunden/);
    expect(Number(refused.get('Retry-After'))).toBeGreaterThan(0);
    expect(Number(refused.get('Retry-After'))).toBeLessThanOrEqual(600);
    await attempt(ACTORS.head.email, PASSWORD).expect(200);
  });

  it('forgets failures with a success', async () => {
    for (let round = 0; round < 2; round++) {
      for (let n = 0; n < 6; n++) await attempt(ACTORS.head.email, 'falsch-falsch-falsch').expect(401);
      await attempt(ACTORS.head.email, PASSWORD).expect(200);
    }
  });

  it('leaves a line in the security log without address or password', async () => {
    const lines = await test.securityLines(() => attempt(ACTORS.head.email, 'geheim-geheim-geheim'));
    expect(lines).toEqual([expect.objectContaining({ event: 'sign-in-failed' })]);
    expect(JSON.stringify(test.log)).not.toMatch(/geheim-geheim|Testpasswort/);
  });

  it('gives a new session id, so that a planted one is worth nothing', async () => {
    const agent = await signIn(test.url, ACTORS.head.email);
    const before = cookieOf(agent);
    await agent.post('/api/v1/session').send({ email: ACTORS.auditor.email, password: PASSWORD }).expect(200);
    expect(cookieOf(agent)).not.toBe(before);
    problem(await request(test.url).get('/api/v1/session').set('Cookie', before), 401);
    expect((await agent.get('/api/v1/session')).body.user.email).toBe(ACTORS.auditor.email);
  });

  it('makes no session for visitors, and none of a forged cookie', async () => {
    const before = await test.sql('select from auth.session');
    await test.anonymous().get('/api/v1/installation').expect(200);
    problem(
      await request(test.url).get('/api/v1/session').set('Cookie', 'bergfried.sid=s%3Aforged.signature'),
      401,
    );
    expect((await test.sql('select from auth.session')).length).toBe(before.length);
  });
});

describe('sign-out', () => {
  it('ends the session on the server and answers 204 again and again', async () => {
    const agent = await signIn(test.url, ACTORS.head.email);
    const cookie = cookieOf(agent);
    await agent.get('/api/v1/session').expect(200);
    await agent.delete('/api/v1/session').expect(204);
    problem(await request(test.url).get('/api/v1/session').set('Cookie', cookie), 401);
    await agent.delete('/api/v1/session').expect(204);
  });
});

describe('an expired session', () => {
  it('is no session', async () => {
    const agent = await signIn(test.url, ACTORS.head.email);
    await test.sql(`update auth.session set expire = now() - interval '1 second'`);
    problem(await agent.get('/api/v1/session'), 401);
  });
});

describe('the own password', () => {
  const next = 'Neues-Passwort-2026';

  it('wants the present one, twelve characters for the next, and ends the other sessions', async () => {
    const [here, there, stranger] = [
      await signIn(test.url, ACTORS.stranger.email),
      await signIn(test.url, ACTORS.stranger.email),
      await signIn(test.url, ACTORS.head.email),
    ];
    const put = (currentPassword: string, newPassword: string) =>
      call(here, 'PUT', '/api/v1/session/password', { body: { currentPassword, newPassword } });
    expect(problem(await put('falsch-falsch-falsch', next), 422).type).toBe(
      'urn:bergfried:problem:password-wrong',
    );
    expect(problem(await put(PASSWORD, 'elf-zeichen'), 400).errors).toEqual([
      {
        pointer: '/newPassword',
        code: 'length',
        params: { min: 12, max: 200 },
        message: 'Bitte 12 bis 200 Zeichen.',
      },
    ]);
    await there.get('/api/v1/session').expect(200);
    expect((await put(PASSWORD, next)).status).toBe(204);
    await here.get('/api/v1/session').expect(200);
    problem(await there.get('/api/v1/session'), 401);
    await stranger.get('/api/v1/session').expect(200);
    problem(await attempt(ACTORS.stranger.email, PASSWORD), 401);
    await attempt(ACTORS.stranger.email, next).expect(200);
  });

  it('cannot be guessed from an open session either', async () => {
    const agent = await signIn(test.url, ACTORS.head.email);
    const guess = () =>
      call(agent, 'PUT', '/api/v1/session/password', {
        body: { currentPassword: 'falsch-falsch', newPassword: next },
      });
    for (let n = 0; n < 10; n++) problem(await guess(), 422);
    expect(problem(await guess(), 429).type).toBe('urn:bergfried:problem:too-many-requests');
  });

  it('takes what people type: spaces, umlauts, emoji, and nothing is trimmed', async () => {
    const odd = ' Łódź ä 😀 passphrase ';
    const agent = await signIn(test.url, ACTORS.contributor.email);
    expect(
      (
        await call(agent, 'PUT', '/api/v1/session/password', {
          body: { currentPassword: PASSWORD, newPassword: odd },
        })
      ).status,
    ).toBe(204);
    problem(await attempt(ACTORS.contributor.email, odd.trim()), 401);
    await attempt(ACTORS.contributor.email, odd).expect(200);
  });
});

describe('a disabled account', () => {
  it('can neither sign in nor go on in an open session', async () => {
    const agent = await signIn(test.url, ACTORS.itManagement.email);
    await test.sql(`update app.user_account set status = 'disabled' where id = $1`, [
      ACTORS.itManagement.userId,
    ]);
    problem(await agent.get(`/api/v1/tenants/${TENANTS.ost}`), 404);
    problem(await agent.get('/api/v1/session'), 401);
    expect((await agent.get('/api/v1/offices')).body.items).toEqual([]);
    problem(await attempt(ACTORS.itManagement.email, PASSWORD), 401);
  });
});
