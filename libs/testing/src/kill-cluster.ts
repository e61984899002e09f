import { mkdtempSync, readdirSync, readFileSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '@bergfried/platform';
import { createTestDatabase, type TestDatabase } from './database.js';
import { makeTemplate } from './template.js';

const MIGRATIONS = fileURLToPath(new URL('../../../migrations', import.meta.url));

/** A PostgreSQL that a test may kill: the one of the run serves all other tests. */
export interface KillCluster {
  /** Clones the template with the fixture, as createTestDatabase does on the server of the run. */
  createDatabase(): Promise<TestDatabase>;
  /** SIGKILL for the postmaster and all its processes, as when the machine runs out of memory or power. */
  crash(): Promise<void>;
  /** Starts it again on the same folder and port; it recovers from its log. @throws Error when the port was lost */
  recover(): Promise<void>;
  stop(): Promise<void>;
}

/** Makes a cluster with the product's own starter (about 5 s). */
export async function startKillCluster(): Promise<KillCluster> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bergfried-crash-'));
  chmodSync(dataDir, 0o711); // as root, PostgreSQL's user must get through
  let postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  const { port } = postgres;
  await makeTemplate(postgres.superuserUrl, MIGRATIONS);
  return {
    createDatabase: () => createTestDatabase(postgres.superuserUrl),
    async crash() {
      const children = childrenOf(postgres.pid); // asked before: orphans are nobody's children
      for (const pid of [postgres.pid, ...children]) kill(pid);
      await postgres.ended;
    },
    async recover() {
      postgres = await postgres.restart();
      if (postgres.port !== port)
        throw new Error('PostgreSQL lost its port; what was connected cannot find it');
    },
    async stop() {
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Ids of the processes that a process has started and that still live; none where the system cannot tell (not Linux). */
export function childrenOf(parent: number): number[] {
  if (process.platform !== 'linux') return []; // those of a postmaster end with it
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(name) === parent)
    .map(Number);
}

// proc(5): the name in brackets may hold anything, so fields are counted from the last bracket.
function parentOf(pid: string): number | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined; // gone meanwhile
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // gone by itself, because its postmaster is
  }
}
