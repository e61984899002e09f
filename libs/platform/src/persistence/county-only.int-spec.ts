import {
  ACTORS,
  attempt,
  connect,
  createTestDatabase,
  LEGAL_ENTITIES,
  openScope,
  plantRows,
  rolledBack,
  rowsOf,
  TENANTS,
  type ActorName,
  type PlantedIncidents,
  type TestDatabase,
} from '@bergfried/testing';
import type { Client } from 'pg';

/** "nur Kreis" (docs/adr/0004): the office must not learn that the row exists, live or from the history. */
describe('rows for the county only', () => {
  let database: TestDatabase;
  let superuser: Client;
  let app: Client;
  let planted: PlantedIncidents;
  let tables: string[];
  let unreadable: string[];

  beforeAll(async () => {
    database = await createTestDatabase();
    [superuser, app] = [await connect(database.superuserUrl), await connect(database.appUrl)];
    planted = await plantRows(superuser);
    const rows = await rowsOf<{ name: string; readable: boolean }>(
      superuser,
      `select table_name as name, has_table_privilege('bergfried_app', format('app.%I', table_name), 'SELECT') as readable
       from information_schema.columns where table_schema = 'app' and column_name = 'visibility' order by 1`,
    );
    tables = rows.filter(({ readable }) => readable).map(({ name }) => name);
    unreadable = rows.filter(({ readable }) => !readable).map(({ name }) => name);
  });
  afterAll(async () => {
    for (const client of [superuser, app]) await client.end();
    await database.drop();
  });

  const as = <T>(actor: ActorName, tenant: keyof typeof TENANTS | null, work: () => Promise<T>): Promise<T> =>
    rolledBack(app, async () => {
      expect(await openScope(app, actor, tenant)).toMatchObject({ allowed: true });
      return work();
    });
  const confidential = async (relation: string): Promise<number> =>
    (await rowsOf(app, `select 1 from ${relation} where visibility = 'county-only'`)).length;

  it('has the mark on every table that belongs to an incident', () => {
    expect(tables).toEqual(['duty', 'incident', 'incident_entry']);
    expect(unreadable).toEqual(['duty_stage']); // the application reads it nowhere
  });

  it('shows them to the member, hides them from the office in both scopes and from the history', async () => {
    const seen: string[] = [];
    for (const table of tables) {
      for (const relation of [`app.${table}`, `as_of.${table}(now())`]) {
        const own = await as('coordinator', 'ost', () => confidential(relation));
        if (own !== 1) seen.push(`coordinator: ${String(own)} of ${relation}`);
        for (const actor of ['officer', 'deputy'] as const) {
          for (const tenant of ['ost', null] as const) {
            const others = await as(actor, tenant, () => confidential(relation));
            if (others > 0) seen.push(`${actor}: ${String(others)} of ${relation}`);
          }
        }
      }
    }
    expect(seen).toEqual([]);
  });

  it('lets the office neither change nor make one, nor take a shared one out of its own sight', async () => {
    await as('officer', 'ost', async () => {
      const hidden = await attempt(app, `update app.incident set title = 'Geändert' where id = $1`, [
        planted.ost.countyOnly,
      ]);
      expect(hidden).toMatchObject({ code: null, rowCount: 0 });
      const marked = await attempt(app, `update app.incident set visibility = 'county-only' where id = $1`, [
        planted.ost.shared,
      ]);
      expect(marked).toMatchObject({ code: '42501' });
      const made = await attempt(
        app,
        `insert into app.incident (tenant_id, id, reference, title, category, severity, personal_data, detected_at, aware_at, legal_entity_id, visibility, created_by)
         values ($1, gen_random_uuid(), 'X-V2026-900', 'Gepflanzt', 'other', 'low', 'no', now(), now(), $2, 'county-only', $3)`,
        [TENANTS.ost, LEGAL_ENTITIES.ost, ACTORS.officer.userId],
      );
      expect(made).toMatchObject({ code: '42501' });
    });
  });

  it('hides the whole incident as soon as the member marks it, children and past included', async () => {
    const [shared] = await rowsOf<{ at: Date }>(superuser, 'select clock_timestamp() as at');
    const inThePast = async (table: string): Promise<number> =>
      (await rowsOf(app, `select 1 from as_of.${table}($1)`, [shared?.at])).length;
    expect(await as('officer', 'ost', () => inThePast('incident'))).toBe(1);
    await app.query('begin');
    await openScope(app, 'coordinator', 'ost');
    await app.query(
      `update app.incident set visibility = 'county-only', version = version + 1 where id = $1`,
      [planted.ost.shared],
    );
    await app.query('commit');
    const left = await as('officer', 'ost', async () => {
      const counts: number[] = [];
      for (const table of tables) {
        counts.push(
          (await rowsOf(app, `select 1 from app.${table}`)).length,
          (await rowsOf(app, `select 1 from as_of.${table}(now())`)).length,
          await inThePast(table),
        );
      }
      return counts;
    });
    expect(left).toEqual(tables.flatMap(() => [0, 0, 0]));
    expect(await as('coordinator', 'ost', () => inThePast('incident'))).toBeGreaterThan(0);
    const children = await as('coordinator', 'ost', () =>
      rowsOf(app, `select 1 from app.duty where incident_id = $1 and visibility = 'county-only'`, [
        planted.ost.shared,
      ]),
    );
    expect(children).toHaveLength(1);
  });

  it('gives an officer who also works at the member what that role may see', async () => {
    const scope = await rolledBack(superuser, async () => {
      await superuser.query(
        `insert into app.tenant_member (tenant_id, id, user_id, role, valid_from, accepted_at) values ($1, gen_random_uuid(), $2, 'coordinator', '2020-01-01', now())`,
        [TENANTS.ost, ACTORS.officer.userId],
      );
      await superuser.query('set local role bergfried_app');
      // asked for a permission that both roles hold
      return rowsOf<{ own_tenant_ids: string[] }>(
        superuser,
        `select own_tenant_ids from app.open_scope($1, 'tenant', $2, '{officer,coordinator}', 'test')`,
        [ACTORS.officer.userId, TENANTS.ost],
      );
    });
    expect(scope).toEqual([{ own_tenant_ids: [TENANTS.ost] }]);
  });
});
