import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, createTestDatabase, OFFICES, TENANTS, type TestDatabase } from '@bergfried/testing';
import { Logger } from '@nestjs/common';
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../persistence/data-source.js';
import { UnitOfWork } from '../persistence/unit-of-work.js';
import { SealKey } from './chain.js';
import { HeadsFile } from './heads-file.js';
import { InstallationKey } from './installation-key.js';
import { Sealer } from './sealer.js';
import { verifyHistory } from './verify.js';

const WRITERS = 20;
const WRITING_MS = 4000;

Logger.overrideLogger(false);

const key = new SealKey(new InstallationKey('a secret that stands nowhere in the database'));
const folder = mkdtempSync(join(tmpdir(), 'bergfried-load-'));
const heads = new HeadsFile(join(folder, 'seal-heads.json'));
let database: TestDatabase;
let system: DataSource;
let superuser: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  system = createDataSource({ url: database.systemUrl, applicationName: 'sealing', max: 4, entities: [] });
  await system.initialize();
  superuser = await connect(database.superuserUrl);
});
afterAll(async () => {
  await system.destroy();
  await superuser.end();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** Transactions of different length, some rolled back, some with a savepoint; returns how many versions it committed. */
async function writeUntil(stop: number, writer: number): Promise<number> {
  const client = await connect(database.superuserUrl);
  const tenant = writer % 2 === 0 ? TENANTS.ost : TENANTS.west;
  const id = `0195f000-0000-7099-8000-${String(writer).padStart(12, '0')}`;
  await client.query(
    `insert into app.legal_entity (tenant_id, id, name, kind, data_protection_authority) values ($1, $2, 'Unter Last', 'other', 'HBDI')`,
    [tenant, id],
  );
  let written = 1;
  const touch = (): Promise<unknown> =>
    client.query('update app.legal_entity set version = version + 1 where tenant_id = $1 and id = $2', [
      tenant,
      id,
    ]);
  for (let round = 0; Date.now() < stop; round += 1) {
    const steps = 1 + ((round + writer) % 4);
    const isKept = (round + writer) % 5 !== 0;
    await client.query('begin');
    for (let step = 0; step < steps; step += 1) {
      await client.query('savepoint step');
      await touch();
      await client.query('release step');
      await pause((writer * 7 + round * 3 + step) % 25);
    }
    await client.query(isKept ? 'commit' : 'rollback');
    if (isKept) written += steps;
  }
  await client.end();
  return written;
}

it('every version is sealed exactly once and in order while twenty transactions write', async () => {
  const sealers = [1, 2].map(() => new Sealer(new UnitOfWork(system), key, heads));
  const stop = Date.now() + WRITING_MS;
  let runs = 0;
  let sealedMeanwhile = 0;
  const sealing = sealers.map(async (sealer) => {
    while (Date.now() < stop) {
      const count = await sealer.sealOffice(OFFICES.alpha); // not in one expression: the other sealer adds meanwhile
      sealedMeanwhile += count;
      runs += 1;
    }
  });
  const writing = Array.from({ length: WRITERS }, (_, writer) => writeUntil(stop, writer));
  const written = (await Promise.all(writing)).reduce((sum, one) => sum + one, 0);
  await Promise.all(sealing);
  const rest = (await sealers[0]?.sealOffice(OFFICES.alpha)) ?? 0;

  expect(runs).toBeGreaterThan(5);
  expect(written).toBeGreaterThan(WRITERS * 10);
  expect(sealedMeanwhile).toBeGreaterThan(WRITERS);
  const { rows } = await superuser.query<{ versions: number; once: boolean; sorted: boolean }>(
    `select (select count(*)::int from app.record_version where tenant_id = any ($1)) as versions,
            (select count(*) from app.record_version v full join app.record_seal s using (tenant_id, seq)
             where coalesce(v.tenant_id, s.tenant_id) = any ($1) and (v.row_id is null or s.row_id is null)) = 0 as once,
            (select bool_and(coalesce(before < (tx, seq), true)) from (
               select tx, seq, lag((tx, seq)) over (partition by tenant_id order by position) as before from app.record_seal) s) as sorted`,
    [[TENANTS.ost, TENANTS.west]],
  );
  expect(rows).toEqual([{ versions: expect.any(Number), once: true, sorted: true }]);
  expect(rows[0]?.versions).toBeGreaterThanOrEqual(written);
  const ofOffice = await superuser.query('select from app.office_record_version where office_id = $1', [
    OFFICES.alpha,
  ]);
  expect(sealedMeanwhile + rest).toBe((rows[0]?.versions ?? 0) + (ofOffice.rowCount ?? 0));
  expect(
    await verifyHistory({
      ownerUrl: database.ownerUrl,
      key,
      heads: heads.read(),
      officeSlug: 'stelle-alpha',
    }),
  ).toMatchObject({ breaks: [], waiting: 0, withoutHead: 0, adopted: 0 });
});
