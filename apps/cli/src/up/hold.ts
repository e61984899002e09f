import { setTimeout as sleep } from 'node:timers/promises';
import {
  explainSystemError,
  isAlive,
  isLock,
  lockFolder,
  makeProductFolder,
  type Config,
  type FolderLock,
  type LockHolder,
} from '@bergfried/platform';
import type { Printer } from '../printer.js';
import { UserError } from '../user-error.js';
import { answers, localUrl } from './readiness.js';
import { waitUnlessAborted } from './stop-signal.js';

const lockName = 'bergfried';
/** Milliseconds that a start which is ending, or has just begun, gets before this one gives up. */
const patienceMs = 30_000;

/**
 * Takes the data folder for this start. One that is just ending is waited for, so that stopping and starting
 * can follow each other at once.
 * @throws UserError when the product already runs on it, with its address; EmbeddedPostgresError when it is closed or full
 */
export async function holdDataDir(
  config: Config,
  printer: Printer,
  signal: AbortSignal,
): Promise<FolderLock> {
  const end = Date.now() + patienceMs;
  for (let attempt = 1; ; attempt++) {
    const answer = await take(config);
    if (isLock(answer)) return answer;
    if (Date.now() > end || (await isServing(answer))) throw alreadyRunning(config, answer);
    if (attempt === 1)
      printer.line('Ein früherer Start fährt gerade noch hoch oder herunter, bitte warten …');
    await waitUnlessAborted(250, signal);
  }
}

async function take(config: Config): Promise<FolderLock | LockHolder> {
  try {
    makeProductFolder(config.dataDir);
    return await lockFolder(config.dataDir, lockName, localUrl(config));
  } catch (error) {
    throw explainSystemError(error, config.dataDir);
  }
}

/** Twice, a moment apart: one that is about to stop still answers. */
async function isServing(holder: LockHolder): Promise<boolean> {
  if (!(await answers(`${holder.note}/health/live`))) return false;
  await sleep(750);
  return isAlive(holder) && (await answers(`${holder.note}/health/live`));
}

function alreadyRunning({ dataDir }: Config, { pid, note }: LockHolder): UserError {
  return new UserError(
    `Bergfried läuft auf diesem Datenordner schon: ${note} (Prozess ${pid}, Ordner ${dataDir}).\n` +
      'Für ein zweites bitte einen eigenen Ordner und Anschluss wählen: BERGFRIED_DATA_DIR=… PORT=… npm start',
  );
}
