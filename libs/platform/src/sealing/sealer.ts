import { Inject, Injectable, Logger } from '@nestjs/common';
import { UnitOfWork } from '../persistence/unit-of-work.js';
import { GENESIS, SealKey, type ChainScope, type Link } from './chain.js';
import { HeadsFile, type SealHead } from './heads-file.js';

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

/** Continues the chains over the history (docs/adr/0008). */
@Injectable()
export class Sealer {
  private readonly logger = new Logger('sealing');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(SEAL_KEY) private readonly key: SealKey,
    @Inject(SEAL_HEADS) private readonly heads: HeadsFile,
  ) {}

  /** Seals what is settled in an office and in all its members. @returns number of versions sealed */
  async sealOffice(officeId: string): Promise<number> {
    const scopes = await this.unitOfWork.run({ readOnly: true, open: async () => undefined }, () =>
      this.unitOfWork.query<{ office_id: string; tenant_id: string | null }>(
        'select * from app.all_scopes() where office_id = $1',
        [officeId],
      ),
    );
    const ends = new Map<string, SealHead>();
    let sealed = 0;
    for (const { tenant_id: tenantId } of scopes) {
      const scope: ChainScope = { officeId, tenantId };
      for (;;) {
        const { count, more, head } = await this.sealPages(scope);
        sealed += count;
        if (head)
          ends.set(tenantId ?? officeId, {
            position: String(head.position),
            hash: head.hash.toString('hex'),
            at: new Date().toISOString(),
          });
        if (!more) break;
      }
    }
    if (sealed > 0) {
      this.heads.write(ends);
      // A second place that the database cannot reach.
      this.logger.log({
        event: 'sealed',
        officeId,
        versions: sealed,
        heads: Object.fromEntries([...ends].map(([id, end]) => [id, `${end.position}:${end.hash}`])),
      });
    }
    return sealed;
  }

  /**
   * A page of one chain in one transaction; workers take turns. A new chain gets all its pages in the first one: replayed
   * history has old times, and verify would take what follows a beginning of it for inserted later.
   */
  private sealPages(scope: ChainScope): Promise<{ count: number; more: boolean; head: Head | null }> {
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
        const before = await this.findHead(home);
        let head: Head = before ?? { position: 0n, hash: GENESIS };
        let total = 0;
        for (;;) {
          const { count, end } = await this.sealPage(scope, home, head);
          head = end;
          total += count;
          if (before !== null || count < PAGE)
            return { count: total, more: count === PAGE, head: head.position === 0n ? null : head };
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

  private async findHead({ table, column, id }: Home): Promise<Head | null> {
    const [row] = await this.unitOfWork.query<{ position: string; hash: Buffer }>(
      `select position, hash from app.${table} where ${column} = $1 order by position desc limit 1`,
      [id],
    );
    return row ? { position: BigInt(row.position), hash: row.hash } : null;
  }
}

function homeOf({ officeId, tenantId }: ChainScope): Home {
  return tenantId === null
    ? { table: 'office_record_seal', column: 'office_id', versions: 'office_versions_to_seal', id: officeId }
    : { table: 'record_seal', column: 'tenant_id', versions: 'versions_to_seal', id: tenantId };
}
