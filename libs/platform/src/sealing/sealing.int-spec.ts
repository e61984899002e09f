import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, OFFICES, TENANTS, type TestDatabase } from '@bergfried/testing';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../persistence/data-source.js';
import { UnitOfWork } from '../persistence/unit-of-work.js';
import { SealKey } from './chain.js';
import { HeadsFile } from './heads-file.js';
import { InstallationKey } from './installation-key.js';
import { Sealer } from './sealer.js';
import { verifyHistory, type Verification } from './verify.js';

const folder = mkdtempSync(join(tmpdir(), 'bergfried-seal-'));
const headsPath = join(folder, 'seal-heads.json');
const key = new SealKey(new InstallationKey('a secret that stands nowhere in the database'));

Logger.overrideLogger(false);

let database: TestDatabase;
let system: DataSource;
let superuser: pg.Client;
let sealer: Sealer;

beforeAll(async () => {
  database = await createTestDatabase();
  system = createDataSource({ url: database.systemUrl, applicationName: 'sealing', max: 4, entities: [] });
  await system.initialize();
  superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
  sealer = new Sealer(new UnitOfWork(system), key, new HeadsFile(headsPath));
});
afterAll(async () => {
  await system.destroy();
  await superuser.end();
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

const verify = async (heads = new HeadsFile(headsPath).read(), withKey = key): Promise<Verification> => {
  const found = await verifyHistory({ ownerUrl: database.ownerUrl, key: withKey, heads });
  if (!found) throw new Error('no office');
  return found;
};
/** Makes versions of one row in Ost, each in a transaction of its own; returns their numbers. */
const change = async (times: number): Promise<string[]> => {
  for (let i = 0; i < times; i += 1)
    await superuser.query(`update app.tenant set version = version + 1 where tenant_id = $1`, [TENANTS.ost]);
  const { rows } = await superuser.query<{ seq: string }>(
    `select seq from app.record_version where tenant_id = $1 and table_name = 'tenant' order by seq desc limit $2`,
    [TENANTS.ost, times],
  );
  return rows.map(({ seq }) => seq).reverse();
};
const seqs = async (): Promise<string[]> =>
  (
    await superuser.query<{ seq: string }>(
      `select seq from app.record_version where tenant_id = $1 order by seq`,
      [TENANTS.ost],
    )
  ).rows.map(({ seq }) => seq);

describe('sealing', () => {
  it('takes everything settled of office and members, and nothing twice', async () => {
    expect(await sealer.sealOffice(OFFICES.alpha)).toBeGreaterThan(20);
    expect(await sealer.sealOffice(OFFICES.alpha)).toBe(0);
    await sealer.sealOffice(OFFICES.beta);
    const found = await verify();
    expect(found.breaks).toEqual([]);
    expect(found).toMatchObject({ chains: 5, waiting: 0, withoutHead: 0, adopted: 0 });
    expect(found.versions).toBe(
      Number(
        (
          await superuser.query<{ n: string }>(
            'select (select count(*) from app.record_version) + (select count(*) from app.office_record_version) as n',
          )
        ).rows[0]?.n,
      ),
    );
  });

  it('goes on over many pages', async () => {
    await superuser.query(
      `do $$ begin for i in 1..1100 loop update app.tenant set version = version + 1 where tenant_id = '${TENANTS.west}'; end loop; end $$`,
    );
    expect(await sealer.sealOffice(OFFICES.alpha)).toBe(1100);
    expect((await verify()).breaks).toEqual([]);
  });

  it('leaves out what a running transaction could still add to, and takes it up in its order', async () => {
    const slow = new pg.Client({ connectionString: database.superuserUrl });
    await slow.connect();
    await slow.query('begin');
    await slow.query(`update app.legal_entity set version = version + 1 where tenant_id = $1`, [TENANTS.ost]); // small numbers, not committed yet
    const later = await change(3);
    expect(await sealer.sealOffice(OFFICES.alpha)).toBe(0);
    expect((await verify()).waiting).toBe(3);
    await slow.query('commit');
    await slow.end();
    expect(await sealer.sealOffice(OFFICES.alpha)).toBe(5);
    const { rows } = await superuser.query<{ seq: string }>(
      'select seq from app.record_seal where tenant_id = $1 order by position desc limit 3',
      [TENANTS.ost],
    );
    expect(rows.map(({ seq }) => seq).reverse()).toEqual(later);
    expect((await verify()).breaks).toEqual([]);
  });

  it('skips nothing when the transaction with the smaller number ends last', async () => {
    const slow = new pg.Client({ connectionString: database.superuserUrl });
    await slow.connect();
    await slow.query('begin');
    await slow.query('select nextval(pg_get_serial_sequence($1, $2))', ['app.record_version', 'seq']);
    const early = await change(1);
    await sealer.sealOffice(OFFICES.alpha); // the slow one has no transaction number yet: nothing holds this up
    await slow.query(`update app.legal_entity set version = version + 1 where tenant_id = $1`, [
      TENANTS.west,
    ]);
    await slow.query('commit');
    await slow.end();
    expect(early).toHaveLength(1);
    expect(await sealer.sealOffice(OFFICES.alpha)).toBe(1);
    expect((await verify()).breaks).toEqual([]);
  });

  it('can be added to, never changed, by the roles of the product', async () => {
    for (const role of ['bergfried_app', 'bergfried_system', 'bergfried_definer']) {
      const { rows } = await superuser.query<{ change: boolean }>(
        `select bool_or(has_table_privilege($1, t, p)) as change from unnest(array['app.record_seal', 'app.office_record_seal']) t, unnest(array['update', 'delete', 'truncate']) p`,
        [role],
      );
      expect(rows).toEqual([{ change: false }]);
    }
  });
});

describe('tampering as superuser is found', () => {
  /** Does it, looks, and puts everything back. */
  const tamper = async (sql: string, parameters: unknown[] = []): Promise<Verification['breaks']> => {
    const backup = ['record_version', 'record_seal'];
    for (const table of backup)
      await superuser.query(`create table public.kept_${table} as table app.${table}`);
    try {
      await superuser.query(sql, parameters);
      return (await verify()).breaks;
    } finally {
      for (const table of backup) {
        await superuser.query(
          `delete from app.${table}; insert into app.${table} overriding system value table public.kept_${table}; drop table public.kept_${table}`,
        );
      }
    }
  };
  let all: string[];
  let middle: string;
  beforeAll(async () => {
    await change(10);
    await sealer.sealOffice(OFFICES.alpha);
    all = await seqs();
    middle = all[Math.floor(all.length / 2)] ?? '';
  });
  afterEach(async () => expect((await verify()).breaks).toEqual([]));
  const inOst = { chain: { kind: 'tenant', id: TENANTS.ost, name: 'Landkreis Ost' } };

  it('a version changed', async () => {
    const breaks = await tamper(
      `update app.record_version set row = row || '{"name": "anders"}' where tenant_id = $1 and seq = $2`,
      [TENANTS.ost, middle],
    );
    expect(breaks).toMatchObject([
      {
        ...inOst,
        reason: 'version-changed',
        seq: middle,
        table: expect.any(String),
        rowId: expect.any(String),
      },
    ]);
  });

  it.each(['actor', 'action', 'op'])('the %s of a version changed', async (column) => {
    const breaks = await tamper(
      `update app.record_version set ${column} = case when ${column} = 'U' then 'I' else 'U' end where tenant_id = $1 and seq = $2`,
      [TENANTS.ost, middle],
    );
    expect(breaks).toMatchObject([{ ...inOst, reason: 'version-changed', seq: middle }]);
  });

  it('a version deleted', async () => {
    const breaks = await tamper('delete from app.record_version where tenant_id = $1 and seq = $2', [
      TENANTS.ost,
      middle,
    ]);
    expect(breaks).toMatchObject([
      {
        ...inOst,
        reason: 'version-missing',
        seq: middle,
        table: expect.any(String),
        rowId: expect.any(String),
      },
    ]);
  });

  it('a version deleted together with its seal', async () => {
    const breaks = await tamper(
      `with gone as (delete from app.record_version where tenant_id = '${TENANTS.ost}' and seq = ${middle}) delete from app.record_seal where tenant_id = '${TENANTS.ost}' and seq = ${middle}`,
    );
    expect(breaks).toMatchObject([{ ...inOst, reason: 'seal-missing' }]);
  });

  it('a version deleted, its seal too, and the gap closed', async () => {
    const breaks = await tamper(
      `do $$ declare p bigint; begin
         select position into p from app.record_seal where tenant_id = '${TENANTS.ost}' and seq = ${middle};
         delete from app.record_version where tenant_id = '${TENANTS.ost}' and seq = ${middle};
         delete from app.record_seal where tenant_id = '${TENANTS.ost}' and seq = ${middle};
         for i in p + 1 .. (select max(position) from app.record_seal where tenant_id = '${TENANTS.ost}') loop
           update app.record_seal set position = i - 1 where tenant_id = '${TENANTS.ost}' and position = i;
         end loop; end $$`,
    );
    expect(breaks).toMatchObject([{ ...inOst, reason: 'seal-changed' }]);
  });

  it('two versions swapped', async () => {
    const next = all[all.indexOf(middle) + 1] ?? '';
    const breaks = await tamper(
      `with a as (select row, row_id, table_name from app.record_version where tenant_id = '${TENANTS.ost}' and seq = ${middle}),
            b as (select row, row_id, table_name from app.record_version where tenant_id = '${TENANTS.ost}' and seq = ${next})
       update app.record_version v set row = case when v.seq = ${middle} then b.row else a.row end from a, b
       where v.tenant_id = '${TENANTS.ost}' and v.seq in (${middle}, ${next})`,
    );
    expect(breaks).toMatchObject([{ ...inOst, reason: 'version-changed', seq: middle }]);
  });

  it('two seals swapped', async () => {
    const breaks = await tamper(
      `with a as (select digest, hash from app.record_seal where tenant_id = '${TENANTS.ost}' and position = 3),
            b as (select digest, hash from app.record_seal where tenant_id = '${TENANTS.ost}' and position = 4)
       update app.record_seal s set digest = case s.position when 3 then b.digest else a.digest end, hash = case s.position when 3 then b.hash else a.hash end
       from a, b where s.tenant_id = '${TENANTS.ost}' and s.position in (3, 4)`,
    );
    expect(breaks).toHaveLength(1);
  });

  it('a version put into the middle with the transaction of its neighbour', async () => {
    const breaks = await tamper(
      `insert into app.record_version (tenant_id, seq, table_name, row_id, tx, op, valid_from, actor, action, row) overriding system value
       select tenant_id, 9000001, table_name, row_id, tx, 'U', valid_from, actor, action, row from app.record_version where tenant_id = $1 and seq = $2`,
      [TENANTS.ost, middle],
    );
    expect(breaks).toMatchObject([
      {
        ...inOst,
        reason: 'version-inserted',
        seq: '9000001',
        table: expect.any(String),
        rowId: expect.any(String),
      },
    ]);
  });

  it('a version of long ago put in today', async () => {
    await superuser.query(
      `update app.record_seal set sealed_at = now() - interval '2 days' where tenant_id = '${TENANTS.ost}'`,
    );
    const breaks = await tamper(
      `insert into app.record_version (tenant_id, table_name, row_id, op, valid_from, actor, action, row)
       select tenant_id, table_name, row_id, 'U', now() - interval '30 days', actor, action, row from app.record_version where tenant_id = $1 and seq = $2`,
      [TENANTS.ost, middle],
    );
    expect(breaks).toMatchObject([{ ...inOst, reason: 'version-backdated' }]);
  });

  it('the end cut off, versions and seals alike', async () => {
    const breaks = await tamper(
      `with gone as (delete from app.record_seal where tenant_id = '${TENANTS.ost}' and position > 5 returning seq)
       delete from app.record_version where tenant_id = '${TENANTS.ost}' and seq in (select seq from gone)`,
    );
    expect(breaks).toMatchObject([{ ...inOst, reason: 'end-cut' }]);
  });

  it('a whole member removed', async () => {
    const heads = new Map([
      ...new HeadsFile(headsPath).read(),
      ['0195f000-0000-7002-8000-00000000dead', { position: '4', hash: '00', at: '' }],
    ]);
    expect((await verify(heads)).breaks).toMatchObject([{ reason: 'chain-missing' }]);
  });

  it('another secret', async () => {
    const found = await verify(
      undefined,
      new SealKey(new InstallationKey('another secret of at least thirty-two signs')),
    );
    expect(found.breaks).toHaveLength(5);
    expect(found.breaks[0]).toMatchObject({ reason: 'other-key' });
  });
});
