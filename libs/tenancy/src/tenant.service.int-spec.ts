import type { Access } from '@bergfried/platform';
import {
  ACTORS,
  betweenContextAndCommit,
  LEGAL_ENTITIES,
  OFFICES,
  recordStatements,
  TENANTS,
  type ActorName,
  openScene,
  type Scene,
} from '@bergfried/testing';
import { LegalEntity } from './legal-entity.entity.js';
import { Office } from './office.entity.js';
import { OfficeService } from './office.service.js';
import { TenancyModule } from './tenancy.module.js';
import type { TenantResponse } from './tenancy.dto.js';
import { Tenant } from './tenant.entity.js';
import { LegalEntityService } from './legal-entity.service.js';
import { TenantService } from './tenant.service.js';

describe('offices and members', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene([TenancyModule], [Office, Tenant, LegalEntity]);
  });
  afterAll(() => scene.close());

  const tenants = (): TenantService => scene.services.get(TenantService);
  const as = <T>(
    actor: ActorName,
    tenant: keyof typeof TENANTS | null,
    work: (access: Access) => Promise<T>,
    permission = 'tenant:read',
  ): Promise<T> => scene.units.as(actor, tenant, permission, work);
  const list = (actor: ActorName, page = {}) => as(actor, null, (access) => tenants().findAll(access, page));

  it('shows each person the offices it belongs to', async () => {
    const offices = (actor: ActorName) => scene.services.get(OfficeService).findAll(ACTORS[actor].userId);
    expect(await offices('officer')).toEqual([
      {
        id: OFFICES.alpha,
        name: 'Stelle alpha',
        shortName: 'alpha',
        slug: 'stelle-alpha',
        isDemo: false,
        version: 1,
      },
    ]);
    expect(await offices('coordinatorFern')).toMatchObject([{ id: OFFICES.beta }]);
    expect(await offices('stranger')).toEqual([]);
    expect(
      await as('contributor', null, (access) => scene.services.get(OfficeService).findOne(access)),
    ).toMatchObject({ id: OFFICES.alpha });
  });

  it('shows the members that the caller may read, sorted as in Germany', async () => {
    const insert = `insert into app.tenant (tenant_id, office_id, name, short_name, slug, plate, kind, member_since) values (gen_random_uuid(), $1, $2, $2, $3, 'X', 'city', '2024-01-01')`;
    for (const [name, slug] of [
      ['Ölstadt', 'oelstadt'],
      ['Zell', 'zell'],
      ['Osthausen', 'osthausen'],
    ])
      await scene.superuser.query(insert, [OFFICES.alpha, name, slug]);
    const names = async (actor: ActorName): Promise<string[]> =>
      (await list(actor)).items.map(({ name }) => name);
    expect(await names('officeOperator')).toEqual([
      'Landkreis Ost',
      'Landkreis West',
      'Ölstadt',
      'Osthausen',
      'Zell',
    ]);
    expect(await names('officer')).toEqual(['Landkreis Ost', 'Landkreis West']); // no mandate for the others
    expect(await names('coordinator')).toEqual(['Landkreis Ost']);
    const paged: TenantResponse[] = [];
    let cursor: string | null = null;
    do {
      const page = await list('officeOperator', cursor === null ? { limit: 2 } : { limit: 2, cursor });
      expect(page.total).toBe(5);
      paged.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(paged).toEqual((await list('officeOperator')).items);
  });

  it('lets the operator rename a member with the version that was read, and nothing else', async () => {
    const rename = (
      version: number,
      patch: { name?: string; shortName?: string },
      actor: ActorName = 'tenantOperator',
    ) => as(actor, 'ost', (access) => tenants().update(access, version, patch), 'tenant:update');
    expect(await rename(1, { shortName: 'Osten' })).toMatchObject({
      name: 'Landkreis Ost',
      shortName: 'Osten',
      slug: 'ost',
      version: 2,
    });
    await expect(rename(1, { name: 'Noch einmal' })).rejects.toMatchObject({ key: 'version-stale' });
    await expect(rename(2, { name: 'Vom Falschen' }, 'coordinator')).rejects.toThrow('forbidden');
    await expect(as('tenantOperator', 'west', () => Promise.resolve(), 'tenant:update')).rejects.toThrow(
      'not-found',
    );
    expect(await rename(2, { name: 'Kreis Ost' }, 'officeOperator')).toMatchObject({
      name: 'Kreis Ost',
      version: 3,
    });
  });

  it('keeps addresses unique in the installation without telling whose', async () => {
    const take = (slug: string): Promise<unknown> =>
      scene.superuser.query(`update app.tenant set slug = $1 where tenant_id = $2`, [slug, TENANTS.west]);
    await expect(take('stelle-beta')).rejects.toMatchObject({ constraint: 'slug_pkey' });
    for (const reserved of ['api', 'anmelden', 'm', 'melden'])
      await expect(take(reserved)).rejects.toMatchObject({ constraint: 'slug_slug_check' });
    await expect(take('West')).rejects.toMatchObject({ code: '23514' });
    await take('west-neu');
    await take('west');
  });

  it('shows the organisations of a member, the core administration first', async () => {
    const entities = await as('contributor', 'ost', (access) =>
      scene.services.get(LegalEntityService).findAll(access),
    );
    expect(
      entities.map(({ id, name, isDefault, dataProtectionAuthority }) => [
        id,
        name,
        isDefault,
        dataProtectionAuthority,
      ]),
    ).toEqual([
      [LEGAL_ENTITIES.ost, 'Landkreis Ost', true, 'HBDI'],
      [LEGAL_ENTITIES.ostJobcenter, 'Jobcenter Ost', false, 'BfDI'],
    ]);
  });

  it('needs few statements', async () => {
    const used = async (work: () => Promise<unknown>): Promise<number> =>
      betweenContextAndCommit(await recordStatements(work)).length;
    expect(await used(() => list('officeOperator'))).toBe(2);
    expect(await used(() => as('coordinator', 'ost', (access) => tenants().findOne(access)))).toBe(1);
  });
});
