import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UserError } from '../user-error.js';

/** Backups made by hand or by a timer, and those that are made before an upgrade; each kind is kept by itself. */
export type BackupKind = 'manual' | 'upgrade';

const NAMES: Readonly<Record<BackupKind, { readonly begin: string; readonly pattern: RegExp }>> = {
  manual: { begin: 'bergfried-', pattern: /^bergfried-\d{8}T\d{6}Z\.tar\.gz(\.enc)?$/ },
  upgrade: { begin: 'bergfried-vor-upgrade-', pattern: /^bergfried-vor-upgrade-\d{8}T\d{6}Z\.tar\.gz$/ },
};

/** Where a backup goes. */
export interface BackupTarget {
  readonly folder: string;
  readonly file: string;
}

/** Folder of the data folder that backups go to when nothing else is said. */
export function backupFolder(dataDir: string): string {
  return join(dataDir, 'backups');
}

/**
 * Decides where a backup goes: into a folder under a name of its own, or under the name given.
 * @param to folder (there already, or ending with a slash) or file; undefined: the data folder's own
 * @throws UserError when that file exists
 */
export async function chooseTarget(
  dataDir: string,
  to: string | undefined,
  kind: BackupKind,
  isEncrypted: boolean,
  now = new Date(),
): Promise<BackupTarget> {
  const name = `${NAMES[kind].begin}${now.toISOString().replace(/[-:]|\.\d+/g, '')}.tar.gz${isEncrypted ? '.enc' : ''}`;
  const place = to === undefined ? backupFolder(dataDir) : resolve(to);
  const found = await stat(place).catch(() => undefined);
  const isFolder = to === undefined || to.endsWith('/') || found?.isDirectory() === true;
  const folder = isFolder ? place : resolve(place, '..');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = isFolder ? join(folder, name) : place;
  if ((await stat(file).catch(() => undefined)) !== undefined)
    throw new UserError(`${file} gibt es schon; eine Sicherung überschreibt nichts.`);
  return { folder, file };
}

/**
 * Removes the oldest backups of a kind in a folder; other files are never touched.
 * @returns how many were removed
 */
export async function keepNewest(folder: string, kind: BackupKind, count: number): Promise<number> {
  const names = (await readdir(folder)).filter((name) => NAMES[kind].pattern.test(name)).sort();
  const old = names.slice(0, Math.max(0, names.length - count));
  for (const name of old) await rm(join(folder, name));
  return old.length;
}
