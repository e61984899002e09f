import { ACTORS, connect, membershipId, OFFICES, TENANTS, type ActorName } from '@bergfried/testing';
import { body, call, problem } from './testing/call.js';
import { expectNothingWritten } from './testing/fingerprint.js';
import { day, incidentBody, inviteBody, settle, tenantBody } from './testing/place.js';
import { createTestApp, type TestApp } from './testing/test-app.js';

const ALPHA = `/api/v1/offices/${OFFICES.alpha}`;

interface Tenant {
  readonly id: string;
  readonly slug: string;
  readonly plate: string;
  readonly ags: string;
}
interface Setup {
  readonly tenant: Tenant;
  readonly complete: boolean;
  readonly steps: readonly { readonly step: string; readonly state: string }[];
  readonly roles: readonly { readonly role: string; readonly state: string }[];
  readonly mandate: { readonly state: string; readonly officerName: string | null };
  readonly legalEntityCount: number;
}

let test: TestApp;

beforeAll(async () => {
  test = await createTestApp();
  await settle(test, 'ost');
});
afterAll(() => test.close());

const create = async (content: Record<string, unknown>, actor: ActorName = 'officeOperator') =>
  call(await test.as(actor), 'POST', `${ALPHA}/tenants`, { body: content });
const fresh = async (patch: Record<string, unknown> = {}): Promise<Tenant> =>
  body<Tenant>(await create({ ...tenantBody(), ...patch }), 201);
const county = (number: number): Record<string, unknown> => ({
  kind: 'county',
  ags: `064${String(number)}`,
  plate: `K${'ABCDEFGHIJ'[number % 10] ?? ''}`,
});
const setupOf = async (tenant: Tenant): Promise<Setup> =>
  body<Setup>(await (await test.as('officeOperator')).get(`/api/v1/tenants/${tenant.id}/setup`), 200);
const statesOf = ({ steps }: Setup): string[] => steps.map(({ state }) => state);

describe('a new member', () => {
  it('comes with its core administration, in the history of who took it on', async () => {
    const tenant = await fresh({ name: 'Landkreis Süd', ...county(11) });
    expect(await test.row('select office_id from app.tenant where tenant_id = $1', [tenant.id])).toEqual({
      office_id: OFFICES.alpha,
    });
    expect(
      await test.sql('select name, kind, is_default from app.legal_entity where tenant_id = $1', [tenant.id]),
    ).toEqual([{ name: 'Landkreis Süd, Kernverwaltung', kind: 'core-administration', is_default: true }]);
    expect(
      await test.sql(
        'select table_name, op, actor, action from app.record_version where tenant_id = $1 order by seq',
        [tenant.id],
      ),
    ).toEqual(
      ['tenant', 'legal_entity'].map((table_name) => ({
        table_name,
        op: 'I',
        actor: ACTORS.officeOperator.userId,
        action: 'tenant:create',
      })),
    );
  });

  it('is there for the operator at once, for the officer with a mandate only, for other offices never', async () => {
    const tenant = await fresh();
    const read = async (actor: ActorName): Promise<number> =>
      (await (await test.as(actor)).get(`/api/v1/tenants/${tenant.id}`)).status;
    expect(await read('officeOperator')).toBe(200);
    for (const actor of ['officer', 'deputy', 'coordinator', 'officerBeta', 'stranger'] as const)
      expect([actor, await read(actor)]).toEqual([actor, 404]);

    const mandate = {
      tenantId: tenant.id,
      userId: ACTORS.officer.userId,
      kind: 'officer',
      validFrom: day(0),
    };
    const own = await call(await test.as('officer'), 'POST', `${ALPHA}/mandates`, { body: mandate });
    expect(problem(own, 422).type).toBe('urn:bergfried:problem:own-mandate');
    body(await call(await test.as('officeOperator'), 'POST', `${ALPHA}/mandates`, { body: mandate }), 201);
    expect(await read('officer')).toBe(200);
    expect(await read('deputy')).toBe(404);
  });

  it('is refused, and nothing written, where address, key or plate belong to somebody', async () => {
    const first = await fresh(county(22));
    const cases: readonly (readonly [string, string, Record<string, unknown>])[] = [
      ['slug', 'slugTaken', { slug: first.slug }],
      ['slug', 'slugTaken', { slug: 'stelle-beta' }], // of another office: the answer says no more
      ['ags', 'agsTaken', { ...county(23), ags: first.ags }],
      ['plate', 'plateTaken', { ...county(23), plate: first.plate }],
    ];
    for (const [field, code, patch] of cases) {
      const answer = await expectNothingWritten(test, () => create({ ...tenantBody(), ...patch }));
      expect(problem(answer, 409).errors).toMatchObject([
        { pointer: `/${field}`, code, message: expect.stringMatching(/^Dies.*\.$/) },
      ]);
    }
    // A municipality carries the plate of its county.
    await fresh({ plate: first.plate });
  });

  it('is refused with an address or key that cannot be, and with a parent of another office', async () => {
    const cases: readonly (readonly [number, string, Record<string, unknown>])[] = [
      [400, 'slugReserved', { slug: 'anmelden' }],
      [400, 'slugReserved', { slug: 'einrichten' }],
      [400, 'slug', { slug: 'Mit Blank' }],
      [400, 'ags', { ags: '06535' }],
      [400, 'ags', { ags: '17535001' }],
      [400, 'required', { ags: null }],
      [400, 'ags', { kind: 'municipal-enterprise', ags: '06535' }],
    ];
    for (const [status, code, patch] of cases) {
      const answer = await expectNothingWritten(test, () => create({ ...tenantBody(), ...patch }));
      expect([patch, problem(answer, status).errors.map((error) => error.code)]).toEqual([patch, [code]]);
    }
    const foreign = await expectNothingWritten(test, () =>
      create({ ...tenantBody(), parentId: TENANTS.fern }),
    );
    expect(problem(foreign, 422).type).toBe('urn:bergfried:problem:unknown-reference');
    await fresh({ kind: 'municipal-enterprise', ags: null, parentId: TENANTS.ost });
  });

  it('of two at once with one key one is taken on', async () => {
    const content = county(33);
    const answers = await Promise.all([1, 2, 3].map(() => create({ ...tenantBody(), ...content })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('is taken on by the operator of the office only', async () => {
    for (const actor of ['officer', 'deputy', 'tenantOperator', 'coordinator', 'head'] as const)
      problem(await expectNothingWritten(test, () => create(tenantBody(), actor)), 403);
  });

  it('cannot be forced into the database by the role of the api', async () => {
    const client = await connect(test.database.appUrl);
    const found = `select app.found_tenant(gen_random_uuid(), 'Kreis', 'Kreis', 'erzwungen', 'EZ', '06999', 'county', null, gen_random_uuid(), 'HBDI')`;
    const as = (user: string, office: string): string =>
      `select set_config('app.actor', '${user}', true), set_config('app.write_office', '${office}', true)`;
    try {
      for (const context of [
        'select 1',
        as(ACTORS.officer.userId, OFFICES.alpha), // no operator
        as(ACTORS.tenantOperator.userId, OFFICES.alpha), // of one member only
        as(ACTORS.officeOperator.userId, OFFICES.beta), // of another office
        as('', OFFICES.alpha),
      ]) {
        await client.query('begin');
        await client.query(context);
        await expect(client.query(found)).rejects.toMatchObject({ code: '42501' });
        await client.query('rollback');
      }
      await client.query('begin');
      await client.query(as(ACTORS.officeOperator.userId, OFFICES.alpha));
      await client.query(found);
      // the context is what it was: nothing of the new member may be written or read with it
      const { rows } = await client.query('select app.write_tenant() as write, app.read_tenants() as read');
      expect(rows).toEqual([{ write: null, read: [] }]);
      await client.query('rollback');
      await expect(
        client.query(`insert into app.tenant (tenant_id) values (gen_random_uuid())`),
      ).rejects.toMatchObject({ code: '42501' });
    } finally {
      await client.end();
    }
  });

  it('has an address that can be asked for before', async () => {
    const stateOf = async (slug: string): Promise<unknown> =>
      (await (await test.as('officeOperator')).get(`${ALPHA}/addresses/${encodeURIComponent(slug)}`)).body
        .state;
    expect(await Promise.all(['ost', 'fern', 'neu', 'Groß', 'ganz-frei'].map(stateOf))).toEqual([
      'taken',
      'taken',
      'reserved',
      'invalid',
      'free',
    ]);
    problem(await (await test.as('tenantOperator')).get(`${ALPHA}/addresses/ost`), 403);
  });
});

describe('the set-up of a member', () => {
  it('goes from master data to complete, each step by who may; then an incident is reported', async () => {
    const tenant = await fresh(county(44));
    const path = `/api/v1/tenants/${tenant.id}`;
    const operator = await test.as('officeOperator');
    expect(statesOf(await setupOf(tenant))).toEqual(['done', 'open', 'open', 'open']);

    const mandate = { tenantId: tenant.id, userId: ACTORS.officer.userId, kind: 'officer' };
    body(await call(operator, 'POST', `${ALPHA}/mandates`, { body: { ...mandate, validFrom: day(0) } }), 201);
    for (const role of [
      'coordinator',
      'head',
      'data-protection-officer',
      'authorised-reporter',
      'it-management',
    ])
      body(await call(operator, 'POST', `${path}/members`, { body: inviteBody(role) }), 201);
    const invited = await setupOf(tenant);
    expect(statesOf(invited)).toEqual(['done', 'done', 'waiting', 'open']);
    expect(invited.mandate).toMatchObject({ state: 'valid', officerName: 'Person officer' });

    const { items } = body<{ items: { id: string; version: number }[] }>(
      await operator.get(`${path}/legal-entities`),
      200,
    );
    const [core] = items;
    if (!core) throw new Error('no core administration');
    body(
      await call(operator, 'PATCH', `${path}/legal-entities/${core.id}`, {
        version: core.version,
        body: { socialSupervision: 'Regierungspräsidium Gießen' },
      }),
      200,
    );
    body(
      await call(await test.as('officer'), 'POST', `${path}/legal-entities`, {
        body: { name: 'Jobcenter', kind: 'jobcenter', dataProtectionAuthority: 'BfDI' },
      }),
      201,
    );
    await test.sql('update app.tenant_member set accepted_at = app.now() where tenant_id = $1', [tenant.id]);
    expect(await setupOf(tenant)).toMatchObject({ complete: true, legalEntityCount: 2 });

    const reported = await call(await test.as('officer'), 'POST', `${path}/incidents`, {
      body: incidentBody(),
    });
    expect(body<{ reference: string }>(reported, 201).reference).toMatch(
      new RegExp(`^${tenant.plate}-V\\d{4}-001$`),
    );
  });

  it('keeps what was put off until it is taken up, and says so once only', async () => {
    const tenant = await fresh();
    const put = async (step: string, skipped: boolean): Promise<Setup> =>
      body<Setup>(
        await call(await test.as('officeOperator'), 'PUT', `/api/v1/tenants/${tenant.id}/setup`, {
          body: { step, skipped },
        }),
        200,
      );
    expect(statesOf(await put('mandate', false))).toEqual(['done', 'open', 'open', 'done']);
    await put('mandate', true);
    await put('mandate', true);
    const skipped = await put('people', true);
    expect([skipped.complete, statesOf(skipped)]).toEqual([true, ['done', 'skipped', 'skipped', 'done']]);
    expect(
      await test.row('select skipped, version from app.tenant_setup where tenant_id = $1', [tenant.id]),
    ).toEqual({
      skipped: ['mandate', 'people'],
      version: 3,
    });
    expect(statesOf(await put('mandate', false))).toEqual(['done', 'open', 'skipped', 'done']);
  });

  it('lists the members that one may read, and leaves a trace for them', async () => {
    const list = async (actor: ActorName): Promise<string[]> => {
      const answer = await (await test.as(actor)).get(`${ALPHA}/setups?limit=200`);
      return body<{ items: Setup[] }>(answer, 200).items.map(({ tenant }) => tenant.slug);
    };
    await fresh({ slug: 'ohne-mandat' });
    expect(await list('officeOperator')).toEqual(expect.arrayContaining(['ost', 'west', 'ohne-mandat']));
    const officer = await list('officer');
    expect(officer).toEqual(expect.arrayContaining(['ost', 'west']));
    expect(officer).not.toContain('ohne-mandat');
    expect(await list('tenantOperator')).toEqual(['ost']);
    problem(await (await test.as('coordinator')).get(`${ALPHA}/setups`), 403);
    expect(
      await test.sql(
        `select distinct role from app.access_trace where tenant_id = $1 and user_id = $2 and resource = 'setup'`,
        [TENANTS.ost, ACTORS.officer.userId],
      ),
    ).toEqual([{ role: 'officer' }]);
  });

  it('does not count a mandate of somebody who is no officer any more', async () => {
    const tenant = await fresh();
    const mandate = { tenantId: tenant.id, userId: ACTORS.deputy.userId, kind: 'deputy', validFrom: day(0) };
    body(await call(await test.as('officeOperator'), 'POST', `${ALPHA}/mandates`, { body: mandate }), 201);
    expect((await setupOf(tenant)).mandate).toMatchObject({ state: 'missing', deputyName: 'Person deputy' });
    const officerMandate = { ...mandate, userId: ACTORS.officer.userId, kind: 'officer' };
    body(
      await call(await test.as('officeOperator'), 'POST', `${ALPHA}/mandates`, { body: officerMandate }),
      201,
    );
    await test.sql('update app.office_member set disabled_at = now() where id = $1', [
      membershipId('officer'),
    ]);
    expect((await setupOf(tenant)).mandate.state).toBe('planned');
    await test.sql('update app.office_member set disabled_at = null where id = $1', [
      membershipId('officer'),
    ]);
    expect((await setupOf(tenant)).mandate.state).toBe('valid');
  });
});
