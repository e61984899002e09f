import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemErrorCode } from '../embedded/errors.js';

/** The last seal of a chain, kept outside the database too: who cuts the end of a chain cannot reach it. */
export interface SealHead {
  readonly position: string;
  /** Hexadecimal. */
  readonly hash: string;
  readonly at: string;
}

/** Name of the file below the data folder. */
export const HEADS_FILE = 'seal-heads.json';

/** Last seals by id of tenant or office, in a file beside the database. */
export class HeadsFile {
  constructor(private readonly path: string) {}

  /** Empty when there is no file. @throws Error when the file cannot be read as such */
  read(): ReadonlyMap<string, SealHead> {
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return new Map();
      throw error;
    }
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null)
      throw new Error(`${this.path} ist keine Liste von Kettenenden.`);
    return new Map(Object.entries(value).filter((entry): entry is [string, SealHead] => isHead(entry[1])));
  }

  /** Adds or replaces heads; the file is old or new, never half. A head never goes back. */
  write(heads: ReadonlyMap<string, SealHead>): void {
    const all = new Map(this.read());
    for (const [id, head] of heads) {
      const before = all.get(id);
      if (!before || BigInt(before.position) < BigInt(head.position)) all.set(id, head);
    }
    mkdirSync(dirname(this.path), { recursive: true });
    const half = `${this.path}.${String(process.pid)}.half`;
    writeFileSync(half, `${JSON.stringify(Object.fromEntries(all), null, 1)}\n`, {
      mode: 0o600,
      flush: true,
    });
    renameSync(half, this.path);
  }
}

function isHead(value: unknown): value is SealHead {
  return (
    typeof value === 'object' &&
    value !== null &&
    'position' in value &&
    typeof value.position === 'string' &&
    /^\d{1,19}$/.test(value.position) &&
    'hash' in value &&
    typeof value.hash === 'string' &&
    'at' in value &&
    typeof value.at === 'string'
  );
}
