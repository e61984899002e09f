import { DatabaseAccessResolver } from '@bergfried/identity';
import { createDataSource, rolesWith, UnitOfWork, type Access } from '@bergfried/platform';
import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';
import type { TestDatabase } from './database.js';
import { ACTORS, OFFICES, TENANTS, type ActorName } from './fixture.js';

/** Services against the real database as bergfried_app, each call in a unit of work opened for one actor. */
export interface TestUnits {
  readonly dataSource: DataSource;
  readonly unitOfWork: UnitOfWork;
  /** Runs as an actor in a tenant (or, with null, in the actor's office). `at` moves app.now(). */
  as<T>(
    actor: ActorName,
    tenant: keyof typeof TENANTS | null,
    permission: string,
    work: (access: Access) => Promise<T>,
    at?: Date,
  ): Promise<T>;
  close(): Promise<void>;
}

/** Opens a pool on a test database. */
export async function createTestUnits(
  database: TestDatabase,
  entities: readonly EntityTarget<ObjectLiteral>[],
  max = 5,
): Promise<TestUnits> {
  const dataSource = createDataSource({
    url: database.appUrl,
    applicationName: 'bergfried-test',
    max,
    entities,
  });
  await dataSource.initialize();
  const unitOfWork = new UnitOfWork(dataSource);
  const resolver = new DatabaseAccessResolver(dataSource);
  return {
    dataSource,
    unitOfWork,
    async as(actor, tenant, permission, work, at) {
      const { userId, office } = ACTORS[actor];
      rolesWith(permission);
      let access: Access | 'forbidden' | null = null;
      return unitOfWork.run(
        {
          readOnly: false,
          open: async (query) => {
            if (at) await query(`select set_config('app.now', $1, true)`, [at.toISOString()]);
            access = await resolver.open(query, {
              userId,
              scope: tenant ? 'tenant' : 'office',
              id: tenant ? TENANTS[tenant] : OFFICES[office],
              permission,
            });
          },
        },
        async () => {
          if (access === null || access === 'forbidden') throw new Error(access ?? 'not-found');
          return work(access);
        },
      );
    },
    close: () => dataSource.destroy(),
  };
}
