import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeSecret } from '../secret-file.js';
import { clusterEntries, installationFiles, installationFolders } from './contents.js';

/** File in the data folder while the old state is exchanged for the restored one; says how to go on after a crash. */
const JOURNAL = 'restore.json';

interface Exchange {
  /** Folder of the restored state, below the data folder. */
  readonly from: string;
  /** Folder that takes the old state, below the data folder. */
  readonly aside: string;
  /** What the old state consists of. */
  readonly old: readonly string[];
}

/** Names in a data folder that belong to an installation; empty: there is none. */
export function installationIn(dataDir: string): string[] {
  if (!existsSync(dataDir)) return [];
  const names = new Set<string>([...clusterEntries, ...installationFiles, ...installationFolders]);
  return readdirSync(dataDir).filter((name) => names.has(name));
}

/**
 * Puts the restored state where the old one is, which is moved aside. Only renames, written down before: whatever interrupts
 * them, {@link finishExchange} completes them.
 * @param from folder of the restored state, below the data folder
 * @param aside folder for the old one, below the data folder
 */
export function exchange(dataDir: string, from: string, aside: string): void {
  const plan: Exchange = { from, aside, old: installationIn(dataDir) };
  writeSecret(join(dataDir, JOURNAL), JSON.stringify(plan));
  finishExchange(dataDir);
}

/**
 * Completes an exchange that was interrupted; called before anything opens the data folder.
 * @returns whether there was one
 */
export function finishExchange(dataDir: string): boolean {
  const journal = join(dataDir, JOURNAL);
  if (!existsSync(journal)) return false;
  const { from, aside, old } = JSON.parse(readFileSync(journal, 'utf8')) as Exchange; // our own file, written whole
  if (old.length > 0) mkdirSync(join(dataDir, aside), { recursive: true, mode: 0o711 });
  // Each name once: what is aside already was the old one, what stands in its place since is the new one.
  for (const name of old)
    if (!existsSync(join(dataDir, aside, name))) renameSync(join(dataDir, name), join(dataDir, aside, name));
  for (const name of installationIn(join(dataDir, from)))
    renameSync(join(dataDir, from, name), join(dataDir, name));
  rmSync(journal);
  rmSync(join(dataDir, from), { recursive: true, force: true });
  return true;
}
