import { createTestDatabase, connect, rowsOf, type TestDatabase } from '@bergfried/testing';
import { mkdtemp, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { migrate } from './migrate.js';

const FIRST = '20300101T0000__first.sql';
const SECOND = '20300102T0000__second.sql';

/** On a clone of the migrated template, so that the real files are the history that comes before. */
describe('migrations', () => {
  const real = join(import.meta.dirname, '..', '..', '..', '..', 'migrations');
  let database: TestDatabase;
  let owner: Client;
  let dir: string;

  beforeEach(async () => {
    database = await createTestDatabase();
    owner = await connect(database.ownerUrl);
    await owner.query('delete from migration.applied');
    dir = await mkdtemp(join(tmpdir(), 'bergfried-migrate-'));
  });
  afterEach(async () => {
    await owner.end();
    await database.drop();
    await rm(dir, { recursive: true });
  });

  const write = (name: string, sql: string): Promise<void> => writeFile(join(dir, name), sql);
  const run = (): Promise<{ applied: string[] }> => migrate(database.ownerUrl, { dir });
  const names = async (): Promise<string[]> =>
    (await rowsOf<{ name: string }>(owner, 'select name from migration.applied order by name')).map(
      ({ name }) => name,
    );
  const exists = async (table: string): Promise<boolean> =>
    (await rowsOf<{ there: boolean }>(owner, 'select to_regclass($1) is not null as there', [table]))[0]
      ?.there ?? false;

  it('applies what is new, in order, and nothing twice', async () => {
    await write(SECOND, 'insert into app.planted values (2)');
    await write(FIRST, 'create table app.planted (n int); insert into app.planted values (1)');
    expect(await run()).toEqual({ applied: [FIRST, SECOND] });
    expect(await run()).toEqual({ applied: [] });
    expect(await rowsOf(owner, 'select n from app.planted order by n')).toEqual([{ n: 1 }, { n: 2 }]);
    await write('20300103T0000__third.sql', 'insert into app.planted values (3)');
    await write('notes.txt', 'not looked at');
    expect(await run()).toEqual({ applied: ['20300103T0000__third.sql'] });
  });

  it('finds the real files unchanged after they were applied', async () => {
    const clone = await createTestDatabase();
    try {
      expect(await migrate(clone.ownerUrl, { dir: real })).toEqual({ applied: [] });
    } finally {
      await clone.drop();
    }
  });

  it('takes two processes at once one after the other', async () => {
    await write(FIRST, 'create table app.planted (n int); select pg_sleep(0.2)');
    const both = await Promise.all([run(), run()]);
    expect(both.map(({ applied }) => applied.length).sort()).toEqual([0, 1]);
  });

  it('refuses a file that was changed after it was applied', async () => {
    await write(FIRST, 'create table app.planted (n int)');
    await run();
    await write(FIRST, 'create table app.planted (n bigint)');
    await expect(run()).rejects.toThrow(`Migration ${FIRST} wurde nach der Anwendung geändert.`);
  });

  it('refuses a folder that lacks an applied file', async () => {
    await write(FIRST, 'create table app.planted (n int)');
    await run();
    await unlink(join(dir, FIRST));
    await expect(run()).rejects.toThrow(`Die angewandte Migration ${FIRST} fehlt im Ordner.`);
  });

  it('takes a failing file back wholly and keeps the ones before it', async () => {
    await write(FIRST, 'create table app.planted (n int)');
    await write(SECOND, 'create table app.half (n int); insert into app.planted values (1); select 1 / 0');
    await expect(run()).rejects.toThrow(`Migration ${SECOND} ist gescheitert: division by zero`);
    expect(await names()).toEqual([FIRST]);
    expect(await exists('app.half')).toBe(false);
    expect(await rowsOf(owner, 'select n from app.planted')).toEqual([]);
  });

  it('fails on a warning: a grant without effect would leave a right missing', async () => {
    // who has a right without the option to pass it on is only warned by PostgreSQL, and nothing happens
    const superuser = await connect(database.superuserUrl);
    await superuser.query('grant execute on function app.today() to bergfried_owner');
    await superuser.query('alter function app.today() owner to bergfried_definer');
    await superuser.end();
    await write(
      FIRST,
      'create table app.half (n int); grant execute on function app.today() to bergfried_backup',
    );
    await expect(run()).rejects.toThrow(/gescheitert: no privileges were granted/);
    expect(await names()).toEqual([]);
    expect(await exists('app.half')).toBe(false);
  });

  it('does not let a notice stop it', async () => {
    await write(FIRST, 'create table if not exists app.tenant (n int)');
    expect(await run()).toEqual({ applied: [FIRST] });
  });

  it('refuses names that do not tell the time and the change', async () => {
    const names = [
      'first.sql',
      '20300101__first.sql',
      '20300101T0000_first.sql',
      '20300101T0000__Erste.sql',
      '20300101T0000__first-one.sql',
    ];
    for (const name of names) {
      await write(name, 'create table app.planted (n int)');
      await expect(run()).rejects.toThrow(`Migration ${name}: der Name folgt nicht JJJJMMTTThhmm__was.sql.`);
      await unlink(join(dir, name));
    }
    expect(await exists('app.planted')).toBe(false);
  });
});
