import { connect, createTestDatabase, roleUrl, TENANTS, type TestDatabase } from '@bergfried/testing';
import type pg from 'pg';

let database: TestDatabase;
let superuser: pg.Client;
let backup: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  superuser = await connect(database.superuserUrl);
  const url = new URL(roleUrl(database.superuserUrl, database.name, 'app'));
  url.username = 'bergfried_backup';
  backup = await connect(url.href);
});
afterAll(async () => {
  await backup.end();
  await superuser.end();
  await database.drop();
});

/** All tables of the product and of the queue, quoted. */
const tables = async (): Promise<string[]> =>
  (
    await superuser.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' order by 1`,
    )
  ).rows.map(({ name }) => name);
const count = async (client: pg.Client, table: string): Promise<number> =>
  (await client.query(`select from ${table}`)).rowCount ?? -1;

describe('the role of the backup', () => {
  it('reads every row of every schema, walls or not', async () => {
    await superuser.query(`insert into bullmq.meta (queue, field, value) values ('mail', 'probe', 'x')`);
    const all = await tables();
    expect(new Set(all.map((table) => table.split('.')[0]))).toEqual(
      new Set(['app', 'auth', 'bullmq', 'migration']),
    );
    let filled = 0;
    for (const table of all) {
      const rows = await count(superuser, table);
      expect({ table, rows: await count(backup, table) }).toEqual({ table, rows });
      if (rows > 0) filled += 1;
    }
    expect(filled).toBeGreaterThan(8);
    expect(await count(backup, 'app.record_version')).toBeGreaterThan(10);
  });

  it('has no right to change anything anywhere', async () => {
    const { rows } = await superuser.query(
      `select c.oid::regclass::text as object from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and case
         when c.relkind = 'S' then has_sequence_privilege('bergfried_backup', c.oid, 'update, usage')
         when c.relkind in ('r', 'p', 'v') then has_table_privilege('bergfried_backup', c.oid, 'insert, update, delete, truncate, trigger, references')
         end
       union all
       select n.nspname from pg_namespace n where n.nspname !~ '^pg_temp' and has_schema_privilege('bergfried_backup', n.oid, 'create')
       union all
       select 'database' where has_database_privilege('bergfried_backup', current_database(), 'create, temp')
       union all
       select p.oid::regprocedure::text from pg_proc p where p.prosecdef and has_function_privilege('bergfried_backup', p.oid, 'execute')
       union all
       select r.rolname from pg_roles r where r.rolname in ('bergfried_owner', 'bergfried_app', 'bergfried_system', 'bergfried_definer', 'pg_write_all_data')
         and pg_has_role('bergfried_backup', r.oid, 'member')`,
    );
    expect(rows).toEqual([]);
  });

  it.each([
    `update app.tenant set name = 'anders' where tenant_id = '${TENANTS.ost}'`,
    'delete from app.record_version',
    'truncate app.incident',
    `insert into app.slug (slug) values ('neu')`,
    'create table app.mine (id int)',
    'create temp table mine (id int)',
    `select nextval(pg_get_serial_sequence('app.record_version', 'seq'))`,
  ])('is refused: %s', async (sql) => {
    await expect(backup.query(sql)).rejects.toThrow('permission denied');
  });

  it('is no member of the processes of the product, and they are not of it', async () => {
    const { rows } = await superuser.query(
      `select r.rolname from pg_roles r where r.rolname in ('bergfried_owner', 'bergfried_app', 'bergfried_system', 'bergfried_definer')
         and (pg_has_role(r.oid, 'pg_read_all_data', 'member') or pg_has_role(r.oid, 'bergfried_backup', 'member'))`,
    );
    expect(rows).toEqual([]);
  });
});
