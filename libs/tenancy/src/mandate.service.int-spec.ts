import type { Access } from '@bergfried/platform';
import {
  ACTORS,
  betweenContextAndCommit,
  mandateId,
  recordStatements,
  rowsOf,
  TENANTS,
  type ActorName,
  openScene,
  type Scene,
} from '@bergfried/testing';
import { Mandate } from './mandate.entity.js';
import { MandateService } from './mandate.service.js';
import { TenancyModule } from './tenancy.module.js';
import type {
  CreateMandateRequest,
  MandateQuery,
  MandateResponse,
  UpdateMandateRequest,
} from './tenancy.dto.js';

describe('mandates', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene([TenancyModule], [Mandate]);
  });
  afterAll(() => scene.close());

  const manage = <T>(
    work: (service: MandateService, access: Access) => Promise<T>,
    actor: ActorName = 'officer',
  ): Promise<T> =>
    scene.units.as(actor, null, 'mandate:manage', (access) =>
      work(scene.services.get(MandateService), access),
    );
  const list = (query: MandateQuery = {}, actor: ActorName = 'officer') =>
    manage((service, access) => service.findAll(access, query), actor);
  const update = (id: string, version: number, patch: UpdateMandateRequest, actor: ActorName = 'officer') =>
    manage((service, access) => service.update(access, id, version, patch), actor);
  const create = (
    body: Partial<CreateMandateRequest> = {},
    actor: ActorName = 'officer',
  ): Promise<MandateResponse> =>
    manage(
      (service, access) =>
        service.create(access, {
          tenantId: TENANTS.ost,
          userId: ACTORS.deputy.userId,
          kind: 'deputy',
          validFrom: '2027-01-01',
          ...body,
        }),
      actor,
    );
  const maySee = async (actor: ActorName, tenantId: string): Promise<boolean> =>
    (
      await rowsOf(
        scene.superuser,
        `select 1 from app.open_scope($1, 'tenant', $2, '{officer,deputy}', 'test')`,
        [ACTORS[actor].userId, tenantId],
      )
    ).length > 0;

  it('are listed for the members of the own office, and only for those', async () => {
    const { items, total } = await list();
    expect(total).toBe(4);
    expect(
      items.map(({ tenantName, userName, kind }) => `${tenantName}: ${String(userName)} (${kind})`).sort(),
    ).toEqual([
      'Landkreis Ost: Person deputy (deputy)',
      'Landkreis Ost: Person officer (officer)',
      'Landkreis West: Person deputy (deputy)',
      'Landkreis West: Person officer (officer)',
    ]);
    expect((await list({ tenantId: TENANTS.west })).total).toBe(2);
    expect((await list({ tenantId: TENANTS.fern })).items).toEqual([]);
    expect((await list({}, 'officeOperator')).total).toBe(4);
    expect((await list({}, 'officerBeta')).items.map(({ tenantId }) => tenantId)).toEqual([TENANTS.fern]);
  });

  it('give and end the access to a member', async () => {
    const id = mandateId('deputy', 'west');
    expect(await maySee('deputy', TENANTS.west)).toBe(true);
    const ended = await update(id, 1, { validUntil: '2026-01-01' });
    expect(ended).toMatchObject({ id, validUntil: '2026-01-01', version: 2 });
    expect(await maySee('deputy', TENANTS.west)).toBe(false);
    expect(await maySee('deputy', TENANTS.ost)).toBe(true);
    await update(id, 2, { validUntil: null });
    expect(await maySee('deputy', TENANTS.west)).toBe(true);
  });

  it('are made for a person of the office, with first and last day', async () => {
    expect(await create({ validUntil: '2027-12-31' })).toMatchObject({
      tenantId: TENANTS.ost,
      tenantName: 'Landkreis Ost',
      userId: ACTORS.deputy.userId,
      userName: 'Person deputy',
      kind: 'deputy',
      validFrom: '2027-01-01',
      validUntil: '2027-12-31',
      version: 1,
    });
    await expect(create({ validUntil: '2028-12-31' })).rejects.toMatchObject({ key: 'already-exists' });
    expect(await create({ tenantId: TENANTS.west }, 'officeOperator')).toMatchObject({
      tenantId: TENANTS.west,
    });
  });

  it.each([
    ['for oneself', { userId: ACTORS.officer.userId, kind: 'officer' }, 'own-mandate'],
    ['at a member of another office', { tenantId: TENANTS.fern }, 'unknown-reference'],
    ['at no member', { tenantId: '0195f000-0000-7009-8000-000000000009' }, 'unknown-reference'],
    ['for somebody who is not at the office', { userId: ACTORS.coordinator.userId }, 'unknown-reference'],
    [
      'for somebody of another office',
      { userId: ACTORS.officerBeta.userId, kind: 'officer' },
      'unknown-reference',
    ],
    ['in a role that the person does not have', { kind: 'officer' }, 'unknown-reference'],
    ['that ends before it begins', { validUntil: '2026-12-31' }, 'invalid'],
  ] as const)('are not made %s', async (_, body, key) => {
    const before = (await list()).total;
    await expect(create(body)).rejects.toMatchObject({ key });
    expect((await list()).total).toBe(before);
  });

  it('are not changed by who has them, with a stale version, or from another office', async () => {
    const own = mandateId('officer', 'ost');
    await expect(update(own, 1, { validUntil: null })).rejects.toMatchObject({ key: 'own-mandate' });
    await expect(update(mandateId('deputy', 'ost'), 7, { validUntil: null })).rejects.toMatchObject({
      key: 'version-stale',
    });
    await expect(update(mandateId('deputy', 'ost'), 1, { validUntil: '2020-01-01' })).rejects.toMatchObject({
      key: 'invalid',
      errors: [{ code: 'order' }],
    });
    await expect(update(mandateId('officerBeta', 'fern'), 1, { validUntil: null })).rejects.toMatchObject({
      key: 'not-found',
    });
    await expect(update(own, 1, { validUntil: '2026-01-01' }, 'officerBeta')).rejects.toMatchObject({
      key: 'not-found',
    });
    expect(await update(own, 1, { validFrom: '2024-01-01' }, 'deputy')).toMatchObject({
      validFrom: '2024-01-01',
      version: 2,
    });
  });

  it('do not bring back a person whose place at the office was ended', async () => {
    await scene.superuser.query(`update app.office_member set disabled_at = now() where user_id = $1`, [
      ACTORS.deputy.userId,
    ]);
    await expect(create({ validFrom: '2028-01-01' })).rejects.toMatchObject({ key: 'unknown-reference' });
    await scene.superuser.query(`update app.office_member set disabled_at = null where user_id = $1`, [
      ACTORS.deputy.userId,
    ]);
  });

  it('need few statements', async () => {
    const used = async (work: () => Promise<unknown>): Promise<number> =>
      betweenContextAndCommit(await recordStatements(work)).length;
    expect(await used(() => list())).toBe(2);
    expect(await used(() => create({ validFrom: '2029-01-01' }))).toBeLessThanOrEqual(3);
    expect(
      await used(() => update(mandateId('deputy', 'ost'), 1, { validUntil: '2030-01-01' })),
    ).toBeLessThanOrEqual(4);
  });
});
