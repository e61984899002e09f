import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import type pg from 'pg';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { connect } from './connect.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { createServices } from './services.js';
import { createTestUnits, type TestUnits } from './units.js';

/** What an integration spec of services stands on: a database of its own, units of work, services, and a view from outside. */
export interface Scene {
  readonly database: TestDatabase;
  readonly units: TestUnits;
  readonly services: INestApplicationContext;
  /** Sees and changes everything; for looking and planting, never for the call under test. */
  readonly superuser: pg.Client;
  close(): Promise<void>;
}

/** Opens a scene with the services of some modules; close it in afterAll. */
export async function openScene(
  modules: readonly (Type | DynamicModule)[],
  entities: readonly EntityTarget<ObjectLiteral>[] = [],
): Promise<Scene> {
  const database = await createTestDatabase();
  const units = await createTestUnits(database, entities);
  const services = await createServices(units, modules);
  const superuser = await connect(database.superuserUrl);
  return {
    database,
    units,
    services,
    superuser,
    close: async () => {
      await superuser.end();
      await services.close();
      await database.drop();
    },
  };
}
