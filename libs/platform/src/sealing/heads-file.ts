import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemErrorCode } from '../embedded/errors.js';

/** The last seal of a chain, kept outside the database too: who cuts the end of a chain cannot reach it. */
export interface SealHead {
  readonly position: string;
  /** Hexadecimal. */
  readonly hash: string;
  readonly at: string;
  /** Position where a chain that had seals already was taken over without a kept end: what was cut off before is not known. */
  readonly adoptedAt?: string;
}

/** A kept end and the one that follows it in its chain. */
export interface HeadMove {
  /** What the file said when the chain was compared with it; null: it knew none. */
  readonly from: SealHead | null;
  readonly to: SealHead;
}

/** Name of the file below the data folder. */
export const HEADS_FILE = 'seal-heads.json';

/** Last seals by id of tenant or office, in a file beside the database. */
export class HeadsFile {
  constructor(private readonly path: string) {}

  /** Empty when there is no file. @throws Error when the file is damaged: a lost entry would hide a cut end */
  read(): ReadonlyMap<string, SealHead> {
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return new Map();
      throw error;
    }
    const heads = parse(text);
    if (heads === null) {
      throw new Error(
        `${this.path} ist keine Liste von Kettenenden. Bitte die Datei aus der Sicherung zurückholen (docs/operations.md).`,
      );
    }
    return heads;
  }

  /**
   * Moves heads on; the file is old or new, never half. Only `from` is replaced: it was seen in the chain of `to`. Where the
   * file says something else by now, another worker has written it, and the next run compares with that.
   */
  advance(moves: ReadonlyMap<string, HeadMove>): void {
    const all = new Map(this.read());
    for (const [id, { from, to }] of moves) {
      const kept = all.get(id) ?? null;
      if (kept?.position === from?.position && kept?.hash === from?.hash) all.set(id, to);
    }
    mkdirSync(dirname(this.path), { recursive: true });
    const half = `${this.path}.${randomUUID()}.half`; // process ids repeat in containers that share a folder
    writeFileSync(half, `${JSON.stringify(Object.fromEntries(all), null, 1)}\n`, {
      mode: 0o600,
      flush: true,
    });
    renameSync(half, this.path);
  }
}

/** null when the text is not what this file holds. */
function parse(text: string): ReadonlyMap<string, SealHead> | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const entries = Object.entries(value);
  const heads = entries.filter((entry): entry is [string, SealHead] => isHead(entry[1]));
  return heads.length === entries.length ? new Map(heads) : null;
}

function isHead(value: unknown): value is SealHead {
  return (
    typeof value === 'object' &&
    value !== null &&
    'position' in value &&
    typeof value.position === 'string' &&
    /^\d{1,18}$/.test(value.position) &&
    'hash' in value &&
    typeof value.hash === 'string' &&
    /^[0-9a-f]{64}$/.test(value.hash) &&
    'at' in value &&
    typeof value.at === 'string' &&
    (!('adoptedAt' in value) || typeof value.adoptedAt === 'string')
  );
}
