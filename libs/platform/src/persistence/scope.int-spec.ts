import {
  ACTORS,
  attempt,
  connect,
  createTestDatabase,
  LEGAL_ENTITIES,
  OFFICES,
  openScope,
  plantRows,
  rolledBack,
  rowsOf,
  TENANTS,
  type ActorName,
  type OpenedScope,
  type TestDatabase,
} from '@bergfried/testing';
import type { Client } from 'pg';

const TODAY = `(now() at time zone 'Europe/Berlin')::date`;
const MANDATE = (change: string): string =>
  `update app.mandate set ${change} where user_id = '${ACTORS.officer.userId}' and tenant_id = '${TENANTS.ost}'`;
const AT_OFFICE = (change: string): string =>
  `update app.office_member set ${change} where user_id = '${ACTORS.officer.userId}'`;
const AT_OST = (change: string): string =>
  `update app.tenant_member set ${change} where user_id = '${ACTORS.coordinator.userId}'`;
const ACCOUNT = (name: ActorName, status: string): string =>
  `update app.user_account set status = '${status}' where id = '${ACTORS[name].userId}'`;

describe('what app.open_scope grants', () => {
  let database: TestDatabase;
  let superuser: Client;
  let app: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    [superuser, app] = [await connect(database.superuserUrl), await connect(database.appUrl)];
    await plantRows(superuser);
  });
  afterAll(async () => {
    for (const client of [superuser, app]) await client.end();
    await database.drop();
  });

  /** The scope after a change that nobody else ever sees. */
  const after = (
    change: string,
    actor: ActorName,
    tenant: keyof typeof TENANTS | null = 'ost',
    at?: string,
  ): Promise<OpenedScope | null> =>
    rolledBack(superuser, async () => {
      await superuser.query(change);
      if (at) await superuser.query(`select set_config('app.now', $1, true)`, [at]);
      await superuser.query('set local role bergfried_app');
      return openScope(superuser, actor, tenant);
    });

  it.each([
    ['as founded', 'select'],
    ['that ends today', MANDATE(`valid_until = ${TODAY}`)],
    ['that began today', MANDATE(`valid_from = ${TODAY}`)],
  ])('gives an officer the member of a mandate %s', async (_, change) => {
    expect(await after(change, 'officer')).toEqual({
      allowed: true,
      tenantIds: [TENANTS.ost],
      ownTenantIds: [],
    });
  });

  it.each([
    ['without a mandate', MANDATE(`user_id = '${ACTORS.stranger.userId}'`)],
    ['whose mandate ended yesterday', MANDATE(`valid_until = ${TODAY} - 1`)],
    ['whose mandate begins tomorrow', MANDATE(`valid_from = ${TODAY} + 1`)],
    ['whose mandate is that of a deputy', MANDATE(`kind = 'deputy'`)],
    ['whose place at the office ended yesterday', AT_OFFICE(`valid_until = ${TODAY} - 1`)],
    ['whose place at the office begins tomorrow', AT_OFFICE(`valid_from = ${TODAY} + 1, valid_until = null`)],
    ['whose place at the office was ended at once', AT_OFFICE(`disabled_at = now()`)],
    ['who has not accepted the place at the office', AT_OFFICE(`accepted_at = null`)],
    ['who is at the office in another role', AT_OFFICE(`role = 'deputy'`)],
    [
      'who has a mandate, but no place at the office',
      `delete from app.office_member where user_id = '${ACTORS.officer.userId}'`,
    ],
    ['whose account is disabled', ACCOUNT('officer', 'disabled')],
    ['whose account is only invited', ACCOUNT('officer', 'invited')],
  ])('gives nothing to an officer %s', async (_, change) => {
    expect(await after(change, 'officer')).toBeNull();
  });

  it('does not take a mandate for a place at another office', async () => {
    const mandate = `insert into app.mandate (tenant_id, id, user_id, kind, valid_from)
      values ('${TENANTS.ost}', gen_random_uuid(), '${ACTORS.officerBeta.userId}', 'officer', '2020-01-01')`;
    expect(await after(mandate, 'officerBeta')).toBeNull();
    expect(await after(mandate, 'officerBeta', 'fern')).toMatchObject({ allowed: true });
  });

  it.each([
    ['ended yesterday', AT_OST(`valid_until = ${TODAY} - 1`)],
    ['begins tomorrow', AT_OST(`valid_from = ${TODAY} + 1`)],
    ['was ended at once', AT_OST('disabled_at = now()')],
    ['was never accepted', AT_OST('accepted_at = null')],
    ['belongs to a disabled account', ACCOUNT('coordinator', 'disabled')],
  ])('gives nothing to a coordinator whose role %s', async (_, change) => {
    expect(await after('select', 'coordinator')).toEqual({
      allowed: true,
      tenantIds: [TENANTS.ost],
      ownTenantIds: [TENANTS.ost],
    });
    expect(await after(change, 'coordinator')).toBeNull();
  });

  it.each([
    ['2026-03-29', '2026-03-29T21:59:59Z', '2026-03-29T22:00:00Z'], // first day of summer time
    ['2026-10-25', '2026-10-25T22:59:59Z', '2026-10-25T23:00:00Z'], // last day of summer time
    ['2026-12-31', '2026-12-31T22:59:59Z', '2026-12-31T23:00:00Z'],
  ])('ends a mandate until %s at midnight in Berlin', async (day, before, midnight) => {
    expect(await after(MANDATE(`valid_until = '${day}'`), 'officer', 'ost', before)).toMatchObject({
      allowed: true,
    });
    expect(await after(MANDATE(`valid_until = '${day}'`), 'officer', 'ost', midnight)).toBeNull();
  });

  it('counts in the office only the members whose mandate is valid', async () => {
    expect((await after('select', 'officer', null))?.tenantIds.toSorted()).toEqual([
      TENANTS.ost,
      TENANTS.west,
    ]);
    expect(await after(MANDATE(`valid_until = ${TODAY} - 1`), 'officer', null)).toEqual({
      allowed: true,
      tenantIds: [TENANTS.west],
      ownTenantIds: [],
    });
  });

  it('gives a coordinator who calls the office the own member alone', async () => {
    expect(await after('select', 'coordinator', null)).toEqual({
      allowed: true,
      tenantIds: [TENANTS.ost],
      ownTenantIds: [TENANTS.ost],
    });
  });

  it('knows nothing of other members, other offices and strangers', async () => {
    await rolledBack(app, async () => {
      expect(await openScope(app, 'coordinator', 'west')).toBeNull();
      expect(await openScope(app, 'coordinator', 'fern')).toBeNull();
      expect(await openScope(app, 'coordinator', null, 'beta')).toBeNull();
      expect(await openScope(app, 'officer', 'fern')).toBeNull();
      expect(await openScope(app, 'officer', null, 'beta')).toBeNull();
      expect(await openScope(app, 'stranger', null)).toBeNull();
      expect(await openScope(app, 'officerBeta', null, 'alpha')).toBeNull();
    });
  });

  it('says that a person is inside but lacks the right', async () => {
    const [row] = await rolledBack(app, () =>
      rowsOf(
        app,
        `select allowed, tenant_ids from app.open_scope($1, 'tenant', $2, '{coordinator}', 'test')`,
        [ACTORS.contributor.userId, TENANTS.ost],
      ),
    );
    expect(row).toEqual({ allowed: false, tenant_ids: [] });
  });

  it('leaves the context as it was when it finds nothing', async () => {
    await rolledBack(app, async () => {
      await openScope(app, 'coordinatorWest', 'west');
      expect(await openScope(app, 'coordinatorWest', 'ost')).toBeNull();
      const rows = await rowsOf<{ tenant_id: string }>(app, 'select distinct tenant_id from app.incident');
      expect(rows).toEqual([{ tenant_id: TENANTS.west }]);
    });
  });

  it('ends with the transaction', async () => {
    await rolledBack(app, () => openScope(app, 'coordinator', 'ost'));
    expect(await rowsOf(app, 'select from app.incident')).toHaveLength(0);
    await app.query('begin');
    await openScope(app, 'coordinator', 'ost');
    await app.query('commit');
    expect(await rowsOf(app, 'select from app.incident')).toHaveLength(0);
  });

  describe('naming the one member to write', () => {
    const name = async (tenantId: string | null): Promise<boolean> =>
      (await rowsOf<{ ok: boolean }>(app, 'select app.name_tenant($1) as ok', [tenantId]))[0]?.ok ?? false;
    const insertInto = (tenant: 'ost' | 'west'): ReturnType<typeof attempt> =>
      attempt(
        app,
        `insert into app.incident (tenant_id, id, reference, title, category, severity, personal_data, detected_at, aware_at, legal_entity_id, created_by)
         values ($1, gen_random_uuid(), 'X-V2026-900', 'Gepflanzt', 'other', 'low', 'no', now(), now(), $2, $3)`,
        [TENANTS[tenant], LEGAL_ENTITIES[tenant], ACTORS.officer.userId],
      );

    it('lets the officer write there and nowhere else', async () => {
      await rolledBack(app, async () => {
        await openScope(app, 'officer', null);
        expect((await insertInto('ost')).code).toBe('42501'); // none is named yet
        expect(await name(TENANTS.ost)).toBe(true);
        expect((await insertInto('ost')).code).toBeNull();
        expect((await insertInto('west')).code).toBe('42501');
      });
    });

    it.each([
      ['officer', TENANTS.fern],
      ['coordinator', TENANTS.west],
      ['officerBeta', TENANTS.ost],
      ['officer', null],
    ] as const)('refuses %s a member that cannot be read (%s)', async (actor, tenantId) => {
      await rolledBack(app, async () => {
        await openScope(app, actor, null);
        expect(await name(tenantId)).toBe(false);
        expect(
          await rowsOf(app, `select nullif(current_setting('app.write_tenant', true), '') as named`),
        ).toEqual([{ named: null }]);
      });
    });

    it('refuses without any context', async () => {
      await rolledBack(app, async () => expect(await name(TENANTS.ost)).toBe(false));
    });
  });

  it('keeps the doors of the system and of founding shut for the api', async () => {
    await rolledBack(app, async () => {
      for (const door of [
        `app.open_system('${TENANTS.ost}', 'x', 'x')`,
        `app.open_founding('${OFFICES.alpha}', '${TENANTS.ost}', 'x')`,
        `app.roles_of('${ACTORS.officer.userId}')`,
        `auth.create_person(gen_random_uuid(), 'x@test.example', 'X', 'x')`,
        `app.announce_overdue(now(), now())`,
      ]) {
        expect({ door, code: (await attempt(app, `select ${door}`)).code }).toEqual({ door, code: '42501' });
      }
    });
  });
});
