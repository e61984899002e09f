import { Inject, Injectable, Logger } from '@nestjs/common';
import { UnitOfWork } from '../persistence/unit-of-work.js';
import { GENESIS, SealKey, type ChainScope, type Link } from './chain.js';
import { HeadsFile, type HeadMove, type SealHead } from './heads-file.js';

/** Versions of one transaction: bounded memory, short locks. */
const PAGE = 500;

export const SEAL_KEY = 'bergfried:seal-key';
export const SEAL_HEADS = 'bergfried:seal-heads';

interface Home {
  readonly table: 'record_seal' | 'office_record_seal';
  readonly column: 'tenant_id' | 'office_id';
  readonly versions: 'versions_to_seal' | 'office_versions_to_seal';
  readonly id: string;
}

interface VersionRow {
  seq: string;
  tx: string;
  table_name: string;
  row_id: string;
  digest: Buffer;
}

interface Head {
  readonly position: bigint;
  readonly hash: Buffer;
}

/** Why a chain is not continued; the name of the event in the log. */
type Obstacle = 'seal-head-lost' | 'seal-order-behind';

/** The end of a chain in the database, compared with the known one. */
interface Found {
  readonly head: Head | null;
  readonly obstacle: Obstacle | null;
}

/** What one transaction, or a whole run, did to a chain. */
interface Continued {
  readonly count: number;
  /** End of the chain before. */
  readonly begin: Head | null;
  /** End of the chain now; null when there is none, or none to be trusted. */
  readonly end: Head | null;
}

/** Continues the chains over the history (docs/adr/0008, 0014). */
@Injectable()
export class Sealer {
  private readonly logger = new Logger('sealing');
  private readonly security = new Logger('security');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(SEAL_KEY) private readonly key: SealKey,
    @Inject(SEAL_HEADS) private readonly heads: HeadsFile,
  ) {}

  /**
   * Seals what is settled in an office and in all its members. A chain that lacks its kept end is left alone.
   * @returns number of versions sealed
   * @throws Error when the file of the kept ends is damaged: then nothing is sealed
   */
  async sealOffice(officeId: string): Promise<number> {
    const scopes = await this.unitOfWork.run({ readOnly: true, open: async () => undefined }, () =>
      this.unitOfWork.query<{ office_id: string; tenant_id: string | null }>(
        'select * from app.all_scopes() where office_id = $1',
        [officeId],
      ),
    );
    const kept = this.heads.read();
    const moves = new Map<string, HeadMove>();
    let sealed = 0;
    try {
      for (const { tenant_id: tenantId } of scopes) {
        const id = tenantId ?? officeId;
        const from = kept.get(id) ?? null;
        const { count, begin, end } = await this.sealChain({ officeId, tenantId }, from);
        sealed += count;
        const move = end && moveOf(from, begin, end);
        if (!move) continue;
        moves.set(id, move);
        if (from === null && move.to.adoptedAt !== undefined)
          this.logger.warn({
            event: 'seal-head-adopted',
            officeId,
            tenantId,
            position: move.to.adoptedAt,
          });
      }
    } finally {
      // What was committed is kept, even when a later chain failed. After a crash here the next run makes up for it.
      if (moves.size > 0) this.heads.advance(moves);
    }
    if (sealed > 0) {
      // A second place that the database cannot reach.
      this.logger.log({
        event: 'sealed',
        officeId,
        versions: sealed,
        heads: Object.fromEntries([...moves].map(([id, { to }]) => [id, `${to.position}:${to.hash}`])),
      });
    }
    return sealed;
  }

  /** Page after page, each only while the end known last is still there. */
  private async sealChain(scope: ChainScope, kept: SealHead | null): Promise<Continued> {
    let known: Head | null = kept && {
      position: BigInt(kept.position),
      hash: Buffer.from(kept.hash, 'hex'),
    };
    let begin: Head | null | undefined;
    let end: Head | null = null;
    let count = 0;
    for (;;) {
      const page = await this.sealPages(scope, known);
      if (begin === undefined) begin = page.begin;
      if (page.obstacle !== null) {
        this.report(page.obstacle, scope, known, page.begin);
        return { count, begin, end };
      }
      count += page.count;
      end = page.end;
      known = end;
      if (!page.more) return { count, begin, end };
    }
  }

  private report(event: Obstacle, scope: ChainScope, known: Head | null, found: Head | null): void {
    const line = {
      event,
      officeId: scope.officeId,
      tenantId: scope.tenantId,
      position: String(known?.position ?? found?.position ?? 0n),
      hash: (known ?? found)?.hash.toString('hex'),
      found: String(found?.position ?? 0n),
    };
    if (event === 'seal-head-lost') this.security.error(line);
    else this.logger.error(line);
  }

  /**
   * A page of one chain in one transaction; workers take turns. A new chain gets all its pages in the first one: replayed
   * history has old times, and verify would take what follows a beginning of it for inserted later.
   */
  private sealPages(
    scope: ChainScope,
    known: Head | null,
  ): Promise<Continued & { more: boolean; obstacle: Obstacle | null }> {
    const home = homeOf(scope);
    return this.unitOfWork.run(
      {
        readOnly: false,
        open: async (query) => {
          await (scope.tenantId === null
            ? query('select app.open_system_office($1, $2, $3)', [
                scope.officeId,
                'system:seal',
                'history:seal',
              ])
            : query('select app.open_system($1, $2, $3)', [scope.tenantId, 'system:seal', 'history:seal']));
          await query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`seal:${home.id}`]);
        },
      },
      async () => {
        const { head: begin, obstacle } = await this.findHead(home, known);
        if (obstacle !== null) return { count: 0, begin, end: null, more: false, obstacle };
        let head: Head = begin ?? { position: 0n, hash: GENESIS };
        let total = 0;
        for (;;) {
          const { count, end } = await this.sealPage(scope, home, head);
          head = end;
          total += count;
          if (begin === null && count === PAGE) continue;
          return {
            count: total,
            begin,
            end: head.position === 0n ? null : head,
            more: count === PAGE,
            obstacle: null,
          };
        }
      },
    );
  }

  private async sealPage(scope: ChainScope, home: Home, from: Head): Promise<{ count: number; end: Head }> {
    const versions = await this.unitOfWork.query<VersionRow>(
      `select seq, tx, table_name, row_id, digest from app.${home.versions}($1, $2)`,
      [home.id, PAGE],
    );
    const links: (Link & { hash: Buffer })[] = [];
    let end = from;
    for (const { seq, tx, digest } of versions) {
      const link: Link = { position: end.position + 1n, seq: BigInt(seq), tx, digest };
      end = { position: link.position, hash: this.key.hash(scope, end.hash, link) };
      links.push({ ...link, hash: end.hash });
    }
    if (links.length === 0) return { count: 0, end };
    await this.unitOfWork.query(
      `insert into app.${home.table} (${home.column}, position, seq, tx, digest, hash, table_name, row_id, key_id)
       select $1, x.position, x.seq, x.tx::xid8, x.digest, x.hash, x.table_name, x.row_id, $9
       from unnest($2::bigint[], $3::bigint[], $4::text[], $5::bytea[], $6::bytea[], $7::text[], $8::uuid[])
         x (position, seq, tx, digest, hash, table_name, row_id)`,
      [
        home.id,
        links.map(({ position }) => String(position)),
        links.map(({ seq }) => String(seq)),
        links.map(({ tx }) => tx),
        links.map(({ digest }) => digest),
        links.map(({ hash }) => hash),
        versions.map((version) => version.table_name),
        versions.map((version) => version.row_id),
        this.key.id,
      ],
    );
    return { count: links.length, end };
  }

  /** One statement, hence one moment: the end that is continued and the end that has to lie on the way to it. */
  private async findHead({ table, column, id }: Home, known: Head | null): Promise<Found> {
    const [row] = await this.unitOfWork.query<{
      position: string;
      hash: Buffer;
      leads: boolean;
      behind: boolean;
    }>(
      `select s.position, s.hash,
              $2::bigint is null or exists (select from app.${table} k where k.${column} = $1 and k.position = $2 and k.hash = $3) as leads,
              s.tx >= app.in_history_order(pg_snapshot_xmax(pg_current_snapshot())) as behind
       from app.${table} s where s.${column} = $1 order by s.position desc limit 1`,
      [id, known === null ? null : String(known.position), known?.hash ?? null],
    );
    if (!row) return { head: null, obstacle: known === null ? null : 'seal-head-lost' };
    const head = { position: BigInt(row.position), hash: row.hash };
    if (!row.leads) return { head, obstacle: 'seal-head-lost' };
    return { head, obstacle: row.behind ? 'seal-order-behind' : null };
  }
}

/** null when the file says so already. */
function moveOf(from: SealHead | null, begin: Head | null, end: Head): HeadMove | null {
  const position = String(end.position);
  if (from?.position === position) return null;
  const adoptedAt = from === null ? begin && String(begin.position) : from.adoptedAt;
  return {
    from,
    to: {
      position,
      hash: end.hash.toString('hex'),
      at: new Date().toISOString(),
      ...(typeof adoptedAt === 'string' ? { adoptedAt } : {}),
    },
  };
}

function homeOf({ officeId, tenantId }: ChainScope): Home {
  return tenantId === null
    ? { table: 'office_record_seal', column: 'office_id', versions: 'office_versions_to_seal', id: officeId }
    : { table: 'record_seal', column: 'tenant_id', versions: 'versions_to_seal', id: tenantId };
}
