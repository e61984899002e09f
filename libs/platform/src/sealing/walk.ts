import type pg from 'pg';
import type { BreakReason, BrokenLink } from './breaks.js';
import { GENESIS, type SealKey } from './chain.js';
import { asDefiner, type Chain } from './chains.js';
import type { SealHead } from './heads-file.js';

/** Seals compared at a time; the versions themselves stay in the database, only their digests travel. */
const PAGE = 1000;
/**
 * Sealing runs every five minutes, so a version is hardly older than the run before it. One that claims to be hours older
 * than that run (no transaction of the product takes so long) was put in later.
 */
const BACKDATED_MS = 6 * 3_600_000;
/** Seals further apart than this belong to different runs. */
const RUN_GAP_MS = 2 * 60_000;

/** What became of one chain. */
export interface Walked {
  readonly versions: number;
  readonly waiting: number;
  readonly broken: BrokenLink | null;
}

interface Tables {
  readonly versions: string;
  readonly seals: string;
  readonly column: string;
}

interface SealRow {
  position: string;
  seq: string;
  tx: string;
  table_name: string;
  row_id: string;
  digest: Buffer;
  hash: Buffer;
  key_id: string;
  /** SHA-256 of the version as it is now; null when it is gone. */
  actual: Buffer | null;
  valid_from: Date | null;
  sealed_at: Date;
}

/** Where the walk stands. */
interface Place {
  position: bigint;
  hash: Buffer;
  tx: string;
  seq: string;
  /** Time of the last seal, and of the last one of the run before; milliseconds. */
  sealedAt: number;
  runBefore: number;
}

/** The expression that the sealing uses (migration sealing), here written out: what the database's function says does not count. */
const digestOf = (column: string): string =>
  `sha256(convert_to(jsonb_build_array(v.${column}, v.seq, v.tx::text, v.table_name, v.row_id, v.op,
    extract(epoch from v.valid_from)::text, v.actor, v.action, v.row)::text, 'UTF8'))`;

/** Walks one chain from its beginning to its end, up to the first break. @param head its end as kept outside the database */
export function walkChain(
  client: pg.Client,
  chain: Chain,
  key: SealKey,
  head: SealHead | null,
): Promise<Walked> {
  const tables: Tables =
    chain.scope.tenantId === null
      ? { versions: 'app.office_record_version', seals: 'app.office_record_seal', column: 'office_id' }
      : { versions: 'app.record_version', seals: 'app.record_seal', column: 'tenant_id' };
  return asDefiner(client, async () => {
    await client.query(
      `select set_config('app.read_tenants', $1, true), set_config('app.office', $2, true)`,
      [chain.scope.tenantId ?? '', chain.scope.officeId],
    );
    const place: Place = {
      position: 0n,
      hash: GENESIS,
      tx: '0',
      seq: '0',
      sealedAt: -Infinity,
      runBefore: -Infinity,
    };
    const broken =
      (await walkSeals(client, tables, chain, key, head, place)) ??
      (head && BigInt(head.position) > place.position ? gap('end-cut', null) : null) ??
      (await findOrderBehind(client, place)) ??
      (await findInserted(client, tables, chain, place)) ??
      (await findBackdated(client, tables, chain, place));
    return {
      versions: Number(place.position),
      waiting: await countWaiting(client, tables, chain, place),
      broken,
    };
  });
}

async function walkSeals(
  client: pg.Client,
  tables: Tables,
  chain: Chain,
  key: SealKey,
  head: SealHead | null,
  place: Place,
): Promise<BrokenLink | null> {
  for (;;) {
    const { rows } = await client.query<SealRow>(
      `select s.position, s.seq, s.tx::text, s.table_name, s.row_id, s.digest, s.hash, s.key_id, s.sealed_at,
              case when v.seq is not null then ${digestOf(tables.column)} end as actual, v.valid_from
       from ${tables.seals} s left join ${tables.versions} v on v.${tables.column} = s.${tables.column} and v.seq = s.seq
       where s.${tables.column} = $1 and s.position > $2 order by s.position limit ${String(PAGE)}`,
      [chain.id, String(place.position)],
    );
    for (const row of rows) {
      const broken = compare(row, chain, key, head, place);
      if (broken) return broken;
    }
    if (rows.length < PAGE) return null;
  }
}

/** Compares one link and steps on, or says what is wrong. */
function compare(
  row: SealRow,
  { scope }: Chain,
  key: SealKey,
  head: SealHead | null,
  place: Place,
): BrokenLink | null {
  const { seq, tx, digest, hash, actual } = row;
  const position = BigInt(row.position);
  if (position !== place.position + 1n) return gap('seal-missing', null);
  if (actual === null) return at('version-missing', row);
  if (row.key_id !== key.id) return at('other-key', row);
  if (!actual.equals(digest)) return at('version-changed', row);
  if (!key.hash(scope, place.hash, { position, seq: BigInt(seq), tx, digest }).equals(hash))
    return at('seal-changed', row);
  if (head && head.position === row.position && head.hash !== hash.toString('hex'))
    return at('end-replaced', row);
  const sealedAt = row.sealed_at.getTime();
  const runBefore = sealedAt - place.sealedAt > RUN_GAP_MS ? place.sealedAt : place.runBefore;
  if (row.valid_from !== null && row.valid_from.getTime() < runBefore - BACKDATED_MS)
    return at('version-backdated', row);
  Object.assign(place, { position, hash, tx, seq, sealedAt, runBefore } satisfies Place);
  return null;
}

/** Whether what is sealed lies ahead of the transactions of this database: then new versions would look inserted. */
async function findOrderBehind(client: pg.Client, place: Place): Promise<BrokenLink | null> {
  const { rows } = await client.query<{ behind: boolean }>(
    `select $1::xid8::text::bigint >= base + pg_snapshot_xmax(pg_current_snapshot())::text::bigint as behind from app.history_order`,
    [place.tx],
  );
  return rows[0]?.behind === true ? gap('order-behind', null) : null;
}

/** A version that stands where sealing has passed already, without a seal. */
async function findInserted(
  client: pg.Client,
  { versions, seals, column }: Tables,
  { id }: Chain,
  place: Place,
): Promise<BrokenLink | null> {
  if (place.position === 0n) return null;
  const { rows } = await client.query<Pick<SealRow, 'seq' | 'table_name' | 'row_id'>>(
    `select v.seq, v.table_name, v.row_id from ${versions} v
     where v.${column} = $1 and (v.tx, v.seq) <= ($2::xid8, $3::bigint)
       and not exists (select from ${seals} s where s.${column} = $1 and s.seq = v.seq)
     order by v.tx, v.seq limit 1`,
    [id, place.tx, place.seq],
  );
  const [row] = rows;
  return row ? at('version-inserted', row) : null;
}

/** A version that waits for its seal, but claims to be older than what is sealed. */
async function findBackdated(
  client: pg.Client,
  { versions, column }: Tables,
  { id }: Chain,
  place: Place,
): Promise<BrokenLink | null> {
  if (place.position === 0n) return null;
  const { rows } = await client.query<Pick<SealRow, 'seq' | 'table_name' | 'row_id'>>(
    `select v.seq, v.table_name, v.row_id from ${versions} v
     where v.${column} = $1 and (v.tx, v.seq) > ($2::xid8, $3::bigint) and v.valid_from < $4
     order by v.tx, v.seq limit 1`,
    [id, place.tx, place.seq, new Date(place.sealedAt - BACKDATED_MS)],
  );
  const [row] = rows;
  return row ? at('version-backdated', row) : null;
}

async function countWaiting(
  client: pg.Client,
  { versions, column }: Tables,
  { id }: Chain,
  place: Place,
): Promise<number> {
  const { rows } = await client.query<{ waiting: number }>(
    `select count(*)::int as waiting from ${versions} v where v.${column} = $1 and (v.tx, v.seq) > ($2::xid8, $3::bigint)`,
    [id, place.tx, place.seq],
  );
  return rows[0]?.waiting ?? 0;
}

function at(reason: BreakReason, row: Pick<SealRow, 'seq' | 'table_name' | 'row_id'>): BrokenLink {
  return { reason, seq: row.seq, table: row.table_name, rowId: row.row_id };
}

function gap(reason: BreakReason, seq: string | null): BrokenLink {
  return { reason, seq, table: null, rowId: null };
}
