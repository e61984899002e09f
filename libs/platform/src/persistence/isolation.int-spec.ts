import {
  attempt,
  connect,
  createTestDatabase,
  openScope,
  plantRows,
  rolledBack,
  rowsOf,
  tenantReferences,
  TENANTS,
  OFFICES,
  walledTables,
  type ActorName,
  type TestDatabase,
  type TenantReference,
  type WalledTable,
} from '@bergfried/testing';
import type { Client } from 'pg';

/** Who stands on which side of a wall: the owner of a row, and the neighbours who must not reach it. */
const SIDES = {
  tenant: {
    home: { actor: 'coordinator', tenant: 'ost', id: TENANTS.ost },
    neighbour: { actor: 'coordinatorWest', tenant: 'west', id: TENANTS.west },
    stranger: { actor: 'coordinatorFern', tenant: 'fern', id: TENANTS.fern },
  },
  office: {
    home: { actor: 'officeOperator', tenant: null, id: OFFICES.alpha },
    neighbour: { actor: 'officerBeta', tenant: null, id: OFFICES.beta },
    stranger: { actor: 'coordinatorFern', tenant: 'fern', id: OFFICES.beta },
  },
} as const;
type Side = { readonly actor: ActorName; readonly tenant: keyof typeof TENANTS | null; readonly id: string };

describe('walls between members and offices, for every table of the catalogue', () => {
  let database: TestDatabase;
  let superuser: Client;
  let owner: Client;
  let app: Client;
  let tables: WalledTable[];
  let references: TenantReference[];

  beforeAll(async () => {
    database = await createTestDatabase();
    [superuser, owner, app] = [
      await connect(database.superuserUrl),
      await connect(database.ownerUrl),
      await connect(database.appUrl),
    ];
    await plantRows(superuser);
    tables = await walledTables(superuser);
    references = await tenantReferences(superuser);
  });
  afterAll(async () => {
    for (const client of [superuser, owner, app]) await client.end();
    await database.drop();
  });

  const rowsIn = async (client: Client, relation: string, column: string, id: string): Promise<number> => {
    const [row] = await rowsOf<{ n: number }>(
      client,
      `select count(*)::int as n from ${relation} where ${column} = $1`,
      [id],
    );
    return row?.n ?? 0;
  };
  /** Runs in a context of one side, as bergfried_app, and takes everything back. */
  const asSide = (side: Side, work: () => Promise<void>): Promise<void> =>
    rolledBack(app, async () => {
      expect(await openScope(app, side.actor, side.tenant)).toMatchObject({ allowed: true });
      await work();
    });
  const readable = (): WalledTable[] => tables.filter(({ granted }) => granted.includes('SELECT'));

  it('knows the tables, and every one holds rows of every side', async () => {
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'app.incident',
        'app.duty',
        'app.tenant',
        'app.office_member',
        'app.record_version',
      ]),
    );
    for (const { name, scope, scopeColumn } of tables) {
      for (const { id } of Object.values(SIDES[scope])) {
        expect({ name, rows: await rowsIn(superuser, name, scopeColumn, id) }).not.toEqual({ name, rows: 0 }); // plant one in libs/testing/src/rows.ts
      }
    }
  });

  it('shows nobody a row without a context, not even the owner of the tables', async () => {
    const seen: string[] = [];
    for (const { name, bareName, tracked } of tables) {
      const relations = tracked ? [name, `as_of.${bareName}(now())`] : [name];
      for (const [who, client] of Object.entries({ owner, app })) {
        for (const relation of relations) {
          const { rows, code } = await rolledBack(client, () => attempt(client, `select * from ${relation}`));
          if (rows.length > 0) seen.push(`${who} sees ${String(rows.length)} of ${relation}`);
          if (code !== null && code !== '42501') seen.push(`${relation}: ${code}`);
        }
      }
    }
    expect(seen).toEqual([]);
  });

  it('shows each side its own rows and no other, live and as of a time', async () => {
    const faults: string[] = [];
    for (const { name, bareName, scope, scopeColumn, tracked } of readable()) {
      const sides = Object.values(SIDES[scope]);
      for (const relation of tracked ? [name, `as_of.${bareName}(now())`] : [name]) {
        for (const side of sides) {
          await asSide(side, async () => {
            if ((await rowsIn(app, relation, scopeColumn, side.id)) === 0)
              faults.push(`${side.actor} misses own rows of ${relation}`);
            const others = await rowsOf(app, `select 1 from ${relation} where ${scopeColumn} <> $1`, [
              side.id,
            ]);
            if (others.length > 0)
              faults.push(`${side.actor} sees ${String(others.length)} foreign rows of ${relation}`);
          });
        }
      }
    }
    expect(faults).toEqual([]);
  });

  it('refuses to insert into the other side', async () => {
    const faults: string[] = [];
    for (const { name, scope, scopeColumn, granted, insertable } of tables) {
      const { home, neighbour } = SIDES[scope];
      const columns = granted.includes('INSERT') ? insertable.join(', ') : scopeColumn;
      const [row] = await rowsOf<{ row: string }>(
        superuser,
        `select (to_jsonb(t) || case when to_jsonb(t) ? 'id' then jsonb_build_object('id', gen_random_uuid()) else '{}' end)::text as row
         from ${name} t where ${scopeColumn} = $1 limit 1`,
        [home.id],
      );
      const insert = (): ReturnType<typeof attempt> =>
        attempt(
          app,
          `insert into ${name} (${columns}) overriding system value select ${columns} from jsonb_populate_record(null::${name}, $1::jsonb)`,
          [row?.row],
        );
      await asSide(neighbour, async () => {
        const { code, message } = await insert();
        const expected = granted.includes('INSERT')
          ? /violates row-level security policy/
          : /permission denied/;
        if (code !== '42501' || !expected.test(message))
          faults.push(`${name}: ${code ?? 'inserted'} ${message}`);
      });
      if (!granted.includes('INSERT')) continue;
      await asSide(home, async () => {
        // the counter-proof: at home it is not the wall that stops this row (a unique key may)
        const { code } = await insert();
        if (code === '42501') faults.push(`${name}: the wall also refuses the owner`);
      });
    }
    expect(faults).toEqual([]);
  });

  it('refuses to change, move or delete rows of the other side', async () => {
    const faults: string[] = [];
    for (const { name, scope, scopeColumn, granted, updatable } of tables) {
      const { home, neighbour } = SIDES[scope];
      // a table may let the application change some of its columns only
      const column = updatable[0] ?? scopeColumn;
      await asSide(neighbour, async () => {
        const update = await attempt(
          app,
          `update ${name} set ${column} = ${column} where ${scopeColumn} = $1`,
          [home.id],
        );
        const move = await attempt(app, `update ${name} set ${scopeColumn} = $1 where ${scopeColumn} = $2`, [
          home.id,
          neighbour.id,
        ]);
        const remove = await attempt(app, `delete from ${name} where ${scopeColumn} = $1`, [home.id]);
        const expectedUpdate = granted.includes('UPDATE') ? null : '42501';
        if (update.code !== expectedUpdate || update.rowCount > 0)
          faults.push(`${name}: update ${update.code ?? String(update.rowCount)}`);
        if (move.code !== '42501') faults.push(`${name}: move ${move.code ?? String(move.rowCount)}`);
        if (remove.code !== (granted.includes('DELETE') ? null : '42501') || remove.rowCount > 0)
          faults.push(`${name}: delete`);
      });
      if (!granted.includes('UPDATE')) continue;
      await asSide(home, async () => {
        const own = await attempt(app, `update ${name} set ${column} = ${column} where ${scopeColumn} = $1`, [
          home.id,
        ]);
        if (own.code !== null || own.rowCount === 0)
          faults.push(`${name}: the owner cannot change it either`);
      });
    }
    expect(faults).toEqual([]);
  });

  it('refuses references to rows of another member by key, even to a superuser', async () => {
    expect(references.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'incident_tenant_id_legal_entity_id_fkey',
        'duty_tenant_id_incident_id_visibility_fkey',
      ]),
    );
    const faults: string[] = [];
    const sameOfficeAllowed = new Set(['tenant_office_id_parent_id_fkey']); // a parent is another member of the same office
    for (const reference of references) {
      const { name, child, parent, childColumns, parentColumns } = reference;
      for (const foreign of ['west', 'fern'] as const) {
        if (foreign === 'west' && sameOfficeAllowed.has(name)) continue;
        const point = (tenantId: string): ReturnType<typeof attempt> =>
          attempt(
            superuser,
            `update ${child} set (${childColumns.join(', ')}) = (select ${parentColumns.join(', ')} from ${parent} where tenant_id = $1 limit 1)
             where ctid = (select ctid from ${child} where tenant_id = $2 limit 1)`,
            [tenantId, TENANTS.ost],
          );
        await rolledBack(superuser, async () => {
          // triggers that keep a row as it was would answer first; the key itself is asked here
          await superuser.query(`alter table ${child} disable trigger user`);
          const { code, constraint } = await point(TENANTS[foreign]);
          if (code !== '23503' || constraint !== name)
            faults.push(`${name} to ${foreign}: ${code ?? 'accepted'} ${constraint ?? ''}`);
          const own = await point(TENANTS.ost);
          if (own.code !== null && own.code !== '23505')
            faults.push(`${name} to the own member: ${own.code}`);
        });
      }
    }
    expect(faults).toEqual([]);
  });
});
