import type pg from 'pg';
import type { ChainScope } from './chain.js';

/** A chain as `verify` walks it. */
export interface Chain {
  readonly scope: ChainScope;
  /** Id of the tenant or office. */
  readonly id: string;
  readonly name: string;
}

/** All chains, or those of one office: the office's own first, then its members by name. */
export async function chainsOf(client: pg.Client, officeSlug: string | undefined): Promise<Chain[]> {
  return asDefiner(client, async () => {
    const { rows } = await client.query<{ office_id: string; tenant_id: string | null; name: string }>(
      `select o.office_id, null as tenant_id, o.name from app.office o where $1::text is null or o.slug = $1
       union all
       select o.office_id, t.tenant_id, t.name from app.office o join app.tenant t on t.office_id = o.office_id
       where $1::text is null or o.slug = $1
       order by 1, 2 nulls first`,
      [officeSlug ?? null],
    );
    return rows.map(({ office_id: officeId, tenant_id: tenantId, name }) => ({
      scope: { officeId, tenantId },
      id: tenantId ?? officeId,
      name,
    }));
  });
}

/**
 * Reads with the sight of the definer role, in one snapshot. The owner itself sees no row of the history; nothing is asked
 * of functions in the database that could answer as somebody wants.
 */
export async function asDefiner<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin transaction isolation level repeatable read read only');
  try {
    await client.query('set local role bergfried_definer');
    return await work();
  } finally {
    await client.query('rollback');
  }
}
