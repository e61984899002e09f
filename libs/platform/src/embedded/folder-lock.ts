import { randomInt, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identify, isAlive, type ProcessIdentity } from './processes.js';

/** Who holds a folder, as written into the lock. */
export interface LockHolder extends ProcessIdentity {
  /** Which folder was meant: a copy of it carries the lock along, but is not held. */
  readonly folder: string;
  /** What the holder wants others to know, for example its address. */
  readonly note: string;
}

/** A folder taken for this process. */
export interface FolderLock {
  /** Whether a process that has died without letting go held it before. */
  readonly afterCrash: boolean;
  /** Lets go; harmless when repeated. */
  release(): void;
}

/**
 * Takes a folder for this process alone; a lock of a dead process does not count.
 *
 * Node has no flock, and a single lock file cannot be taken over from a dead holder without a race. So each
 * candidate first writes a file of its own and then looks for others: of two, at least one sees the other.
 * Whoever sees a living one withdraws, and tries again a little later in case both withdrew.
 * @param name begin of the file names, so that one folder can carry several locks
 * @param note German text or address for those who come second
 * @returns the lock, or who holds the folder
 */
export async function lockFolder(
  folder: string,
  name: string,
  note: string,
): Promise<FolderLock | LockHolder> {
  let afterCrash = false;
  for (let attempt = 1; ; attempt++) {
    const own = writeCandidate(folder, name, { ...identify(process.pid), folder: identityOf(folder), note });
    const others = readCandidates(folder, name).filter(({ file }) => file !== own);
    const living = others.find(({ holder }) => holder !== undefined && isAlive(holder));
    const path = join(folder, own);
    if (living?.holder === undefined) {
      afterCrash ||= others.length > 0;
      for (const { file } of others) rmSync(join(folder, file), { force: true });
      return { afterCrash, release: () => rmSync(path, { force: true }) };
    }
    rmSync(path, { force: true });
    if (attempt === 4) return living.holder;
    await sleep(randomInt(20, 200));
  }
}

/** Tells the two answers of {@link lockFolder} apart. */
export function isLock(answer: FolderLock | LockHolder): answer is FolderLock {
  return 'release' in answer;
}

/** Who holds the folder now, without taking it. */
export function findHolder(folder: string, name: string): LockHolder | undefined {
  return readCandidates(folder, name)
    .map(({ holder }) => holder)
    .find((holder) => holder !== undefined && isAlive(holder));
}

function writeCandidate(folder: string, name: string, holder: LockHolder): string {
  const file = `${name}.lock-${randomUUID()}`;
  // complete or not there at all: nobody reads half a file
  writeFileSync(join(folder, `${file}.tmp`), JSON.stringify(holder), { mode: 0o600 });
  renameSync(join(folder, `${file}.tmp`), join(folder, file));
  return file;
}

function readCandidates(folder: string, name: string): { file: string; holder: LockHolder | undefined }[] {
  return readdirSync(folder)
    .filter((file) => file.startsWith(`${name}.lock-`) && !file.endsWith('.tmp'))
    .map((file) => ({ file, holder: readHolder(join(folder, file), identityOf(folder)) }));
}

function identityOf(folder: string): string {
  const { dev, ino } = statSync(folder);
  return `${dev}:${ino}`;
}

function readHolder(path: string, folder: string): LockHolder | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isHolder(value) && value.folder === folder ? value : undefined;
  } catch {
    return undefined; // just withdrawn
  }
}

function isHolder(value: unknown): value is LockHolder {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'note' in value
  );
}
