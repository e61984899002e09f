import { ACTORS, TENANTS, openScene, type Scene } from '@bergfried/testing';
import { AccessTraceService } from './access-trace.service.js';
import { DatabaseAccessResolver } from './access.resolver.js';
import { IdentityModule } from './identity.module.js';

describe('trace of reads by the office', () => {
  let scene: Scene;

  beforeAll(async () => {
    class Traces {}
    scene = await openScene([
      {
        module: Traces,
        imports: [IdentityModule.register('https://bergfried.test')],
        providers: [AccessTraceService],
      },
    ]);
  });
  afterAll(() => scene.close());

  const traces = (actor: 'coordinator' | 'coordinatorWest', tenant: 'ost' | 'west', page = {}) =>
    scene.units.as(actor, tenant, 'access:read', (access) =>
      scene.services.get(AccessTraceService).findAll(access, page),
    );

  it('is seen by the member: who, as what, which kind, in which hour', async () => {
    const resolver = new DatabaseAccessResolver(scene.units.dataSource);
    for (const resource of ['incident', 'dashboard', 'incident']) {
      const access = await scene.units.as('officer', null, 'member:read', (opened) =>
        Promise.resolve(opened),
      );
      await resolver.trace(access, resource);
      expect(resolver.isTraced(access, resource)).toBe(true);
      expect(resolver.isTraced(access, 'member')).toBe(false);
    }
    for (const [actor, tenant] of [
      ['coordinator', 'ost'],
      ['coordinatorWest', 'west'],
    ] as const) {
      const { items, total } = await traces(actor, tenant);
      expect(total).toBe(2);
      expect(items.map(({ resource }) => resource)).toEqual(['incident', 'dashboard']);
      expect(items[0]).toEqual({
        tenantId: TENANTS[tenant],
        userId: ACTORS.officer.userId,
        actorName: 'Person officer',
        role: 'officer',
        resource: 'incident',
        hour: expect.stringMatching(/T\d{2}:00:00\.000Z$/),
      });
    }
  });

  it('pages without loss or double', async () => {
    const first = await traces('coordinator', 'ost', { limit: 1 });
    const second = await traces('coordinator', 'ost', { limit: 1, cursor: first.nextCursor });
    expect([...first.items, ...second.items]).toEqual((await traces('coordinator', 'ost')).items);
    expect(second.nextCursor).toBeNull();
  });

  it('belongs to nobody of the office, and to no other office', async () => {
    await expect(scene.units.as('officer', 'ost', 'access:read', () => Promise.resolve())).rejects.toThrow(
      'forbidden',
    );
    const scope = await scene.units.as('coordinatorFern', 'fern', 'access:read', (access) =>
      scene.services.get(AccessTraceService).findAll(access, {}),
    );
    expect(scope.items).toEqual([]);
  });
});
