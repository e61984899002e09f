import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { prepareBinaries, type PostgresBinaries } from './binaries.js';
import { ensureCluster } from './cluster.js';
import {
  findPlace,
  makeProductFolder,
  preparePlace,
  rememberPlace,
  type ClusterPlace,
} from './cluster-place.js';
import { requireSameMajor } from './cluster-to-fill.js';
import { answers, superuserUrl } from './connection.js';
import { EmbeddedPostgresError, explainSystemError } from './errors.js';
import { isLock, lockFolder, type FolderLock } from './folder-lock.js';
import { launch } from './launch.js';
import { readPostmasterFile } from './postmaster-file.js';
import { eventually, isAlive, signal } from './processes.js';
import { findRunningServer, type RunningServer } from './running-server.js';
import { chooseServiceUser, type ServiceUser } from './service-user.js';

/** What the starter needs. */
export interface EmbeddedPostgresOptions {
  /** The product's data folder; made when missing. The cluster lies in `postgres/` below it. */
  readonly dataDir: string;
  /** Gets German lines for the terminal about what is out of the ordinary. */
  readonly log: (line: string) => void;
}

/** A PostgreSQL of our own, on the loopback interface, held by this process. */
export interface EmbeddedPostgres {
  /** Address of the superuser, database `postgres`; for setting up only. */
  readonly superuserUrl: string;
  readonly port: number;
  readonly pid: number;
  /** Whether it was running already, left behind by a start that was killed. */
  readonly adopted: boolean;
  /** Resolves when PostgreSQL has ended, by `stop` or by itself. */
  readonly ended: Promise<void>;
  /** Starts it again after it ended by itself; the port stays if it can. */
  restart(): Promise<EmbeddedPostgres>;
  /** Ends it (open transactions are rolled back) and lets go of the data folder. Harmless when repeated. */
  stop(): Promise<void>;
}

interface Held {
  readonly place: ClusterPlace;
  readonly user: ServiceUser;
  readonly binaries: PostgresBinaries;
  readonly lock: FolderLock;
  readonly log: (line: string) => void;
}

/**
 * Starts the embedded PostgreSQL, or adopts the one that a killed start left behind. The first start makes the
 * cluster. What was committed survives any kill -9.
 * @throws EmbeddedPostgresError with a German message, among others `already-running` when another process holds
 *   the data folder
 */
export async function startEmbeddedPostgres({
  dataDir,
  log,
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const productDir = resolve(dataDir);
  try {
    makeProductFolder(productDir);
    const lock = await lockFolder(productDir, 'postgres', '');
    if (isLock(lock)) return await start(productDir, lock, log);
    throw new EmbeddedPostgresError(
      'already-running',
      `Der Datenordner ${productDir} ist schon in Benutzung (Prozess ${lock.pid}).`,
    );
  } catch (error) {
    throw explainSystemError(error, productDir);
  }
}

async function start(
  productDir: string,
  lock: FolderLock,
  log: (line: string) => void,
): Promise<EmbeddedPostgres> {
  try {
    const user = chooseServiceUser(findPlace(productDir).dataDir);
    const binaries = prepareBinaries(user, log);
    const place = preparePlace(productDir, user, log);
    requireSameMajor(place.dataDir, binaries.major);
    await ensureCluster(place, user, binaries);
    rememberPlace(productDir, place);
    return await run({ place, user, binaries, lock, log });
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * The superuser's address of a PostgreSQL that another process runs on this data folder.
 * @returns undefined when none answers
 */
export async function findEmbeddedPostgres(dataDir: string): Promise<string | undefined> {
  const place = findPlace(resolve(dataDir));
  const file = existsSync(place.dataDir) ? readPostmasterFile(place.dataDir) : undefined;
  return file !== undefined && (await answers(place, file.port)) ? superuserUrl(place, file.port) : undefined;
}

async function run(held: Held): Promise<EmbeddedPostgres> {
  const { place, user, binaries, lock, log } = held;
  superuserUrl(place, 0); // a lost password shall not leave a PostgreSQL behind that nobody can enter
  const found = await findRunningServer(place, log);
  const server = found ?? (await launch(place, user, binaries, log));
  let stopping: Promise<void> | undefined;
  return {
    superuserUrl: superuserUrl(place, server.port),
    port: server.port,
    pid: server.identity.pid,
    adopted: found !== undefined,
    ended: watch(server),
    restart: () => run(held),
    stop: () => (stopping ??= end(server).finally(() => lock.release())),
  };
}

/** Looked at, not listened to: an adopted PostgreSQL is not our child. The timer keeps no process alive. */
async function watch({ identity }: RunningServer): Promise<void> {
  while (isAlive(identity)) await sleep(250, undefined, { ref: false });
}

/** Fast shutdown; where that hangs, immediate shutdown (the next start recovers), at last kill. */
async function end({ identity }: RunningServer): Promise<void> {
  for (const [name, patienceMs] of [
    ['SIGINT', 60_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 10_000],
  ] as const) {
    if (!isAlive(identity)) return;
    signal(identity.pid, name);
    if (await eventually(() => !isAlive(identity), patienceMs)) return;
  }
}
