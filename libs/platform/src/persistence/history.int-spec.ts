import {
  ACTORS,
  attempt,
  connect,
  createTestDatabase,
  openScope,
  plantRows,
  rolledBack,
  rowsOf,
  TENANTS,
  walledTables,
  type PlantedIncidents,
  type TestDatabase,
} from '@bergfried/testing';
import type { Client } from 'pg';

interface Version {
  op: string;
  actor: string;
  action: string | null;
  at: string;
  title: string;
}

const VERSIONS = `select op, actor, action, to_char(valid_from at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') as at, row->>'title' as title
  from app.record_version where table_name = 'incident' and row_id = $1 order by seq`;

describe('history', () => {
  let database: TestDatabase;
  let superuser: Client;
  let app: Client;
  let planted: PlantedIncidents;

  beforeAll(async () => {
    database = await createTestDatabase();
    [superuser, app] = [await connect(database.superuserUrl), await connect(database.appUrl)];
    planted = await plantRows(superuser);
  });
  afterAll(async () => {
    for (const client of [superuser, app]) await client.end();
    await database.drop();
  });

  const setNow = (client: Client, time: string): Promise<unknown> =>
    client.query(`select set_config('app.now', $1, true)`, [time]);
  /** Stages of clocks are kept for ever by the product; here their incident is deleted past all rules. */
  const forgetStages = (incidentId: string): Promise<unknown> =>
    superuser.query(
      'delete from app.duty_stage where duty_id in (select id from app.duty where incident_id = $1)',
      [incidentId],
    );

  it('keeps every version with time, person and action', async () => {
    const id = planted.west.shared;
    const versions = await rolledBack(superuser, async () => {
      await superuser.query('delete from app.record_version where row_id = $1', [id]);
      await setNow(superuser, '2026-01-01T10:00:00.123Z');
      await superuser.query(`set local role bergfried_app`);
      await openScope(superuser, 'coordinatorWest', 'west');
      await superuser.query(`update app.incident set title = 'Erste Änderung', version = 2 where id = $1`, [
        id,
      ]);
      await setNow(superuser, '2026-01-02T10:00:00.456789Z');
      await openScope(superuser, 'officer', 'west');
      await superuser.query(`update app.incident set title = 'Zweite Änderung', version = 3 where id = $1`, [
        id,
      ]);
      await superuser.query(`reset role`);
      await setNow(superuser, '2026-01-03T10:00:00Z');
      await superuser.query(`select set_config('app.actor', '', true), set_config('app.action', '', true)`);
      await forgetStages(id);
      for (const table of ['duty', 'incident_entry'])
        await superuser.query(`delete from app.${table} where incident_id = $1`, [id]);
      await superuser.query(`delete from app.incident where id = $1`, [id]);
      return rowsOf<Version & Record<string, unknown>>(superuser, VERSIONS, [id]);
    });
    expect(versions).toEqual([
      {
        op: 'U',
        actor: ACTORS.coordinatorWest.userId,
        action: 'test',
        at: '2026-01-01 10:00:00.123',
        title: 'Erste Änderung',
      },
      {
        op: 'U',
        actor: ACTORS.officer.userId,
        action: 'test',
        at: '2026-01-02 10:00:00.456',
        title: 'Zweite Änderung',
      },
      // without a context: the database role, so that work beside the product is seen as such
      {
        op: 'D',
        actor: expect.any(String),
        action: null,
        at: '2026-01-03 10:00:00.000',
        title: 'Zweite Änderung',
      },
    ]);
    const inserted = await rowsOf<Version & Record<string, unknown>>(superuser, VERSIONS, [
      planted.ost.shared,
    ]);
    expect(inserted).toEqual([expect.objectContaining({ op: 'I', title: 'Vorfall für alle in ost' })]);
  });

  it.each([
    `select * from app.record_version`,
    `insert into app.record_version (tenant_id, table_name, row_id, op, valid_from, actor, row) values (gen_random_uuid(), 'x', gen_random_uuid(), 'I', now(), 'x', '{}')`,
    `update app.record_version set actor = 'x'`,
    `delete from app.record_version`,
    `truncate app.record_version`,
    `update app.office_record_version set actor = 'x'`,
    `alter table app.incident disable trigger record_change`,
    `set local session_replication_role = replica`,
    `update app.database_mode set mode = 'test'`,
  ])('cannot be forged, read or switched off by the api: %s', async (sql) => {
    await rolledBack(app, async () => {
      await openScope(app, 'coordinator', 'ost');
      expect((await attempt(app, sql)).code).toBe('42501');
    });
  });

  it('cannot be filled from a table of the own making', async () => {
    const { code } = await rolledBack(app, () =>
      attempt(app, `create temporary table planted (tenant_id uuid, id uuid)`),
    );
    expect(code).toBe('42501');
  });

  describe('the clock', () => {
    const nowIn = (mode: string): Promise<{ shifted: boolean; whole: boolean }> =>
      rolledBack(superuser, async () => {
        await superuser.query('update app.database_mode set mode = $1', [mode]);
        await setNow(superuser, '2020-02-02T02:02:02.222Z');
        const [row] = await rowsOf<{ shifted: boolean; whole: boolean }>(
          superuser,
          `select app.now() = '2020-02-02T02:02:02.222Z' as shifted, app.now() = date_trunc('milliseconds', app.now()) as whole`,
        );
        if (!row) throw new Error('no time');
        return row;
      });

    it('is the real one, whatever the setting says', async () => {
      expect(await nowIn('normal')).toEqual({ shifted: false, whole: true });
    });

    it.each(['seeding', 'restoring', 'test'])('follows the setting in a database marked %s', async (mode) => {
      expect(await nowIn(mode)).toEqual({ shifted: true, whole: true });
    });
  });

  describe('as of a time', () => {
    it('equals every tracked table as it is now', async () => {
      const differences: string[] = [];
      const tables = (await walledTables(superuser)).filter(({ tracked }) => tracked);
      expect(tables.length).toBeGreaterThan(8);
      await rolledBack(app, async () => {
        await openScope(app, 'coordinator', 'ost');
        for (const { name, bareName } of tables) {
          // what the history leaves out on purpose (arguments of its trigger) is null as of a time
          const secret = `coalesce((select string_to_array(trim(trailing '\\000' from encode(g.tgargs, 'escape')), '\\000')
            from pg_trigger g where g.tgrelid = '${name}'::regclass and g.tgname = 'record_change' and g.tgnargs > 0), '{}')`;
          const live = `select (to_jsonb(t) - ${secret})::text from ${name} t`;
          const recorded = `select (to_jsonb(t) - ${secret})::text from as_of.${bareName}(app.now()) t`;
          const rows = await rowsOf(
            app,
            `(${live} except ${recorded}) union all (${recorded} except ${live})`,
          );
          const count = await rowsOf(app, live);
          if (rows.length > 0 || count.length === 0)
            differences.push(`${name}: ${String(rows.length)} of ${String(count.length)}`);
        }
      });
      expect(differences).toEqual([]);
    });

    it('equals what was read live at each step, and nothing before the first and after the last', async () => {
      const id = planted.west.countyOnly;
      const changes = [
        `title = 'Eins'`,
        `status = 'triaged', severity = 'critical'`,
        `description = 'ä "quoted" \\ 🏰', occurred_at = '2026-10-30T03:00:00.001Z'`,
        `status = 'closed', closed_at = app.now()`,
      ];
      await rolledBack(superuser, async () => {
        await superuser.query('delete from app.record_version where row_id = $1', [id]);
        const seen: { at: string; row: string | undefined }[] = [
          { at: '2026-11-01T00:00:00Z', row: undefined },
        ];
        const live = async (): Promise<string | undefined> =>
          (
            await rowsOf<{ row: string }>(
              superuser,
              'select to_jsonb(i)::text as row from app.incident i where id = $1',
              [id],
            )
          )[0]?.row;
        for (const [index, change] of changes.entries()) {
          const at = `2026-11-0${String(index + 2)}T00:00:00Z`;
          await setNow(superuser, at);
          await superuser.query(`update app.incident set ${change}, version = version + 1 where id = $1`, [
            id,
          ]);
          seen.push({ at, row: await live() });
          // a second change at the same instant: the later one counts
          await superuser.query(`update app.incident set updated_at = app.now() where id = $1`, [id]);
          seen.splice(-1, 1, { at, row: await live() });
        }
        await forgetStages(id);
        for (const table of ['duty', 'incident_entry', 'incident']) {
          await setNow(superuser, '2026-11-20T00:00:00Z');
          await superuser.query(
            `delete from app.${table} where ${table === 'incident' ? 'id' : 'incident_id'} = $1`,
            [id],
          );
        }
        seen.push({ at: '2026-11-20T00:00:00Z', row: undefined });
        await superuser.query('set local role bergfried_app');
        await openScope(superuser, 'coordinatorWest', 'west');
        for (const { at, row } of seen) {
          const [recorded] = await rowsOf<{ row: string }>(
            superuser,
            'select to_jsonb(i)::text as row from as_of.incident($1) i where id = $2',
            [at, id],
          );
          expect({ at, row: recorded?.row }).toEqual({ at, row });
        }
      });
    });
  });

  it('leaves secret columns out of the versions', async () => {
    await rolledBack(superuser, async () => {
      await superuser.query('set local role bergfried_owner');
      await superuser.query(`create table app.planted (tenant_id uuid not null, id uuid not null, name text, secret text, primary key (tenant_id, id));
        comment on table app.planted is 'scope:tenant'; call app.protect('planted', p_secret_columns => '{secret}')`);
      await superuser.query('reset role');
      await superuser.query(`insert into app.planted values ($1, gen_random_uuid(), 'offen', 'geheim')`, [
        TENANTS.ost,
      ]);
      const versions = await rowsOf(
        superuser,
        `select row - 'id' as row from app.record_version where table_name = 'planted'`,
      );
      expect(versions).toEqual([{ row: { tenant_id: TENANTS.ost, name: 'offen' } }]);
      await superuser.query('set local role bergfried_app');
      await openScope(superuser, 'coordinator', 'ost');
      expect(await rowsOf(superuser, 'select name, secret from as_of.planted(now())')).toEqual([
        { name: 'offen', secret: null },
      ]);
    });
  });

  it('announces ids on commit only, and whether the row is for the county only', async () => {
    const heard: unknown[] = [];
    const listener = await connect(database.appUrl);
    listener.on('notification', ({ payload }) => heard.push(JSON.parse(payload ?? '')));
    await listener.query('listen bergfried_change');
    await rolledBack(superuser, () =>
      superuser.query(`update app.incident set title = 'Nie geschehen' where id = $1`, [planted.ost.shared]),
    );
    for (const id of [planted.ost.shared, planted.ost.countyOnly]) {
      await superuser.query(`update app.incident set version = version + 1 where id = $1`, [id]);
    }
    await listener.query('select 1'); // a round trip behind the commits: what was announced has arrived
    await listener.end();
    const change = { table: 'incident', op: 'U', officeId: null, tenantId: TENANTS.ost, version: 2 };
    expect(heard).toEqual([
      { ...change, id: planted.ost.shared, countyOnly: false },
      { ...change, id: planted.ost.countyOnly, countyOnly: true },
    ]);
  });
});
