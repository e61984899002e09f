import { createHmac } from 'node:crypto';
import type { Query } from '../persistence/unit-of-work.js';
import type { InstallationKey } from './installation-key.js';

/** Whose history a chain holds. */
export interface ChainScope {
  readonly officeId: string;
  /** null: the history of the office itself. */
  readonly tenantId: string | null;
}

/** One version on its way into the chain. */
export interface Link {
  readonly position: bigint;
  readonly seq: bigint;
  readonly tx: string;
  /** SHA-256 of the version. */
  readonly digest: Buffer;
}

/** Hash before the first link. */
export const GENESIS = Buffer.alloc(32);

/** Computes the links; without the key nobody can continue or mend a chain. */
export class SealKey {
  private readonly key: Buffer;
  /** Tells keys apart without giving one away; stands in every seal. */
  readonly id: string;

  constructor(installation: InstallationKey) {
    this.key = installation.for('record-seal');
    this.id = createHmac('sha256', this.key).update('key id').digest('hex').slice(0, 8);
  }

  /** Hash of a link after the one before. */
  hash(scope: ChainScope, before: Buffer, { position, seq, tx, digest }: Link): Buffer {
    const place = `${scope.tenantId === null ? 'office' : 'tenant'}|${scope.tenantId ?? scope.officeId}|${String(position)}|${String(seq)}|${tx}`;
    return createHmac('sha256', this.key).update(before).update(digest).update(place).digest();
  }
}

/**
 * The end of a member's chain, as a report prints it; inside a unit of work whose context reads that member.
 * @returns null when nothing of the member is sealed yet, or the context does not reach it; hash in hexadecimal
 */
export async function sealHead(
  query: Query,
  tenantId: string,
): Promise<{ readonly position: number; readonly hash: string } | null> {
  const [row] = await query<{ position: string; hash: string }>(
    `select position, encode(hash, 'hex') as hash from app.record_seal where tenant_id = $1 order by position desc limit 1`,
    [tenantId],
  );
  return row ? { position: Number(row.position), hash: row.hash } : null;
}
