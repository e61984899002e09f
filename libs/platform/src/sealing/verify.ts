import pg from 'pg';
import type { Break } from './breaks.js';
import { chainsOf, type Chain } from './chains.js';
import type { SealKey } from './chain.js';
import type { SealHead } from './heads-file.js';
import { walkChain } from './walk.js';

/** What a look through the history found. */
export interface Verification {
  readonly chains: number;
  /** Sealed versions that were compared. */
  readonly versions: number;
  /** Versions that the next sealing will take. */
  readonly waiting: number;
  readonly breaks: readonly Break[];
  /** Chains with seals whose end is not known outside the database: a cut end would not be noticed there. */
  readonly withoutHead: number;
  /** Chains whose end was unknown for a time and then taken over as it was: what was cut off before would not be noticed. */
  readonly adopted: number;
}

/** What is compared with what. */
export interface VerifyOptions {
  /** Address as bergfried_owner. */
  readonly ownerUrl: string;
  readonly key: SealKey;
  /** Ends of the chains as kept outside the database. */
  readonly heads: ReadonlyMap<string, SealHead>;
  /** Only this office and its members. */
  readonly officeSlug?: string | undefined;
}

/**
 * Computes every seal again and compares: versions, seals, and their ends. Reads in pages, one chain in one snapshot.
 * @returns null when there is no office of that slug
 */
export async function verifyHistory({
  ownerUrl,
  key,
  heads,
  officeSlug,
}: VerifyOptions): Promise<Verification | null> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'bergfried-verify' });
  await client.connect();
  try {
    const chains = await chainsOf(client, officeSlug);
    if (officeSlug !== undefined && chains.length === 0) return null;
    const breaks: Break[] = [];
    let versions = 0;
    let waiting = 0;
    let withoutHead = 0;
    let adopted = 0;
    for (const chain of chains) {
      const head = heads.get(chain.id) ?? null;
      const walked = await walkChain(client, chain, key, head);
      versions += walked.versions;
      waiting += walked.waiting;
      if (walked.versions > 0 && head === null) withoutHead += 1;
      if (head?.adoptedAt !== undefined) adopted += 1;
      if (walked.broken) breaks.push({ ...walked.broken, chain: nameOf(chain) });
    }
    if (officeSlug === undefined) {
      const known = new Set(chains.map(({ id }) => id));
      for (const id of [...heads.keys()].filter((one) => !known.has(one))) {
        breaks.push({
          chain: { kind: 'tenant', id, name: id },
          reason: 'chain-missing',
          seq: null,
          table: null,
          rowId: null,
        });
      }
    }
    return { chains: chains.length, versions, waiting, breaks, withoutHead, adopted };
  } finally {
    await client.end();
  }
}

function nameOf({ scope, id, name }: Chain): Break['chain'] {
  return { kind: scope.tenantId === null ? 'office' : 'tenant', id, name };
}
