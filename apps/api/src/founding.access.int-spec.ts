import { hashOfFoundingCode } from '@bergfried/identity';
import { connect, PASSWORD } from '@bergfried/testing';
import { body, call, problem, withoutTrace } from './testing/call.js';
import { createTestApp, type TestApp } from './testing/test-app.js';

const CODE = 'abcd-efgh-jkmn-pqrs-2345';
const PATH = '/api/v1/founding';

let test: TestApp;

/** An installation in which nothing was ever founded; the walls stand. */
beforeEach(async () => {
  test = await createTestApp();
  await test.sql('truncate app.office, app.user_account, app.slug cascade');
  await test.sql('truncate app.record_version, app.office_record_version');
});
afterEach(() => test.close());

/** What the command line does at each start. */
async function offer(code: string): Promise<boolean | undefined> {
  const client = await connect(test.database.systemUrl);
  try {
    const { rows } = await client.query<{ open: boolean }>('select auth.offer_founding($1) as open', [
      hashOfFoundingCode(code),
    ]);
    return rows[0]?.open;
  } finally {
    await client.end();
  }
}

const request = (code: string, number = 1): Record<string, unknown> => ({
  code,
  officeName: `Gemeinsame Stelle ${String(number)}`,
  officeShortName: 'Stelle',
  officeSlug: `stelle-${String(number)}`,
  name: 'Erste Person',
  email: `Erste.${String(number)}@Test.example`,
  password: PASSWORD,
});
const found = (content: Record<string, unknown>, agent = test.anonymous()) =>
  call(agent, 'POST', PATH, { body: content });
const isOpen = async (): Promise<unknown> =>
  (await test.anonymous().get('/api/v1/installation')).body.foundingOpen;
const offices = (): Promise<{ slug: string }[]> => test.sql('select slug from app.office order by slug');

it('makes office and operator in one go and signs the operator in', async () => {
  expect(await isOpen()).toBe(false); // no code waits
  problem(await found(request(CODE)), 404);
  expect(await offer(CODE)).toBe(true);
  expect(await isOpen()).toBe(true);

  const agent = test.anonymous();
  const session = body<{ user: { id: string; email: string }; memberships: Record<string, unknown>[] }>(
    await found(request(CODE.toUpperCase().replaceAll('-', ' ')), agent),
    201,
  );
  expect(session.user.email).toBe('erste.1@test.example');
  expect(session.memberships).toMatchObject([{ role: 'operator', officeSlug: 'stelle-1', tenantId: null }]);
  expect((await agent.get('/api/v1/session')).status).toBe(200);
  expect(
    await test.sql(`select actor, action, table_name from app.office_record_version order by table_name`),
  ).toEqual([
    { actor: session.user.id, action: 'founding', table_name: 'office' },
    { actor: session.user.id, action: 'founding', table_name: 'office_member' },
  ]);
  const known = { email: 'erste.1@test.example', password: PASSWORD };
  expect((await call(test.anonymous(), 'POST', '/api/v1/session', { body: known })).status).toBe(200);
});

it('is over once there is an office: 404 for every code, and no new one is offered', async () => {
  await offer(CODE);
  body(await found(request(CODE)), 201);
  expect(await isOpen()).toBe(false);
  expect(await offer('neuer-code')).toBe(false);
  expect(await test.sql('select from auth.founding_code')).toEqual([]);
  const used = await found(request(CODE, 2));
  expect(problem(used, 404).type).toBe('urn:bergfried:problem:not-found');
  expect(withoutTrace(used)).toBe(withoutTrace(await found(request('falsch', 2))));
  expect(await offices()).toEqual([{ slug: 'stelle-1' }]);
});

it('ends with an office that comes to be in another way', async () => {
  await offer(CODE);
  await test.sql(
    `insert into app.office (office_id, name, short_name, slug) values (gen_random_uuid(), 'Stelle', 'Stelle', 'anders')`,
  );
  expect(await test.sql('select from auth.founding_code')).toEqual([]);
  problem(await found(request(CODE)), 404);
});

it('a later start ends the code of an earlier one', async () => {
  await offer(CODE);
  await offer('9876-5432-abcd-efgh-jkmn');
  problem(await found(request(CODE)), 422);
  body(await found(request('9876-5432-abcd-efgh-jkmn')), 201);
});

it('of two that use the code at the same time one makes the office', async () => {
  await offer(CODE);
  const answers = await Promise.all(Array.from({ length: 6 }, (_, number) => found(request(CODE, number))));
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses[0]).toBe(201);
  expect(statuses.slice(1).every((status) => status === 404 || status === 422)).toBe(true);
  expect(await offices()).toHaveLength(1);
  expect(await test.sql('select from app.user_account')).toHaveLength(1);
  expect(await test.sql('select from app.office_member')).toHaveLength(1);
});

it('slows down who guesses, tells nothing, and writes nothing', async () => {
  await offer(CODE);
  const lines = await test.securityLines(async () => {
    for (let tries = 0; tries < 10; tries++) {
      const wrong = problem(await found(request('aaaa-aaaa-aaaa-aaaa-aaaa')), 422);
      expect(wrong.type).toBe('urn:bergfried:problem:founding-code-wrong');
    }
  });
  expect(lines.filter(({ event }) => event === 'founding-code-wrong')).toHaveLength(10);
  expect(JSON.stringify(lines)).not.toContain('aaaa-');
  const locked = await found(request(CODE)); // even the right one
  problem(locked, 429);
  expect(Number(locked.headers['retry-after'])).toBeGreaterThan(0);
  expect(await offices()).toEqual([]);
  expect(await test.sql('select from app.user_account')).toEqual([]);
  await test.sql('delete from auth.throttle');
  body(await found(request(CODE)), 201);
});

it('a reserved address or a short password leaves the code as it was', async () => {
  await offer(CODE);
  const reserved = await found({ ...request(CODE), officeSlug: 'anmelden' });
  expect(problem(reserved, 400).errors).toMatchObject([{ pointer: '/officeSlug', code: 'slugReserved' }]);
  const short = await found({ ...request(CODE), password: 'zu kurz' });
  expect(problem(short, 400).errors).toMatchObject([{ pointer: '/password', code: 'length' }]);
  expect(await offices()).toEqual([]);
  expect(await test.sql('select from app.user_account')).toEqual([]);
  body(await found(request(CODE)), 201);
});

it('the role of the api can neither read the code nor offer one', async () => {
  await offer(CODE);
  const client = await connect(test.database.appUrl);
  try {
    for (const sql of [
      'select * from auth.founding_code',
      `select auth.offer_founding('\\x00')`,
      `insert into auth.founding_code (code_hash) values ('\\x00')`,
    ])
      await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
  } finally {
    await client.end();
  }
});
