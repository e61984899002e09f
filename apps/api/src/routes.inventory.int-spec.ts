import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseAccessResolver } from '@bergfried/identity';
import {
  AccessGuard,
  AccessResolver,
  createDataSource,
  permissionInventory,
  ProblemFilter,
  RequirePermission,
  rolesWith,
  ROUTE_RIGHT,
  UnitOfWork,
  type RouteRight,
} from '@bergfried/platform';
import { ACTORS, TENANTS } from '@bergfried/testing';
import { englishLabels, germanLabels } from '@bergfried/texts';
import { Controller, Get, Module, type INestApplication } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, NestFactory } from '@nestjs/core';
import { getMetadataStorage } from 'class-validator';
import type { NextFunction, Request, Response } from 'express';
import request from 'supertest';
import { DataSource, type ColumnType } from 'typeorm';
import { ENTITIES } from './entities.js';
import { openApiDocument } from './openapi.js';
import { problem } from './testing/call.js';
import { EXAMPLES } from './testing/examples.js';
import { inventoryLine, routesOf, undeclared, type Route } from './testing/routes.js';
import { createTestApp, type TestApp } from './testing/test-app.js';

/** Routes that Nest does not know: the interactive description of the interface. */
const BESIDE_NEST = /^\/api\/(docs|docs-yaml|docs\/.*|openapi\.json)$/;

let test: TestApp;
let routes: Route[];

beforeAll(async () => {
  test = await createTestApp();
  routes = routesOf(test.app);
});
afterAll(() => test.close());

describe('routes', () => {
  it('are these, each with its right and the roles that hold it', () => {
    expect(`\n${routes.map(inventoryLine).join('\n')}\n`).toMatchSnapshot();
  });

  it('all declare something', () => {
    expect(undeclared(routes)).toEqual([]);
  });

  it('name a permission that exists and is held by somebody', () => {
    const rights = routes
      .map(({ right }) => right)
      .filter((right): right is Extract<RouteRight, { kind: 'permission' }> => right?.kind === 'permission');
    expect(rights.filter(({ permission }) => rolesWith(permission).length === 0)).toEqual([]);
  });

  it('each have an example for the matrices, and no example stands for a route that is gone', () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual(routes.map(({ key }) => key).sort());
  });

  it('are all that Express answers, but for the description of the interface', () => {
    const known = new Set(routes.map(({ path }) => path));
    const paths = expressPaths(test.app);
    expect([...known].filter((path) => !paths.includes(path))).toEqual([]); // so the router is read rightly
    expect(paths.filter((path) => !known.has(path) && !BESIDE_NEST.test(path))).toEqual([]);
  });

  it('want a scope in the path when they want a permission', () => {
    const homeless = routes.filter(
      ({ right, path }) => right?.kind === 'permission' && !/\/:(officeId|tenantId)(\/|$)/.test(path),
    );
    expect(homeless.map(({ key }) => key)).toEqual([]);
  });
});

describe('permissions', () => {
  it('are these, each with the roles that hold it', () => {
    expect(
      `\n${permissionInventory()
        .map(([name, roles]) => `${name} | ${roles.join(' ')}`)
        .join('\n')}\n`,
    ).toMatchSnapshot();
  });

  it('are of things that the access trace has words for, in both languages', () => {
    const things = new Set(permissionInventory().map(([name]) => name.split(':', 1)[0] ?? ''));
    const words = (labels: { resource: object }): string[] => Object.keys(labels.resource);
    expect([...things].filter((thing) => !words(germanLabels).includes(thing))).toEqual([]);
    expect([...things].filter((thing) => !words(englishLabels).includes(thing))).toEqual([]);
  });

  it('are all asked for by a route or by a service', () => {
    const asked = new Set(routes.map(({ right }) => (right?.kind === 'permission' ? right.permission : '')));
    // duty:decide is asked inside the route of duty:record: statutory clocks want it, voluntary ones do not;
    // report:draft inside those of report:read: to the others only finalised reports are there.
    expect(
      permissionInventory()
        .map(([name]) => name)
        .filter((name) => !asked.has(name)),
    ).toEqual(['duty:decide', 'report:draft']);
  });
});

@Controller('api/v1/tenants/:tenantId/planted')
class PlantedController {
  @Get('forgotten')
  forgotten(): string {
    return 'must never be read';
  }

  @Get('declared')
  @RequirePermission('tenant:read')
  declared(): string {
    return 'may be read';
  }
}

describe('a planted route without a right', () => {
  let app: INestApplication;

  beforeAll(async () => {
    const dataSource = createDataSource({
      url: test.database.appUrl,
      applicationName: 'planted',
      max: 1,
      entities: [],
    });
    await dataSource.initialize();
    @Module({
      controllers: [PlantedController],
      providers: [
        UnitOfWork,
        { provide: DataSource, useValue: dataSource },
        { provide: AccessResolver, useClass: DatabaseAccessResolver },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    })
    class PlantedModule {}
    app = await NestFactory.create(PlantedModule, { logger: false, abortOnError: false });
    app.use((incoming: Request, _response: Response, next: NextFunction) => {
      incoming.id = '00000000-0000-4000-8000-000000000000';
      incoming.user = { id: ACTORS.coordinator.userId };
      next();
    });
    await app.init();
  });
  afterAll(async () => {
    await app.get(DataSource).destroy();
    await app.close();
  });

  it('is found by the check above', () => {
    expect(undeclared(routesOf(app))).toEqual(['GET /api/v1/tenants/:tenantId/planted/forgotten']);
    expect(inventoryLine(routesOf(app)[1] ?? fail('two routes'))).toContain('NOTHING DECLARED');
  });

  it('is refused at run time, where its declared neighbour answers', async () => {
    const path = `/api/v1/tenants/${TENANTS.ost}/planted`;
    await request(app.getHttpServer()).get(`${path}/declared`).expect(200);
    problem(await request(app.getHttpServer()).get(`${path}/forgotten`), 403);
    expect(Reflect.getMetadata(ROUTE_RIGHT, PlantedController.prototype.forgotten)).toBeUndefined();
  });
});

describe('the OpenAPI document', () => {
  it('is the committed one', () => {
    const committed = readFileSync(join(__dirname, '../../../libs/api-client/openapi.json'), 'utf8');
    const current = `${JSON.stringify(openApiDocument(test.app, '1'), null, 2)}\n`;
    if (committed !== current) {
      throw new Error(
        'libs/api-client is stale. Build and write it anew: node node_modules/tsc7/lib/tsc.js -b apps/api && node tools/api-client.mjs',
      );
    }
  });

  it('answers at /api/openapi.json without a session and names every route of Nest', async () => {
    const { body } = await test.anonymous().get('/api/openapi.json').expect(200);
    const named = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    expect(named.sort()).toEqual(routes.map(({ key }) => key).sort());
  });

  it('names every field that a body or a query string may have', async () => {
    const { body } = await test.anonymous().get('/api/openapi.json');
    const document = body as Document;
    const missing = routes.flatMap(({ method, path, key, parameterClasses }) => {
      const { parameters } =
        document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()] ?? fail(key);
      const inQuery = parameters.map(({ name }) => name);
      return parameterClasses.flatMap((type) => {
        if (typeof type !== 'function') return [];
        const inBody = Object.keys(document.components.schemas[type.name]?.properties ?? {});
        return validatedFields(type)
          .filter((field) => !inQuery.includes(field) && !inBody.includes(field))
          .map((field) => `${key} ${field}`);
      });
    });
    expect(missing).toEqual([]);
  });
});

describe('entities', () => {
  it.each(ENTITIES.map((entity) => [entity.name, entity] as const))(
    '%s has the columns of its table, with type and nullability',
    async (_name, entity) => {
      const { tableName, columns, schema } = test.app.get(DataSource).getMetadata(entity);
      const actual = await test.sql<{ name: string; type: string; nullable: boolean }>(
        `select column_name as name, data_type as type, is_nullable = 'YES' as nullable
       from information_schema.columns where table_schema = $1 and table_name = $2`,
        [schema, tableName],
      );
      const mapped = columns.map((column) => ({
        name: column.databaseName,
        type: sqlName(column.type),
        nullable: column.isNullable,
      }));
      expect(byName(mapped)).toEqual(
        byName(actual.filter(({ name }) => !(UNMAPPED[tableName] ?? []).includes(name))),
      );
    },
  );

  it('map every table that the application may write itself', async () => {
    const writable = await test.sql<{ name: string }>(
      `select distinct table_name as name from information_schema.role_table_grants
       where grantee = 'bergfried_app' and table_schema = 'app' and privilege_type in ('INSERT', 'UPDATE')`,
    );
    const mapped = ENTITIES.map((entity) => test.app.get(DataSource).getMetadata(entity).tableName);
    expect(writable.map(({ name }) => name).filter((name) => !mapped.includes(name))).toEqual(WRITTEN_BY_SQL);
  });
});

interface Document {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly parameters: readonly { readonly name: string }[] }>>>
  >;
  readonly components: { readonly schemas: Readonly<Record<string, { readonly properties?: object }>> };
}

/** Fields that class-validator knows of a class. */
function validatedFields(type: CallableFunction): string[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  return [...new Set(rules.map(({ propertyName }) => propertyName))];
}

/** Columns left out on purpose, with the reason. */
const UNMAPPED: Readonly<Record<string, readonly string[]>> = {
  duty: ['clock_set_at'], // set by a trigger, read by the stages of clocks in SQL
  user_account: ['password_hash', 'created_at', 'language'], // the hash: definer functions only; language: for mails, by the worker
};

/** Tables that the application fills by one statement each (queue, exports, keys, tasks, views, set-up): no entity beside it. */
const WRITTEN_BY_SQL = [
  'export_order',
  'idempotency_key',
  'job_run',
  'office_export_order',
  'office_job_run',
  'office_saved_view',
  'outbox',
  'saved_view',
  'task_visit',
  'tenant_setup',
];

function sqlName(type: ColumnType): string {
  const name = typeof type === 'function' ? type.name.toLowerCase() : type;
  return { int: 'integer', timestamptz: 'timestamp with time zone', string: 'text' }[name] ?? name;
}

function byName<T extends { readonly name: string }>(columns: readonly T[]): T[] {
  return columns.toSorted((a, b) => a.name.localeCompare(b.name));
}

interface Layer {
  readonly route?: { readonly path: string | readonly string[] };
}

/** Addresses that the router of Express has registered. */
function expressPaths(app: TestApp['app']): string[] {
  const { router } = app.getHttpAdapter().getInstance() as { router: { stack: Layer[] } };
  return router.stack.flatMap(({ route }) => (route ? [route.path].flat() : [])).map(String);
}

function fail(message: string): never {
  throw new Error(message);
}
