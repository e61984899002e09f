import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createTestDatabase } from '../database.js';
import { eventually } from '../eventually.js';
import { childrenOf, startKillCluster, type KillCluster } from '../kill-cluster.js';
import { freePort } from '../redis.js';
import { makeTemplate } from '../template.js';

const MIGRATIONS = fileURLToPath(new URL('../../../../migrations', import.meta.url));
/** Where Debian keeps its PostgreSQL programs, one folder a major version. */
const DEBIAN = '/usr/lib/postgresql';
const OLDEST = 15;
const START_MS = 60_000;

/** A cluster of its own that a test may kill, and which PostgreSQL it is. */
export interface NamedCluster extends KillCluster {
  readonly name: string;
}

/**
 * Makes a cluster with the oldest PostgreSQL of the machine that the product supports, as an operator would bring it along;
 * with the one that the product carries where there is none.
 */
export async function startOperatedCluster(): Promise<NamedCluster> {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map(Number) : [];
  const version = versions
    .filter((number) => number >= OLDEST && existsSync(join(DEBIAN, String(number), 'bin/initdb')))
    .sort((one, other) => one - other)[0];
  if (version === undefined) return { ...(await startKillCluster()), name: 'PostgreSQL 18 (own)' };
  return startSystem(join(DEBIAN, String(version), 'bin'), `PostgreSQL ${String(version)}`);
}

async function startSystem(bin: string, name: string): Promise<NamedCluster> {
  const user = serviceUser();
  const folder = mkdtempSync(join(tmpdir(), 'bergfried-cluster-'));
  const data = join(folder, 'data');
  chmodSync(folder, 0o711);
  mkdirSync(data, { mode: 0o700 });
  if (user.uid !== undefined && user.gid !== undefined) chownSync(data, user.uid, user.gid);
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'super', '--auth=trust', '--encoding=UTF8', '--locale=C', '--data-checksums'],
    { ...user, cwd: '/', encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const superuserUrl = `postgres://super@127.0.0.1:${String(port)}/postgres`;
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'shared_buffers=128MB',
    'timezone=UTC',
  ];
  /** Starts it, again and again as a service manager does: it refuses while a process of the dead one still holds its memory. */
  const launch = (): Promise<ChildProcess> => {
    let child: ChildProcess | undefined;
    let words = '';
    return eventually(
      'PostgreSQL to answer',
      async () => {
        if (!child || child.exitCode !== null) {
          child = spawn(
            join(bin, 'postgres'),
            ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
            { ...user, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] },
          );
          child.stderr?.on('data', (chunk: Buffer) => (words = chunk.toString()));
        }
        return (await answers(superuserUrl)) ? child : null;
      },
      START_MS,
    ).catch((error: unknown) => {
      throw new Error(`${String(error)}: ${words}`);
    });
  };
  let server = await launch();
  const ended = (): Promise<unknown> => new Promise((resolve) => server.once('close', resolve));
  await makeTemplate(superuserUrl, MIGRATIONS);
  return {
    name,
    createDatabase: () => createTestDatabase(superuserUrl),
    async crash() {
      const gone = ended();
      const children = server.pid === undefined ? [] : childrenOf(server.pid); // asked before: orphans are nobody's children
      server.kill('SIGKILL');
      for (const pid of children) if (isThere(pid)) process.kill(pid, 'SIGKILL');
      await gone;
    },
    async recover() {
      server = await launch();
    },
    async stop() {
      const gone = ended();
      server.kill('SIGINT');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** PostgreSQL refuses to run as root. */
function serviceUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string): number =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: idOf('-u'), gid: idOf('-g') };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
