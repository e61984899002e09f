import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../user-error.js';

const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Milliseconds between two looks at the parent. */
const lookMs = 250;

/** The wish to stop, while it is listened for. */
export interface StopWish {
  /** Aborted once somebody wants us to stop. */
  readonly signal: AbortSignal;
  /** What broke, when that is why we stop. */
  fault(): unknown;
  /** Stops listening. */
  forget(): void;
}

/**
 * Listens for the wish to stop: Ctrl-C, SIGTERM, a closed terminal. They may come twice (npm hands on what the
 * terminal sends as well); only the first counts. Where npm started us, its sudden death counts too, or the
 * product would run on without anybody holding it. So does a fault that nobody caught: what we started must
 * not outlive us. Faults after that are those of connections that we end ourselves.
 */
export function listenForStop(): StopWish {
  const stop = new AbortController();
  let fault: unknown;
  const onSignal = (): void => stop.abort();
  const onFault = (error: unknown): void => {
    if (!stop.signal.aborted) fault = error;
    stop.abort();
  };
  for (const name of names) process.on(name, onSignal);
  process.on('uncaughtException', onFault);
  const parent = process.ppid;
  const isUnderNpm = process.env['npm_lifecycle_event'] !== undefined;
  // also keeps this process alive while everything else only waits
  const look = setInterval(() => {
    if (isUnderNpm && process.ppid !== parent) stop.abort();
  }, lookMs);
  return {
    signal: stop.signal,
    fault: () => fault,
    forget: () => {
      clearInterval(look);
      for (const name of names) process.off(name, onSignal);
      process.off('uncaughtException', onFault);
    },
  };
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Whether it is aborted by now; a function, because the compiler thinks that the property does not change. */
export function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

/** Waits before the next try. @throws UserError when somebody wants us to stop meanwhile */
export async function waitUnlessAborted(waitMs: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(waitMs, undefined, { signal });
  } catch {
    throw new UserError('Abgebrochen.');
  }
}
