import { createWriteStream, existsSync, mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  clusterFolder,
  clusterToFill,
  explainSystemError,
  findEmbeddedPostgres,
  isLock,
  lockFolder,
  makeProductFolder,
  startEmbeddedPostgres,
  type ClusterToFill,
} from '@bergfried/platform';
import { rolePasswords, type DatabaseUrls } from '../database/accounts.js';
import { prepareDatabase } from '../database/prepare.js';
import type { Printer } from '../printer.js';
import { UserError } from '../user-error.js';
import { readArchive } from './archive-reader.js';
import { archivePaths } from './contents.js';
import { exchange, finishExchange, installationIn } from './exchange.js';
import { requireFits, type Here, type Manifest } from './manifest.js';

const STAGING = 'restore-';

/** What is restored, and where to. */
export interface RestoreOptions {
  readonly archive: string;
  readonly passphrase: string | undefined;
  readonly dataDir: string;
  /** Whether an installation that is there may be moved aside. */
  readonly replace: boolean;
  readonly here: Here;
  readonly migrationsDir: string;
  readonly printer: Printer;
  /** Looks at the restored database before it takes its place. */
  readonly inspect: (dataDir: string, urls: DatabaseUrls) => Promise<void>;
}

/** A restored installation. */
export interface Restored {
  readonly manifest: Manifest;
  /** Where the old state lies now; undefined when there was none. */
  readonly aside: string | undefined;
}

/**
 * Makes a whole installation beside the data folder's own, recovers, migrates and inspects it there, and exchanges the two at
 * the end (docs/adr/0025). Until then nothing that was there is touched; the exchange itself is completed after a crash.
 * @throws UserError, EmbeddedPostgresError in German; the data folder is as it was then
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const { archive, passphrase, here, printer } = options;
  const dataDir = resolve(options.dataDir);
  const manifest = await readArchive(archive, passphrase);
  requireFits(manifest, here);
  printer.line(`Die Sicherung ist unversehrt (${String(manifest.files.length)} Dateien).`);
  try {
    makeProductFolder(dataDir);
    const lock = await lockFolder(dataDir, 'bergfried', 'Zurückspielen einer Sicherung');
    if (!isLock(lock)) throw running(dataDir, lock.pid);
    try {
      finishExchange(dataDir);
      await requireFree(dataDir, options.replace);
      return await restoreBeside(options, dataDir, manifest);
    } finally {
      lock.release();
    }
  } catch (error) {
    throw explainSystemError(error, dataDir);
  }
}

async function restoreBeside(
  options: RestoreOptions,
  dataDir: string,
  manifest: Manifest,
): Promise<Restored> {
  removeUnfinished(dataDir);
  requireSpace(dataDir, manifest);
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const [from, aside] = [`${STAGING}${stamp}`, `replaced-${stamp}`];
  const staging = join(dataDir, from);
  makeProductFolder(staging);
  try {
    await unpack(options, staging);
    await tryOut(options, staging);
  } catch (error) {
    removeUnfinished(dataDir);
    throw error;
  }
  const hadOne = installationIn(dataDir).length > 0;
  exchange(dataDir, from, aside);
  return { manifest, aside: hadOne ? join(dataDir, aside) : undefined };
}

/** Recovery to the archive's moment, migrations that came later, and the look at the result. */
async function tryOut({ printer, migrationsDir, inspect }: RestoreOptions, staging: string): Promise<void> {
  printer.line('PostgreSQL stellt den gesicherten Stand her …');
  const postgres = await startEmbeddedPostgres({ dataDir: staging, log: (line) => printer.line(line) });
  try {
    const passwords = rolePasswords(staging);
    const urls = await prepareDatabase({ superuserUrl: postgres.superuserUrl, passwords, migrationsDir });
    await inspect(staging, urls);
  } finally {
    await postgres.stop();
  }
}

async function unpack({ archive, passphrase, printer }: RestoreOptions, staging: string): Promise<void> {
  const cluster = clusterToFill(staging, (line) => printer.line(line));
  try {
    await readArchive(archive, passphrase, {
      folder: async (path) => {
        const target = targetOf(path, cluster, staging);
        mkdirSync(target, { recursive: true });
        cluster.own(target, 0o700);
      },
      file: async (path, content) => {
        const target = targetOf(path, cluster, staging);
        makeFolders(dirname(target), path, cluster);
        // flush: what has been reported as restored survives a loss of power; PostgreSQL syncs its own when it recovers
        const flush = !path.startsWith(`${archivePaths.data}/`);
        await pipeline(
          Readable.from(content),
          createWriteStream(target, { flags: 'wx', mode: 0o600, flush }),
        );
        if (!flush) cluster.own(target, 0o600);
      },
    });
    cluster.finish();
  } catch (error) {
    cluster.discard();
    throw error;
  }
}

function targetOf(path: string, cluster: ClusterToFill, staging: string): string {
  if (path === archivePaths.password) return cluster.passwordFile;
  const data = `${archivePaths.data}/`;
  if (path.startsWith(data)) return join(cluster.dataDir, path.slice(data.length));
  return join(staging, path.slice(archivePaths.folder.length + 1)); // classify() let nothing else through
}

function makeFolders(folder: string, path: string, cluster: ClusterToFill): void {
  const made = mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined && path.startsWith(`${archivePaths.data}/`)) cluster.own(folder, 0o700);
}

async function requireFree(dataDir: string, replace: boolean): Promise<void> {
  if (installationIn(dataDir).length === 0) return;
  if (!replace) {
    throw new UserError(
      `Im Datenordner ${dataDir} ist schon eine Installation; es wurde nichts geändert. Bitte mit --data-dir einen leeren Ordner ` +
        'nennen, oder mit --replace den bisherigen Stand beiseitelegen (er wird nicht gelöscht).',
    );
  }
  if ((await findEmbeddedPostgres(dataDir)) !== undefined) {
    throw new UserError(
      `Auf ${dataDir} läuft noch ein PostgreSQL. Bitte Bergfried beenden (nach einem Absturz: einmal starten und mit Strg+C beenden).`,
    );
  }
}

/** What a restore that was killed left, in the shelter too. Nobody else holds the folder. */
function removeUnfinished(dataDir: string): void {
  for (const name of readdirSync(dataDir).filter(
    (one) => one.startsWith(STAGING) && one !== 'restore.json',
  )) {
    const folder = join(dataDir, name);
    if (existsSync(join(folder, 'postgres.path')))
      rmSync(clusterFolder(folder), { recursive: true, force: true, maxRetries: 5 });
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function requireSpace(dataDir: string, { files }: Manifest): void {
  const needed = files.reduce((sum, { size }) => sum + size, 0);
  const { bavail, bsize } = statfsSync(dataDir);
  if (bavail * bsize > needed * 1.1) return;
  const inMegabytes = (bytes: number): string => Math.ceil(bytes / 1_000_000).toLocaleString('de-DE');
  throw new UserError(
    `Auf dem Datenträger von ${dataDir} sind ${inMegabytes(bavail * bsize)} MB frei, nötig sind ${inMegabytes(needed * 1.1)} MB. Es wurde nichts geändert.`,
  );
}

function running(dataDir: string, pid: number): UserError {
  return new UserError(
    `Auf dem Datenordner ${dataDir} läuft Bergfried (Prozess ${String(pid)}). Bitte beenden, dann zurückspielen.`,
  );
}
