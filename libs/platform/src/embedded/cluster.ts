import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { PostgresBinaries } from './binaries.js';
import { placeIn, type ClusterPlace } from './cluster-place.js';
import { explainFailure } from './errors.js';
import type { ServiceUser } from './service-user.js';

/** Name of the superuser; used for setting up only. */
export const superuser = 'bergfried_super';

/** Environment of the PostgreSQL programs: nothing of the person's own settings gets in (PGDATA, LC_MESSAGES, …). */
export const postgresEnvironment = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * Makes the cluster when there is none. It is built in a folder beside the final one and renamed when complete,
 * password included: an interruption at any moment leaves either nothing or a whole cluster.
 * @returns whether one was made
 * @throws EmbeddedPostgresError with initdb's words (disk full, rights)
 */
export async function ensureCluster(
  place: ClusterPlace,
  user: ServiceUser,
  { initdb }: PostgresBinaries,
): Promise<boolean> {
  removeHalfBuilt(place);
  if (existsSync(place.dataDir)) return false;

  const building = placeIn(`${place.folder}.neu-${randomUUID()}`);
  try {
    makeFolder(building.folder, 0o711);
    makeFolder(building.dataDir, 0o700, user);
    const password = randomBytes(24).toString('base64url');
    const handOver = join(building.folder, 'initdb-password'); // readable for the service user, gone afterwards
    writeFileSync(handOver, password, { mode: 0o600 });
    own(handOver, user);
    await runInitdb(initdb, building.dataDir, handOver, user);
    rmSync(handOver);
    writeFileSync(building.passwordFile, password, { mode: 0o600, flush: true });
    renameSync(building.folder, place.folder);
    syncFolder(dirname(place.folder));
  } catch (error) {
    rmSync(building.folder, { recursive: true, force: true, maxRetries: 5 });
    throw error;
  }
  return true;
}

function removeHalfBuilt(place: ClusterPlace): void {
  const parent = dirname(place.folder);
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(`${basename(place.folder)}.neu-`)) continue;
    try {
      rmSync(join(parent, name), { recursive: true, force: true, maxRetries: 5 });
    } catch {
      // an initdb whose parent was killed is still writing there: the next start removes it
    }
  }
}

function makeFolder(path: string, mode: number, user: ServiceUser = {}): void {
  mkdirSync(path, { recursive: true });
  chmodSync(path, mode); // mkdir's mode is cut by the umask
  own(path, user);
}

function own(path: string, { uid, gid }: ServiceUser): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

function syncFolder(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

async function runInitdb(
  initdb: string,
  dataDir: string,
  passwordFile: string,
  user: ServiceUser,
): Promise<void> {
  const options = [
    `--pgdata=${dataDir}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8', // stable across machines; lists sort by an ICU collation of their own
    '--data-checksums',
  ];
  const child = spawn(initdb, options, {
    ...user,
    cwd: '/',
    env: postgresEnvironment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk.toString('utf8');
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw explainFailure(output);
}
