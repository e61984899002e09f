import {
  CATALOGUE_RULES,
  catalogueFindings,
  connect,
  createTestDatabase,
  rolledBack,
  type TestDatabase,
} from '@bergfried/testing';
import type { Client } from 'pg';

/** A tenant table as a migration should make it; each fault below leaves one thing out or adds one. */
const SOUND = `
  create table app.planted (tenant_id uuid not null references app.tenant (tenant_id), id uuid not null, title text, primary key (tenant_id, id));
  comment on table app.planted is 'scope:tenant';
  call app.protect('planted');
  grant select, insert, update on app.planted to bergfried_app;`;

interface Plant {
  readonly fault: string;
  readonly sql: string;
  /** What has to be found; nothing else may be. */
  readonly finds: readonly string[];
}

const PLANTS: readonly Plant[] = [
  { fault: 'nothing', sql: SOUND, finds: [] },
  {
    fault: 'no mark',
    sql: 'create table app.planted (id int)',
    finds: ['app.planted is not marked scope:tenant|office|reference|system'],
  },
  {
    fault: 'another schema',
    sql: 'create schema planted; create table planted.planted (id int)',
    finds: ['planted.planted stands in a schema that these rules do not look at'],
  },
  {
    fault: 'no FORCE',
    sql: `${SOUND} alter table app.planted no force row level security`,
    finds: ['app.planted lacks FORCE ROW LEVEL SECURITY'],
  },
  {
    fault: 'no ENABLE',
    sql: `${SOUND} alter table app.planted disable row level security`,
    finds: ['app.planted lacks ENABLE ROW LEVEL SECURITY'],
  },
  {
    fault: 'a granted command without policy',
    sql: `${SOUND} drop policy scope_update on app.planted`,
    finds: ['app.planted UPDATE to bergfried_app lacks a policy for a command that is granted'],
  },
  {
    fault: 'a policy that lets everything through',
    sql: `${SOUND} create policy wide on app.planted for select using (true)`,
    finds: ['app.planted.wide is a policy that does not hold to the context'],
  },
  {
    fault: 'a policy with a way around',
    sql: `${SOUND} create policy wide on app.planted for select
            using (tenant_id = any ((select app.read_tenants())::uuid[]) or title = 'open')`,
    finds: [
      'app.planted.wide is a policy that does not hold to the context',
      'app.planted.wide is a policy with an OR',
    ],
  },
  {
    fault: 'writing over all that may be read',
    sql: `${SOUND} create policy wide on app.planted for update using (tenant_id = any ((select app.read_tenants())::uuid[]))`,
    finds: ['app.planted.wide is a policy that does not hold to the context'],
  },
  {
    fault: 'no tenant_id in the primary key',
    sql: SOUND.replace('primary key (tenant_id, id)', 'primary key (id)'),
    finds: [
      'app.planted has no primary key that begins with its scope column',
      'app.planted.app.planted_pkey is a unique index that does not begin with the scope column',
    ],
  },
  {
    fault: 'no tenant_id in a unique index',
    sql: `${SOUND} create unique index planted_title on app.planted (title)`,
    finds: ['app.planted.app.planted_title is a unique index that does not begin with the scope column'],
  },
  {
    fault: 'a foreign key without tenant_id',
    sql: `${SOUND} create unique index on app.planted (tenant_id, title);
          alter table app.planted add unique (id), add parent uuid references app.planted (id)`,
    finds: [
      'app.planted.app.planted_id_key is a unique index that does not begin with the scope column',
      'app.planted.planted_parent_fkey is a foreign key that does not pair the scope columns',
    ],
  },
  {
    fault: 'a child of an incident without its visibility',
    sql: `${SOUND} alter table app.planted add incident_id uuid,
            add foreign key (tenant_id, incident_id) references app.incident (tenant_id, id)`,
    finds: [
      'app.planted.planted_tenant_id_incident_id_fkey is a foreign key to a table with a visibility that does not carry it along',
    ],
  },
  {
    fault: 'a visibility that nobody asks for',
    sql: `${SOUND} alter table app.planted add visibility text not null default 'county-and-office'`,
    finds: ['app.planted has a visibility but no restrictive policy for it'],
  },
  {
    fault: 'a visibility that one of the processes need not ask for',
    sql: `create table app.planted (tenant_id uuid not null, id uuid not null, visibility text not null, primary key (tenant_id, id));
          comment on table app.planted is 'scope:tenant'; call app.protect('planted');
          alter policy county_only on app.planted to bergfried_app`,
    finds: ['app.planted has a visibility but no restrictive policy for it'],
  },
  {
    fault: 'tenant data in a table of the system',
    sql: `create table app.planted (tenant_id uuid); comment on table app.planted is 'scope:system';
          grant select on app.planted to bergfried_app`,
    finds: ['app.planted has tenant_id but is not scope:tenant, and the product may reach it'],
  },
  {
    fault: 'no history trigger',
    sql: `${SOUND} drop trigger record_change on app.planted`,
    finds: ['app.planted has no history trigger record_change for insert, update and delete of each row'],
  },
  {
    fault: 'a history trigger switched off',
    sql: `${SOUND} alter table app.planted disable trigger record_change`,
    finds: ['app.planted has no history trigger record_change for insert, update and delete of each row'],
  },
  {
    fault: 'no as_of function',
    sql: `${SOUND} drop function as_of.planted(timestamptz)`,
    finds: ['app.planted has no as_of function'],
  },
  {
    fault: 'history left out without a reason',
    sql: `${SOUND} drop trigger record_change on app.planted; comment on table app.planted is 'scope:tenant history:none'`,
    finds: ['app.planted has history:none without a reason in parentheses'],
  },
  {
    fault: 'a view with the rights of its owner',
    sql: 'create view app.planted as select * from app.incident',
    finds: ['app.planted is a view without security_invoker'],
  },
  {
    fault: 'a view with the rights of its reader',
    sql: 'create view app.planted with (security_invoker = true) as select * from app.incident',
    finds: [],
  },
  {
    fault: 'a materialized view',
    sql: 'create materialized view app.planted as select 1 as one',
    finds: ['app.planted is a materialized view or foreign table: row level security does not reach it'],
  },
  {
    fault: 'a definer function for everybody',
    sql: `create function app.planted() returns int language sql security definer set search_path = pg_catalog as 'select 1';
          alter function app.planted() owner to bergfried_definer`,
    finds: ['app.planted() is a SECURITY DEFINER function that PUBLIC may execute'],
  },
  {
    fault: 'a definer function with the search path of its caller',
    sql: `create function app.planted() returns int language sql security definer as 'select 1'; call app.hand_over('app.planted()', '{}')`,
    finds: ['app.planted() is a SECURITY DEFINER function without a search_path that begins with pg_catalog'],
  },
  {
    fault: 'a definer function of the owner',
    sql: `create function app.planted() returns int language sql security definer set search_path = pg_catalog as 'select 1';
          revoke all on function app.planted() from public`,
    finds: ['app.planted() is a SECURITY DEFINER function that bergfried_definer does not own'],
  },
  {
    fault: 'history that the api may read',
    sql: 'grant select on app.record_version to bergfried_app',
    finds: [
      'app.record_version SELECT to bergfried_app lacks a policy for a command that is granted',
      'app.record_version for bergfried_app is sealed, but a role of the product has a right on it',
    ],
  },
  {
    fault: 'password hashes that the api may read',
    sql: 'grant select (password_hash) on app.user_account to bergfried_app',
    finds: ['app.user_account for bergfried_app shows password hashes'],
  },
  {
    fault: 'TRUNCATE, which no policy stops',
    sql: 'grant truncate on app.incident to bergfried_system',
    finds: [
      'app.incident for bergfried_system gives a right that row level security does not limit (TRUNCATE, TRIGGER, REFERENCES)',
    ],
  },
  {
    fault: 'a right of PUBLIC',
    sql: 'grant select on app.duty_rule to public',
    finds: ['app.duty_rule gives PUBLIC a right'],
  },
  {
    fault: 'an owner among the processes',
    sql: 'grant create on schema app to bergfried_app; alter table app.duty_rule owner to bergfried_app',
    finds: [
      'app.duty_rule of bergfried_app belongs to a role of the product',
      'app.duty_rule for bergfried_app gives a right that row level security does not limit (TRUNCATE, TRIGGER, REFERENCES)',
      'schema app for bergfried_app lets a role of the product create objects',
    ],
  },
];

describe('catalogue of the database', () => {
  let database: TestDatabase;
  let superuser: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    superuser = await connect(database.superuserUrl);
  });
  afterAll(async () => {
    await superuser.end();
    await database.drop();
  });

  it('has every wall that the house rules ask for', async () => {
    expect(CATALOGUE_RULES).toBeGreaterThan(25);
    expect(await catalogueFindings(superuser)).toEqual([]);
  });

  it.each(PLANTS)('finds what is planted: $fault', async ({ sql, finds }) => {
    const found = await rolledBack(superuser, async () => {
      const byOwner = !/owner to bergfried_(app|definer)|^create schema/.test(sql);
      if (byOwner) await superuser.query('set local role bergfried_owner');
      await superuser.query(sql);
      return catalogueFindings(superuser);
    });
    expect(found).toEqual([...finds].sort());
  });

  it('finds a process that may look past the walls', async () => {
    const found = await rolledBack(superuser, async () => {
      await superuser.query('alter role bergfried_system bypassrls');
      await superuser.query('grant bergfried_owner to bergfried_app');
      await superuser.query('alter role bergfried_definer login');
      return catalogueFindings(superuser);
    });
    expect(found).toEqual(
      expect.arrayContaining([
        'bergfried_app has more power than a process of the product may have',
        'bergfried_definer may log in, or sees past row level security: definer functions must not',
        'bergfried_system has more power than a process of the product may have',
      ]),
    );
  });
});
