import {
  ACTORS,
  connect,
  createTestDatabase,
  createTestUnits,
  OFFICES,
  rowsOf,
  TENANTS,
  type ActorName,
  type TestDatabase,
  type TestUnits,
} from '@bergfried/testing';
import { Logger, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { EventEmitter } from 'node:events';
import type { Client } from 'pg';
import { from, lastValueFrom } from 'rxjs';
import {
  AccessGuard,
  Public,
  RequirePermission,
  SignedIn,
  Stream,
  takeUnit,
  UnitOfWorkInterceptor,
} from '@bergfried/platform';
import { DatabaseAccessResolver } from './access.resolver.js';

/** Routes as a controller declares them; `member:read` is held by officer and coordinator, not by contributor. */
class Routes {
  @RequirePermission('member:read') read(): void {}
  @RequirePermission('member:read') @Stream() stream(): void {}
  @Public('test') open(): void {}
  @SignedIn('test') own(): void {}
  undeclared(): void {}
}

const POOL = 5;

describe('the guard', () => {
  let database: TestDatabase;
  let units: TestUnits;
  let superuser: Client;

  beforeAll(async () => {
    Logger.overrideLogger(false); // refusals are logged, which is not what is looked at here
    database = await createTestDatabase();
    units = await createTestUnits(database, [], POOL);
    superuser = await connect(database.superuserUrl);
  });
  afterAll(async () => {
    await units.close();
    await superuser.end();
    await database.drop();
  });
  afterEach(async () => {
    await superuser.query('delete from app.access_trace');
  });

  const newGuard = (): AccessGuard =>
    new AccessGuard(new Reflector(), units.unitOfWork, new DatabaseAccessResolver(units.dataSource));

  function call(
    route: keyof Routes,
    actor: ActorName | null,
    params: Readonly<Record<string, string>>,
    method = 'GET',
  ) {
    const response = new EventEmitter();
    const request = { method, params, ...(actor ? { user: { id: ACTORS[actor].userId } } : {}) };
    const context = {
      getClass: () => Routes,
      getHandler: () => Routes.prototype[route],
      switchToHttp: () => ({ getRequest: () => request, getResponse: () => response }),
    } as unknown as ExecutionContext;
    const unit = () => takeUnit(request as unknown as Parameters<typeof takeUnit>[0]);
    return { context, request, response, unit };
  }
  const ost = { tenantId: TENANTS.ost };

  it.each([
    ['nobody is signed in', 'read', null, ost, 'not-signed-in'],
    ['nothing is declared', 'undeclared', 'officer', ost, 'forbidden'],
    ['the path names no scope', 'read', 'officer', {}, 'forbidden'],
    ['the right is missing inside', 'read', 'contributor', ost, 'forbidden'],
    ['the member is a foreign one', 'read', 'coordinatorWest', ost, 'not-found'],
    ['the office is a foreign one', 'read', 'officerBeta', { officeId: OFFICES.alpha }, 'not-found'],
    [
      'the member does not exist',
      'read',
      'officer',
      { tenantId: '0195f000-0000-7009-8000-000000000009' },
      'not-found',
    ],
    ['the id is none', 'read', 'officer', { tenantId: "1' or '1'='1" }, 'not-found'],
    ['the own routes are asked by nobody', 'own', null, {}, 'not-signed-in'],
  ] as const)('refuses when %s', async (_, route, actor, params, key) => {
    await expect(newGuard().canActivate(call(route, actor, params).context)).rejects.toMatchObject({ key });
    expect(
      await rowsOf(superuser, `select 1 from pg_stat_activity where datname = $1 and state like 'idle in%'`, [
        database.name,
      ]),
    ).toEqual([]);
  });

  it('lets anybody through where that is declared', async () => {
    expect(await newGuard().canActivate(call('open', null, {}).context)).toBe(true);
    expect(await newGuard().canActivate(call('own', 'stranger', {}).context)).toBe(true);
  });

  it('opens a read-only unit for GET and a writing one for PATCH', async () => {
    for (const [method, setting] of [
      ['GET', 'on'],
      ['HEAD', 'on'],
      ['PATCH', 'off'],
      ['POST', 'off'],
    ] as const) {
      const { context, unit } = call('read', 'coordinator', ost, method);
      await newGuard().canActivate(context);
      const opened = unit();
      expect(await opened?.query('show transaction_read_only')).toEqual([{ transaction_read_only: setting }]);
      await opened?.rollback();
    }
  });

  it('gives the connection back when the answer ends before anybody took the unit', async () => {
    const { context, response, unit } = call('read', 'coordinator', ost);
    await newGuard().canActivate(context);
    response.emit('close');
    expect(unit()).toBeUndefined();
    for (let tries = 0; tries < 50; tries++) {
      const busy = await rowsOf(
        superuser,
        `select 1 from pg_stat_activity where datname = $1 and state like 'idle in%'`,
        [database.name],
      );
      if (busy.length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('the transaction is still open');
  });

  it('authorises a stream inside a unit and leaves none open', async () => {
    const { context, request, unit } = call('stream', 'coordinator', ost);
    expect(await newGuard().canActivate(context)).toBe(true);
    expect(unit()).toBeUndefined();
    expect(request).toMatchObject({ access: { tenantId: TENANTS.ost } });
  });

  describe('and the interceptor behind it', () => {
    const rename = (name: string): Promise<unknown> =>
      units.unitOfWork.query('update app.tenant set short_name = $2 where tenant_id = $1', [
        TENANTS.ost,
        name,
      ]);
    const shortName = async (): Promise<unknown> =>
      (await rowsOf(superuser, 'select short_name from app.tenant where tenant_id = $1', [TENANTS.ost]))[0]?.[
        'short_name'
      ];
    async function answer(
      method: string,
      handle: () => Promise<unknown>,
    ): Promise<{ body: unknown; etag: string | undefined }> {
      const { context, response } = call('read', 'coordinator', ost, method);
      let etag: string | undefined;
      Object.assign(response, { setHeader: (_name: string, value: string) => (etag = value) });
      await newGuard().canActivate(context);
      const body = await lastValueFrom(
        new UnitOfWorkInterceptor(units.unitOfWork).intercept(context, { handle: () => from(handle()) }),
      );
      return { body, etag };
    }

    it('answer after COMMIT, with the version of a single row as ETag', async () => {
      expect(
        await answer('PATCH', async () => ({ version: 7, renamed: await rename('Nach dem Wächter') })),
      ).toMatchObject({ body: { version: 7 }, etag: '"7"' });
      expect(await shortName()).toBe('Nach dem Wächter');
      expect(await answer('GET', async () => ({ items: [], total: 0 }))).toEqual({
        body: { items: [], total: 0 },
        etag: undefined,
      });
      expect(await answer('GET', async () => undefined)).toEqual({ body: undefined, etag: undefined });
    });

    it('take everything back when the handler fails, and say nothing that was not written', async () => {
      const failing = answer('PATCH', async () => {
        await rename('Nie geschehen');
        throw new Error('refused by a rule');
      });
      await expect(failing).rejects.toThrow('refused by a rule');
      const swallowing = answer('PATCH', async () => {
        await rename('Auch nicht');
        await units.unitOfWork.query('select 1 / 0').catch(() => undefined);
        return { version: 8 };
      });
      await expect(swallowing).rejects.toThrow('had failed unnoticed');
      expect(await shortName()).toBe('Nach dem Wächter');
    });

    it('refuse to write in a GET', async () => {
      await expect(answer('GET', () => rename('Beim Lesen'))).rejects.toMatchObject({
        driverError: { code: '25006' },
      });
    });
  });

  describe('the trace of a read by the office', () => {
    const traces = (): Promise<unknown[]> =>
      rowsOf(superuser, 'select tenant_id, user_id, role, resource from app.access_trace order by tenant_id');

    it('stands before the answer, once an hour, for every member read', async () => {
      const guard = newGuard();
      for (let n = 0; n < 3; n++) {
        const { context, unit } = call('read', 'officer', { officeId: OFFICES.alpha });
        await guard.canActivate(context);
        const trace = { user_id: ACTORS.officer.userId, role: 'officer', resource: 'member' };
        expect(await traces()).toEqual([
          { ...trace, tenant_id: TENANTS.ost },
          { ...trace, tenant_id: TENANTS.west },
        ]);
        await unit()?.rollback();
      }
    });

    it('is not left by the member itself, nor by who is refused', async () => {
      const { context, unit } = call('read', 'coordinator', ost);
      await newGuard().canActivate(context);
      await unit()?.rollback();
      await expect(newGuard().canActivate(call('read', 'officerBeta', ost).context)).rejects.toThrow();
      expect(await traces()).toEqual([]);
    });

    it('needs no second connection while one is held: twenty first reads on five connections all get through', async () => {
      const guard = newGuard();
      const started = performance.now();
      await Promise.all(
        Array.from({ length: 20 }, async (_, n) => {
          const { context, unit } = call(
            'read',
            n % 2 ? 'officer' : 'deputy',
            n % 3 ? ost : { officeId: OFFICES.alpha },
          );
          await guard.canActivate(context);
          await unit()?.rollback();
        }),
      );
      expect(performance.now() - started).toBeLessThan(4500); // the pool gives up after 5 s
    });
  });
});
