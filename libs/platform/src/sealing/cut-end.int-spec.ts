import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createTestDatabase, OFFICES, TENANTS, type TestDatabase } from '@bergfried/testing';
import { Logger } from '@nestjs/common';
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../persistence/data-source.js';
import { UnitOfWork } from '../persistence/unit-of-work.js';
import { sealHead, SealKey } from './chain.js';
import { HeadsFile, type SealHead } from './heads-file.js';
import { InstallationKey } from './installation-key.js';
import { Sealer } from './sealer.js';
import { verifyHistory, type Verification } from './verify.js';

const key = new SealKey(new InstallationKey('a secret that stands nowhere in the database'));
const ostChain = { kind: 'tenant', id: TENANTS.ost, name: 'Landkreis Ost' };

/** What was logged at one level, as it was handed over. */
const logged: { readonly level: string; readonly context: unknown; readonly message: unknown }[] = [];
const write =
  (level: string) =>
  (message: unknown, ...rest: unknown[]): void => {
    logged.push({ level, context: rest.at(-1), message });
  };
Logger.overrideLogger({ log: write('log'), warn: write('warn'), error: write('error') });

let folder: string;
let database: TestDatabase;
let system: DataSource;
let superuser: pg.Client;
let units: UnitOfWork;
let heads: HeadsFile;
let sealer: Sealer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bergfried-cut-'));
  database = await createTestDatabase();
  system = createDataSource({ url: database.systemUrl, applicationName: 'sealing', max: 4, entities: [] });
  await system.initialize();
  superuser = await connect(database.superuserUrl);
  units = new UnitOfWork(system);
  heads = new HeadsFile(join(folder, 'seal-heads.json'));
  sealer = new Sealer(units, key, heads);
  await change(TENANTS.ost, 6);
  await seal();
  logged.length = 0;
});
afterEach(async () => {
  await system.destroy();
  await superuser.end();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const change = async (tenant: string, times: number): Promise<void> => {
  for (let i = 0; i < times; i += 1)
    await superuser.query('update app.tenant set version = version + 1 where tenant_id = $1', [tenant]);
};
const seal = (by = sealer): Promise<number> => by.sealOffice(OFFICES.alpha);
const verify = async (known = heads): Promise<Verification> => {
  const found = await verifyHistory({ ownerUrl: database.ownerUrl, key, heads: known.read() });
  if (!found) throw new Error('no office');
  return found;
};
const keptHead = (id: string, from = heads): SealHead => {
  const head = from.read().get(id);
  if (!head) throw new Error(`no head of ${id}`);
  return head;
};
/** Deletes the newest versions of Ost with their seals, as only a superuser can. */
const cut = async (last: number): Promise<void> => {
  await superuser.query(
    `with gone as (delete from app.record_seal where tenant_id = $1
       and position > (select max(position) - $2 from app.record_seal where tenant_id = $1) returning seq)
     delete from app.record_version where tenant_id = $1 and seq in (select seq from gone)`,
    [TENANTS.ost, last],
  );
};
const end = async (tenant: string): Promise<number> =>
  Number(
    (
      await superuser.query<{ end: string }>(
        'select max(position) as end from app.record_seal where tenant_id = $1',
        [tenant],
      )
    ).rows[0]?.end,
  );
const events = (level: string): unknown[] => logged.filter((line) => line.level === level);

describe('a cut end', () => {
  it('stays found, however much is recorded afterwards: the chain is not continued, the others are', async () => {
    const kept = keptHead(TENANTS.ost);
    const west = await end(TENANTS.west);
    await cut(3);
    await change(TENANTS.ost, 20);
    await change(TENANTS.west, 2);
    expect(await seal()).toBe(2);
    expect(await seal()).toBe(0);
    expect(await end(TENANTS.ost)).toBe(Number(kept.position) - 3);
    expect(await end(TENANTS.west)).toBe(west + 2);
    expect(keptHead(TENANTS.ost)).toEqual(kept);
    expect((await verify()).breaks).toMatchObject([{ chain: ostChain, reason: 'end-cut' }]);
    const line = {
      level: 'error',
      context: 'security',
      message: {
        event: 'seal-head-lost',
        officeId: OFFICES.alpha,
        tenantId: TENANTS.ost,
        position: kept.position,
        hash: kept.hash,
        found: String(Number(kept.position) - 3),
      },
    };
    expect(events('error')).toEqual([line, line]);
  });

  it('stays found when the whole chain is gone', async () => {
    const kept = keptHead(TENANTS.ost);
    await superuser.query('delete from app.record_seal where tenant_id = $1', [TENANTS.ost]);
    await change(TENANTS.ost, 1);
    expect(await seal()).toBe(0);
    expect(keptHead(TENANTS.ost)).toEqual(kept);
    expect((await verify()).breaks).toMatchObject([{ chain: ostChain, reason: 'end-cut' }]);
  });

  it('is named when a worker that did not know it has sealed on', async () => {
    const kept = keptHead(TENANTS.ost);
    await cut(3);
    await change(TENANTS.ost, 20);
    const stranger = new HeadsFile(join(folder, 'stranger.json'));
    await seal(new Sealer(units, key, stranger));
    expect(await end(TENANTS.ost)).toBeGreaterThan(Number(kept.position));
    expect((await verify()).breaks).toMatchObject([{ chain: ostChain, reason: 'end-replaced' }]);
    await change(TENANTS.ost, 1);
    expect(await seal()).toBe(0);
    expect(keptHead(TENANTS.ost)).toEqual(kept);
    expect(keptHead(TENANTS.ost, stranger).adoptedAt).toBe(String(Number(kept.position) - 3));
    expect((await verify()).breaks).toMatchObject([{ chain: ostChain, reason: 'end-replaced' }]);
  });
});

describe('a kept end', () => {
  it('that lags behind, as after a crash between commit and file, is moved on by the next run', async () => {
    const before = keptHead(TENANTS.ost);
    const lost = new (class extends HeadsFile {
      override advance(): void {
        throw new Error('killed');
      }
    })(join(folder, 'seal-heads.json'));
    await change(TENANTS.ost, 2);
    await expect(seal(new Sealer(units, key, lost))).rejects.toThrow('killed');
    expect(keptHead(TENANTS.ost)).toEqual(before);
    expect((await verify()).breaks).toEqual([]);
    expect(await seal()).toBe(0);
    expect(keptHead(TENANTS.ost).position).toBe(String(Number(before.position) + 2));
    expect(await verify()).toMatchObject({ breaks: [], withoutHead: 0, adopted: 0 });
    expect(events('error')).toEqual([]);
  });

  it('that is lost is taken over anew, and verify does not keep quiet about it', async () => {
    const position = keptHead(TENANTS.ost).position;
    rmSync(join(folder, 'seal-heads.json'));
    expect(await verify()).toMatchObject({ breaks: [], withoutHead: 3, adopted: 0 });
    await change(TENANTS.ost, 1);
    expect(await seal()).toBe(1);
    await change(TENANTS.ost, 1);
    expect(await seal()).toBe(1);
    expect(keptHead(TENANTS.ost)).toMatchObject({
      position: String(Number(position) + 2),
      adoptedAt: position,
    });
    expect(await verify()).toMatchObject({ breaks: [], withoutHead: 0, adopted: 3 });
    expect(events('warn')).toHaveLength(3);
    expect(events('warn')).toContainEqual({
      level: 'warn',
      context: 'sealing',
      message: { event: 'seal-head-adopted', officeId: OFFICES.alpha, tenantId: TENANTS.ost, position },
    });
  });

  it('of each worker is right when they have data folders of their own', async () => {
    const other = new HeadsFile(join(folder, 'other.json'));
    const second = new Sealer(units, key, other);
    for (let round = 0; round < 3; round += 1) {
      await change(TENANTS.ost, 1);
      await seal(second);
      await change(TENANTS.ost, 1);
      await seal();
    }
    expect((await verify()).breaks).toEqual([]);
    expect((await verify(other)).breaks).toEqual([]);
    expect(events('error')).toEqual([]);
  });
});

describe('the end of a chain for a report', () => {
  const headIn = (tenant: string, context: string): ReturnType<typeof sealHead> =>
    units.run(
      {
        readOnly: true,
        open: async (query) => {
          await query('select app.open_system($1, $2, $3)', [context, 'test', 'test']);
        },
      },
      () => sealHead((sql, parameters) => units.query(sql, parameters), tenant),
    );

  it('is the one that is kept outside', async () => {
    const { position, hash } = keptHead(TENANTS.ost);
    expect(await headIn(TENANTS.ost, TENANTS.ost)).toEqual({ position: Number(position), hash });
  });

  it('is none before the first seal, and none of a member that the context does not reach', async () => {
    expect(await headIn(TENANTS.fern, TENANTS.fern)).toBeNull();
    expect(await headIn(TENANTS.ost, TENANTS.west)).toBeNull();
  });
});
