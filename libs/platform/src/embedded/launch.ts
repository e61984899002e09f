import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresBinaries } from './binaries.js';
import { postgresEnvironment } from './cluster.js';
import type { ClusterPlace } from './cluster-place.js';
import { answers } from './connection.js';
import { EmbeddedPostgresError, explainFailure } from './errors.js';
import { choosePort } from './ports.js';
import { readPostmasterFile } from './postmaster-file.js';
import { identify } from './processes.js';
import type { RunningServer } from './running-server.js';
import type { ServiceUser } from './service-user.js';

/** Largest log in bytes before a start begins a new one; one old one is kept. */
const logLimit = 5_000_000;
const minute = 60_000;

// fsync, full_page_writes and synchronous_commit stay on: what was acknowledged survives kill -9 and power loss.
const settings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=100',
  'shared_buffers=128MB',
  'timezone=UTC',
  'log_timezone=UTC',
  'lc_messages=C',
];

/**
 * Starts PostgreSQL on an existing cluster and waits until it answers; recovery after a crash may take a while.
 * @param log gets a German line when it takes long
 * @throws EmbeddedPostgresError with PostgreSQL's last words
 */
export async function launch(
  place: ClusterPlace,
  user: ServiceUser,
  binaries: PostgresBinaries,
  log: (line: string) => void,
): Promise<RunningServer> {
  for (let attempt = 1; ; attempt++) {
    const port = await choosePort(place.portFile);
    try {
      return await launchOn(port, place, user, binaries, log);
    } catch (error) {
      const isPortTaken = error instanceof EmbeddedPostgresError && error.code === 'port-taken';
      if (!isPortTaken || attempt === 3) throw error;
      rmSync(place.portFile, { force: true }); // somebody was faster: take another
    }
  }
}

async function launchOn(
  port: number,
  place: ClusterPlace,
  user: ServiceUser,
  { postgres }: PostgresBinaries,
  log: (line: string) => void,
): Promise<RunningServer> {
  const logStart = rotateLog(place.logFile);
  const child = spawnPostgres(postgres, port, place, user);
  child.unref(); // whether to stay is our caller's decision
  let failure: string | undefined;
  child.once('error', (error) => (failure = error.message));
  child.once('exit', (code, name) => (failure = `postgres: ${name ?? `exit code ${String(code)}`}`));

  try {
    return await waitUntilItAnswers(place, port, child.pid, () => failure, log);
  } catch (error) {
    if (child.exitCode === null) child.kill('SIGINT'); // nobody would know of it
    if (failure === undefined) throw error;
    throw explainFailure(readFrom(place.logFile, logStart) || failure, place.logFile);
  }
}

async function waitUntilItAnswers(
  place: ClusterPlace,
  port: number,
  pid: number | undefined,
  failure: () => string | undefined,
  log: (line: string) => void,
): Promise<RunningServer> {
  const begin = Date.now();
  let isTold = false;
  while (failure() === undefined && Date.now() - begin < 30 * minute) {
    const file = readPostmasterFile(place.dataDir);
    const isReady = file !== undefined && file.pid === pid && file.status === 'ready';
    if (isReady && (await answers(place, port))) return { identity: identify(file.pid), port };
    if (!isTold && Date.now() - begin > 3000) {
      isTold = true;
      log('PostgreSQL stellt den letzten Stand wieder her, bitte warten …');
    }
    await sleep(20);
  }
  throw explainFailure('no answer', place.logFile);
}

function spawnPostgres(postgres: string, port: number, place: ClusterPlace, user: ServiceUser): ChildProcess {
  // Straight to a file: with a pipe, PostgreSQL would lose its log when we are killed and it lives on.
  const log = openSync(place.logFile, 'a', 0o600);
  try {
    const options = settings.flatMap((setting) => ['-c', setting]);
    return spawn(postgres, ['-D', place.dataDir, '-p', String(port), ...options], {
      ...user,
      cwd: '/',
      env: postgresEnvironment,
      stdio: ['ignore', log, log],
      detached: true, // Ctrl-C reaches us only; we stop the services first, then PostgreSQL
    });
  } finally {
    closeSync(log);
  }
}

/** @returns where this start's lines will begin, in bytes */
function rotateLog(path: string): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= logLimit) return size;
  renameSync(path, `${path}.1`);
  return 0;
}

function readFrom(path: string, start: number): string {
  return readFileSync(path).subarray(start).toString('utf8');
}
