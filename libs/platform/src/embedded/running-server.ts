import { realpathSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterPlace } from './cluster-place.js';
import { answers } from './connection.js';
import { EmbeddedPostgresError } from './errors.js';
import { postmasterFilePath, readPostmasterFile, type PostmasterFile } from './postmaster-file.js';
import {
  eventually,
  identify,
  isAlive,
  postgresProcessesIn,
  signal,
  type ProcessIdentity,
} from './processes.js';

/** A PostgreSQL that answers. */
export interface RunningServer {
  readonly identity: ProcessIdentity;
  readonly port: number;
}

const minute = 60_000;

/**
 * Looks for a PostgreSQL that an earlier start left behind: adopts it when it answers, waits while it is still
 * starting, recovering or stopping, and clears away what a dead one left.
 * @param log gets a German line when this takes time
 * @throws EmbeddedPostgresError `not-answering`
 */
export async function findRunningServer(
  place: ClusterPlace,
  log: (line: string) => void,
): Promise<RunningServer | undefined> {
  const dataDir = realpathSync(place.dataDir);
  const begin = Date.now();
  let told = '';
  for (;;) {
    const file = livingPostmaster(dataDir);
    if (file === undefined) break;
    if (file.status === 'ready' && (await answers(place, file.port)))
      return { identity: identify(file.pid), port: file.port };
    if (file.status === 'stopping') signal(file.pid, 'SIGINT'); // a polite shutdown would wait for clients for ever
    if (Date.now() - begin > 2000 && told !== file.status) {
      told = file.status;
      log(waiting(file));
    }
    if (Date.now() - begin > (file.status === 'starting' ? 30 * minute : minute))
      throw notAnswering(place, file.pid);
    await sleep(50);
  }
  await clearRemains(dataDir);
  return undefined;
}

/** The postmaster that `postmaster.pid` names, if that process lives and is one; ids are used again. */
function livingPostmaster(dataDir: string): PostmasterFile | undefined {
  const file = readPostmasterFile(dataDir);
  if (file === undefined || !isAlive({ pid: file.pid })) return undefined;
  const standing = postgresProcessesIn(dataDir);
  return standing === undefined || standing.includes(file.pid) ? file : undefined;
}

/**
 * After a killed postmaster its last processes must be gone before a new one may start. Then the stale
 * `postmaster.pid` is removed: PostgreSQL would refuse it when its process id is a zombie or in use again.
 */
async function clearRemains(dataDir: string): Promise<void> {
  if (postgresProcessesIn(dataDir) === undefined) return; // PostgreSQL's own check has to do
  const isEmpty = (): boolean => postgresProcessesIn(dataDir)?.length === 0;
  if (!(await eventually(isEmpty, 10_000))) {
    for (const pid of postgresProcessesIn(dataDir) ?? []) signal(pid, 'SIGKILL'); // without a postmaster they can only end
    await eventually(isEmpty, 5000);
  }
  rmSync(postmasterFilePath(dataDir), { force: true });
}

function waiting({ status, pid }: PostmasterFile): string {
  const process = `(Prozess ${pid})`;
  if (status === 'stopping') return `Ein früheres PostgreSQL ${process} fährt noch herunter, bitte warten …`;
  if (status === 'ready') return `Ein früheres PostgreSQL ${process} antwortet nicht, bitte warten …`;
  return `PostgreSQL ${process} stellt den letzten Stand wieder her, bitte warten …`;
}

function notAnswering(place: ClusterPlace, pid: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'not-answering',
    `Ein früheres PostgreSQL (Prozess ${pid}) läuft auf ${place.dataDir}, antwortet aber nicht. ` +
      `Bitte beenden („kill -INT ${pid}“) und neu starten. Protokoll: ${place.logFile}`,
  );
}
