import { ApiProperty } from '@nestjs/swagger';
import { sqlFailure } from '../persistence/sql-errors.js';
import { invalidField } from '../problems/problem.js';
import { Text, WholeNumber } from '../validation/fields.js';

/** Query parameters of every list. */
export class PageQuery {
  @Text({ min: 1, max: 1000, optional: true, doc: 'Fortsetzungsmarke aus nextCursor der vorigen Seite' })
  cursor?: string;

  @WholeNumber({ min: 1, max: 200, optional: true, doc: 'Zeilen je Seite, sonst 50' })
  limit?: number;
}

/** One page of a list. `total` is counted on the first page and carried in the cursor. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
  readonly total: number;
}

/** OpenAPI class of a page of `Item`. */
export function pageOf<T>(Item: new () => T): new () => Page<T> {
  class PageResponse implements Page<T> {
    @ApiProperty({ type: [Item] })
    items: T[];

    @ApiProperty({
      type: String,
      nullable: true,
      description: 'Marke der nächsten Seite, null auf der letzten',
    })
    nextCursor: string | null;

    @ApiProperty({ type: 'integer', description: 'Zahl aller Zeilen zu diesem Filter' })
    total: number;
  }
  Object.defineProperty(PageResponse, 'name', { value: `${Item.name.replace(/Response$/, '')}Page` });
  return PageResponse;
}

interface SortKey {
  /** SQL expression on the alias `r`. */
  readonly column: string;
  readonly type: 'timestamptz' | 'text' | 'int' | 'uuid' | 'date';
}

/** What a list can be sorted by: name in the interface → columns; the id is always the last key. */
export type SortKeys = Readonly<Record<string, readonly SortKey[]>>;

/** A list over one or many members; every part of SQL is a constant of the code, values are parameters. */
export interface ListSpec {
  /** Relation with its alias, for example `app.incident r`; {@link ListSpec.parameters} may be used in it. */
  readonly from: string;
  readonly columns: string;
  /** More columns and the FROM of the answer, on the page that is cut already and has the alias `r`: `, u.name from r left join …`. */
  readonly detail: string;
  readonly conditions: readonly string[];
  readonly parameters: readonly unknown[];
  readonly sortKeys: SortKeys;
  /** `key` or `-key`. */
  readonly sort: string;
  readonly tenantIds: readonly string[];
  readonly page: PageQuery;
  /** false: the total is not asked for (a single row). */
  readonly counted?: boolean;
  /** false: the relation is no table with an index by member (a state as of a day); all members are read at once. */
  readonly perTenant?: boolean;
}

interface Cursor {
  readonly sort: string;
  readonly after: readonly (string | number)[];
  readonly total: number;
}

/** Rows of a page as they come from the database: `k0…kn` are its sort keys as text. */
export type ListRow = Record<string, unknown>;

/** Collects conditions with numbered parameters. */
export class Conditions {
  readonly sql: string[] = [];
  readonly parameters: unknown[] = [];

  /** Adds a parameter and returns its placeholder. */
  parameter(value: unknown, type: string): string {
    this.parameters.push(value);
    return `$${String(this.parameters.length)}::${type}`;
  }

  add(sql: string): void {
    this.sql.push(sql);
  }
}

/**
 * Runs a keyset page: one statement for the rows and, on the first page, one for the total, sent together.
 * Each member is read by its own index order (LATERAL) and the few rows are merged, because row level security
 * would otherwise make the planner sort whole members (measured, see docs/architecture.md).
 * @throws Problem 400 for a cursor that is not ours or belongs to another sort
 */
export async function readPage<T>(
  query: (sql: string, parameters: readonly unknown[]) => Promise<ListRow[]>,
  spec: ListSpec,
  toItem: (row: ListRow) => T,
): Promise<Page<T>> {
  const limit = spec.page.limit ?? 50;
  const descending = spec.sort.startsWith('-');
  const keys = [
    ...(spec.sortKeys[spec.sort.replace(/^-/, '')] ?? []),
    { column: 'r.id', type: 'uuid' } as const,
  ];
  const cursor =
    spec.page.cursor === undefined ? null : decodeCursor(spec.page.cursor, spec.sort, keys.length);
  const parameters: unknown[] = [...spec.parameters];
  const placeholder = (value: unknown, type: string): string => {
    parameters.push(value);
    return `$${String(parameters.length)}::${type}`;
  };
  const direction = descending ? 'desc' : 'asc';
  const order = keys.map((_, index) => `k${String(index)} ${direction}`).join(', ');
  const innerOrder = keys.map((key) => `${key.column} ${direction}`).join(', ');
  const [onlyTenant, ...others] = spec.tenantIds;
  const lateral = others.length > 0 && spec.perTenant !== false;
  const ofTenant = lateral
    ? 'r.tenant_id = t.id'
    : others.length === 0
      ? `r.tenant_id = ${placeholder(onlyTenant ?? null, 'uuid')}`
      : `r.tenant_id = any (${placeholder(spec.tenantIds, 'uuid[]')})`;
  const after = cursor
    ? [
        `(${keys.map((key) => key.column).join(', ')}) ${descending ? '<' : '>'} (${keys
          .map((key, index) => placeholder(cursor.after[index], key.type))
          .join(', ')})`,
      ]
    : [];
  const inner = `select ${spec.columns}, ${keys.map((key, i) => `${key.column} as k${String(i)}`).join(', ')}
    from ${spec.from} where ${[ofTenant, ...spec.conditions, ...after].join(' and ')}
    order by ${innerOrder} limit ${String(limit + 1)}`;
  const merged = lateral
    ? `select x.* from unnest(${placeholder(spec.tenantIds, 'uuid[]')}) t(id) cross join lateral (${inner}) x
       order by ${order} limit ${String(limit + 1)}`
    : inner;
  const keysAsText = keys.map((_, i) => `r.k${String(i)}::text as k${String(i)}`).join(', ');
  const pageOrder = keys.map((_, i) => `r.k${String(i)} ${direction}`).join(', ');
  const asked = query(
    `with r as materialized (${merged}) select r.*, ${keysAsText} ${spec.detail} order by ${pageOrder}`,
    parameters,
  ).catch((error: unknown) => {
    // A forged cursor carries values PostgreSQL cannot read (class 22): the caller's fault, not ours.
    throw cursor && sqlFailure(error)?.code.startsWith('22') ? invalidField('?cursor', 'cursor') : error;
  });
  // Asked for at the same moment, both travel to the database in one message.
  const [rows, counted] = await Promise.all([
    asked,
    cursor || spec.counted === false ? null : countRows(query, spec),
  ]);
  const total = cursor?.total ?? counted ?? rows.length;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor =
    rows.length > limit && last
      ? encodeCursor({
          sort: spec.sort,
          after: keys.map((_, index) => String(last[`k${String(index)}`])),
          total,
        })
      : null;
  return { items: page.map(toItem), nextCursor, total };
}

async function countRows(
  query: (sql: string, parameters: readonly unknown[]) => Promise<ListRow[]>,
  spec: ListSpec,
): Promise<number> {
  const tenants = `$${String(spec.parameters.length + 1)}::uuid[]`;
  const rows = await query(
    `select count(*)::int as total from ${spec.from} where ${[`r.tenant_id = any (${tenants})`, ...spec.conditions].join(' and ')}`,
    [...spec.parameters, spec.tenantIds],
  );
  return Number(rows[0]?.['total'] ?? 0);
}

function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.sort, cursor.total, ...cursor.after])).toString('base64url');
}

function decodeCursor(text: string, sort: string, keys: number): Cursor {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (
      Array.isArray(parts) &&
      parts.length === keys + 2 &&
      parts.every((p) => typeof p === 'string' || typeof p === 'number')
    ) {
      const [cursorSort, total, ...after] = parts as [
        string | number,
        string | number,
        ...(string | number)[],
      ];
      if (cursorSort === sort && typeof total === 'number' && Number.isInteger(total))
        return { sort, total, after };
    }
  } catch {
    // falls through: whatever cannot be read is not ours
  }
  throw invalidField('?cursor', 'cursor');
}
