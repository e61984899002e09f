import {
  connect,
  createTestDatabase,
  createTestUnits,
  plantRows,
  rowsOf,
  TENANTS,
  type TestDatabase,
  type TestUnits,
} from '@bergfried/testing';
import type { Client } from 'pg';
import { isUnavailable, sqlFailure } from './sql-errors.js';

const UNITS = 3000;
const IN_PARALLEL = 16;
const POOL = 5;

/** What a unit does; every seventh or so fails in one of the ways in which units do. */
type Kind =
  'read' | 'write' | 'app-error' | 'division' | 'syntax' | 'wall' | 'timeout' | 'killed' | 'killed-at-commit';

function kindOf(n: number): Kind {
  if (n % 60 === 30) return 'killed';
  if (n % 300 === 299) return 'killed-at-commit';
  if (n % 150 === 75) return 'timeout';
  if (n % 7 === 1) return 'app-error';
  if (n % 7 === 2) return 'division';
  if (n % 14 === 3) return 'syntax';
  if (n % 14 === 10) return 'wall';
  return n % 2 === 0 ? 'read' : 'write';
}

class AppError extends Error {}

/** Held by coordinators; which permission it is does not matter here. */
const PERMISSION = 'member:read';

describe('3,000 units of work of two members on five connections', () => {
  let database: TestDatabase;
  let units: TestUnits;
  let superuser: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    units = await createTestUnits(database, [], POOL);
    superuser = await connect(database.superuserUrl);
    await plantRows(superuser);
  });
  afterAll(async () => {
    await units.close();
    await superuser.end();
    await database.drop();
  });

  const query = <Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]> =>
    units.unitOfWork.query<Row>(sql, parameters);

  /** Members whose rows are seen in the open unit. */
  const seenTenants = async (): Promise<string[]> =>
    (
      await query<{ id: string }>(
        'select tenant_id as id from app.incident union select tenant_id from app.legal_entity union select tenant_id from as_of.duty(now())',
      )
    ).map(({ id }) => id);

  const kill = async (): Promise<void> => {
    const [row] = await query<{ pid: number }>('select pg_backend_pid() as pid');
    await superuser.query('select pg_terminate_backend($1)', [row?.pid]);
  };

  async function misbehave(kind: Kind, other: string): Promise<void> {
    if (kind === 'app-error') throw new AppError('refused by a rule');
    if (kind === 'division') await query('select 1 / 0');
    if (kind === 'syntax') await query('selct 1');
    if (kind === 'wall') await query(`update app.incident set tenant_id = $1`, [other]);
    if (kind === 'timeout') {
      await query(`set local statement_timeout = '5ms'`);
      await query('select pg_sleep(5)');
    }
    if (kind === 'killed') {
      await kill();
      await query('select 1');
    }
    if (kind === 'killed-at-commit') await kill();
  }

  it('never shows a row of the wrong one, and the pool is whole afterwards', async () => {
    const wrong: string[] = [];
    const failures = new Map<Kind, number>();
    const unexpected: string[] = [];
    let next = 0;

    const one = async (n: number): Promise<void> => {
      const [actor, tenant, other] =
        n % 3 === 0
          ? (['coordinatorWest', 'west', TENANTS.ost] as const)
          : (['coordinator', 'ost', TENANTS.west] as const);
      const kind = kindOf(n);
      try {
        await units.as(actor, tenant, PERMISSION, async () => {
          const before = await seenTenants();
          if (before.length !== 1 || before[0] !== TENANTS[tenant])
            wrong.push(`${String(n)} ${kind}: ${before.join()}`);
          if (kind === 'write')
            await query('update app.incident set title = $1, version = version + 1', [
              `Stand ${String(n)} ${tenant}`,
            ]);
          await misbehave(kind, other);
          const after = await seenTenants();
          if (after.join() !== before.join()) wrong.push(`${String(n)} ${kind} later: ${after.join()}`);
        });
        if (kind !== 'read' && kind !== 'write') unexpected.push(`${String(n)} ${kind} went through`);
      } catch (error) {
        failures.set(kind, (failures.get(kind) ?? 0) + 1);
        const code = sqlFailure(error)?.code;
        const expected: Record<Kind, boolean> = {
          read: false,
          write: false,
          'app-error': error instanceof AppError,
          division: code === '22012',
          syntax: code === '42601',
          wall: code === '42501',
          timeout: code === '57014',
          killed: isUnavailable(error),
          'killed-at-commit': isUnavailable(error),
        };
        if (!expected[kind]) unexpected.push(`${String(n)} ${kind}: ${String(error)}`);
      }
      // straight after the unit, on whichever connection the pool gives, without any context
      const left = await units.dataSource.query<{ rows: number; setting: string | null }[]>(
        `select (select count(*) from app.incident)::int as rows, nullif(current_setting('app.read_tenants', true), '') as setting`,
      );
      if (left[0]?.rows !== 0 || left[0].setting !== null)
        wrong.push(`after ${String(n)} ${kind}: ${JSON.stringify(left)}`);
    };
    const lane = async (): Promise<void> => {
      while (next < UNITS) await one(next++);
    };
    await Promise.all(Array.from({ length: IN_PARALLEL }, lane));

    expect(wrong).toEqual([]);
    expect(unexpected).toEqual([]);
    expect(Object.fromEntries(failures)).toEqual({
      'app-error': expect.any(Number),
      division: expect.any(Number),
      syntax: expect.any(Number),
      wall: expect.any(Number),
      timeout: expect.any(Number),
      killed: 50,
      'killed-at-commit': 10,
    });

    const connections = await rowsOf<{ state: string }>(
      superuser,
      `select state from pg_stat_activity where datname = $1 and application_name = 'bergfried-test'`,
      [database.name],
    );
    expect(connections.length).toBeLessThanOrEqual(POOL);
    expect(connections.filter(({ state }) => state !== 'idle')).toEqual([]);
    const [lastWest] = await rowsOf<{ title: string }>(
      superuser,
      `select title from app.incident where tenant_id = $1`,
      [TENANTS.west],
    );
    expect(lastWest?.title).toMatch(/^Stand \d+ west$/);
    // all five at once: none has been lost
    await Promise.all(
      Array.from({ length: POOL }, () =>
        units.as('coordinator', 'ost', PERMISSION, () => query('select pg_sleep(0.05)')),
      ),
    );
  }, 90_000);
});
