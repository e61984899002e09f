import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createTestDatabase, OFFICES, TENANTS, type TestDatabase } from '@bergfried/testing';
import { Logger } from '@nestjs/common';
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../persistence/data-source.js';
import { UnitOfWork } from '../persistence/unit-of-work.js';
import { SealKey } from './chain.js';
import { HeadsFile } from './heads-file.js';
import { renewHistoryOrder } from './history-order.js';
import { InstallationKey } from './installation-key.js';
import { Sealer } from './sealer.js';
import { verifyHistory, type Verification } from './verify.js';

const EPOCH = 2n ** 32n;
const key = new SealKey(new InstallationKey('a secret that stands nowhere in the database'));

const errors: unknown[] = [];
Logger.overrideLogger({
  log: () => undefined,
  warn: () => undefined,
  error: (message: unknown) => void errors.push(message),
});

let folder: string;
let database: TestDatabase;
let system: DataSource;
let superuser: pg.Client;
let heads: HeadsFile;
let sealer: Sealer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bergfried-order-'));
  database = await createTestDatabase();
  system = createDataSource({ url: database.systemUrl, applicationName: 'sealing', max: 4, entities: [] });
  await system.initialize();
  superuser = await connect(database.superuserUrl);
  heads = new HeadsFile(join(folder, 'seal-heads.json'));
  sealer = new Sealer(new UnitOfWork(system), key, heads);
  errors.length = 0;
});
afterEach(async () => {
  await system.destroy();
  await superuser.end();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const change = async (times: number): Promise<void> => {
  for (let i = 0; i < times; i += 1)
    await superuser.query('update app.tenant set version = version + 1 where tenant_id = $1', [TENANTS.ost]);
};
const setBase = async (base: bigint): Promise<void> => {
  await superuser.query('update app.history_order set base = $1', [String(base)]);
};
const base = async (): Promise<bigint> => {
  const { rows } = await superuser.query<{ base: string }>('select base from app.history_order');
  return BigInt(rows[0]?.base ?? -1);
};
const verify = async (): Promise<Verification> => {
  const found = await verifyHistory({ ownerUrl: database.ownerUrl, key, heads: heads.read() });
  if (!found) throw new Error('no office');
  return found;
};
const seal = (): Promise<number> => sealer.sealOffice(OFFICES.alpha);

/**
 * A database whose cluster has counted far beyond this one, partly sealed, restored here from a dump: it brings its rows and
 * its base along, and the transactions of this cluster are small to it.
 */
async function restoreFromFar(): Promise<void> {
  await setBase(7n * EPOCH);
  await change(3);
  await seal();
  await change(2); // committed, not sealed when the dump was made
  await setBase(2n * EPOCH);
}

describe('a restored dump', () => {
  it('goes on behind what was sealed, once the order was renewed', async () => {
    await restoreFromFar();
    expect(await renewHistoryOrder(database.ownerUrl)).toBe(true);
    expect(await base()).toBe(8n * EPOCH);
    await change(4);
    expect((await verify()).waiting).toBeGreaterThanOrEqual(6);
    expect(await seal()).toBe(6);
    expect(await verify()).toMatchObject({ breaks: [] });
    expect(errors).toEqual([]);
  });

  it('says so as long as it was not: nothing is sealed, verify names the reason', async () => {
    await restoreFromFar();
    expect(await seal()).toBe(0);
    expect(errors).toContainEqual(
      expect.objectContaining({
        event: 'seal-order-behind',
        officeId: OFFICES.alpha,
        tenantId: TENANTS.ost,
      }),
    );
    const { breaks } = await verify();
    expect(breaks).toContainEqual({
      chain: { kind: 'tenant', id: TENANTS.ost, name: 'Landkreis Ost' },
      reason: 'order-behind',
      seq: null,
      table: null,
      rowId: null,
    });
    expect(new Set(breaks.map(({ reason }) => reason))).toEqual(new Set(['order-behind']));
  });

  it('that was written to too early keeps those versions outside the chain; what follows is sealed', async () => {
    await restoreFromFar();
    await change(1);
    expect(await renewHistoryOrder(database.ownerUrl)).toBe(true);
    await change(1);
    expect(await seal()).toBe(3);
    expect((await verify()).breaks).toMatchObject([{ reason: 'version-inserted', table: 'tenant' }]);
  });

  it('of waiting versions only is renewed as well', async () => {
    await setBase(7n * EPOCH);
    await change(1);
    await setBase(0n);
    expect(await renewHistoryOrder(database.ownerUrl)).toBe(true);
    expect(await base()).toBe(8n * EPOCH);
  });
});

describe('renewing the order', () => {
  it('does nothing where nothing is ahead, however often', async () => {
    await change(1);
    await seal();
    expect(await renewHistoryOrder(database.ownerUrl)).toBe(false);
    await restoreFromFar();
    expect(await renewHistoryOrder(database.ownerUrl)).toBe(true);
    expect(await renewHistoryOrder(database.ownerUrl)).toBe(false);
    expect(await base()).toBe(8n * EPOCH);
  });

  it('is for the owner only', async () => {
    for (const role of ['bergfried_app', 'bergfried_system', 'bergfried_backup']) {
      const { rows } = await superuser.query(
        `select has_function_privilege($1, 'app.renew_history_order()', 'execute') as renew, has_table_privilege($1, 'app.history_order', 'update, insert, delete') as change`,
        [role],
      );
      expect(rows).toEqual([{ renew: false, change: false }]);
    }
  });
});
