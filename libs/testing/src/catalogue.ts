import type pg from 'pg';
import { POWER_RULES } from './catalogue/powers.js';
import { RELATIONS } from './catalogue/relations.js';
import { WALL_RULES } from './catalogue/walls.js';
import { rowsOf } from './connect.js';

/** Number of rules, so that a test sees that they were asked. */
export const CATALOGUE_RULES = WALL_RULES.length + POWER_RULES.length;

/**
 * What in this database breaks the rules of tenancy (docs/architecture.md), read from the catalogue of PostgreSQL;
 * empty when every wall stands. Each finding names the object and its fault: `app.risk lacks FORCE ROW LEVEL SECURITY`.
 * @param client any connection; the catalogue is open to every role
 */
export async function catalogueFindings(client: pg.ClientBase): Promise<string[]> {
  const findings: string[] = [];
  for (const { fault, sql } of [...WALL_RULES, ...POWER_RULES]) {
    const rows = await rowsOf<{ object: string }>(client, `${RELATIONS} ${sql}`);
    findings.push(...rows.map(({ object }) => `${object} ${fault}`));
  }
  return findings.sort();
}

/** A column, a key or a grant of a walled table, as tests that are generated from the catalogue need it. */
export interface WalledTable {
  /** For example `app.incident`. */
  readonly name: string;
  readonly bareName: string;
  readonly scope: 'tenant' | 'office';
  readonly scopeColumn: 'tenant_id' | 'office_id';
  readonly tracked: boolean;
  /** Commands that bergfried_app may run on it. */
  readonly granted: readonly ('SELECT' | 'INSERT' | 'UPDATE' | 'DELETE')[];
  /** Columns that bergfried_app may fill, and those it may change. */
  readonly insertable: readonly string[];
  readonly updatable: readonly string[];
}

const columnsWith = (right: 'INSERT' | 'UPDATE'): string =>
  `array(select a.attname::text from pg_attribute a where a.attrelid = w.oid and a.attnum > 0 and not a.attisdropped
     and has_column_privilege('bergfried_app', w.oid, a.attnum, '${right}') order by a.attnum)`;

/** Every tenant and office table, by name. */
export async function walledTables(client: pg.ClientBase): Promise<WalledTable[]> {
  return rowsOf<WalledTable & pg.QueryResultRow>(
    client,
    `${RELATIONS} select w.name, w.bare_name as "bareName", w.scope, w.scope_column as "scopeColumn", not w.without_history as tracked,
       array(select g.command from granted g where g.oid = w.oid and g.role = 'bergfried_app') as granted,
       ${columnsWith('INSERT')} as insertable, ${columnsWith('UPDATE')} as updatable
     from walled w order by w.name`,
  );
}

/** A foreign key from one tenant table to another over more than the tenant itself. */
export interface TenantReference {
  readonly name: string;
  readonly child: string;
  readonly parent: string;
  /** Columns of the child beside tenant_id, and the columns of the parent they name, in the same order. */
  readonly childColumns: readonly string[];
  readonly parentColumns: readonly string[];
}

/** Every composite foreign key between tenant tables. */
export async function tenantReferences(client: pg.ClientBase): Promise<TenantReference[]> {
  return rowsOf<TenantReference & pg.QueryResultRow>(
    client,
    `${RELATIONS} select k.conname as name, c.name as child, p.name as parent,
       array_agg(o.attname::text order by pair.place) as "childColumns", array_agg(x.attname::text order by pair.place) as "parentColumns"
     from pg_constraint k
     join walled c on c.oid = k.conrelid and c.scope = 'tenant'
     join walled p on p.oid = k.confrelid and p.scope = 'tenant'
     cross join unnest(k.conkey, k.confkey) with ordinality pair(own, other, place)
     join pg_attribute o on o.attrelid = k.conrelid and o.attnum = pair.own
     join pg_attribute x on x.attrelid = k.confrelid and x.attnum = pair.other
     where k.contype = 'f' and o.attname not in ('tenant_id', 'office_id')
     group by 1, 2, 3 order by 1`,
  );
}
