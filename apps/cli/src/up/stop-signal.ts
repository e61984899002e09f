const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Milliseconds between two looks at the parent. */
const lookMs = 250;

/**
 * Listens for the wish to stop: Ctrl-C, SIGTERM, a closed terminal. They may come twice (npm hands on what the
 * terminal sends as well); only the first counts. Where npm started us, its sudden death counts too, or the
 * product would run on without anybody holding it.
 * @returns the signal that is aborted then, and a function that stops listening
 */
export function listenForStop(): { signal: AbortSignal; forget: () => void } {
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  for (const name of names) process.on(name, onSignal);
  const parent = process.ppid;
  const isUnderNpm = process.env['npm_lifecycle_event'] !== undefined;
  // also keeps this process alive while everything else only waits
  const look = setInterval(() => {
    if (isUnderNpm && process.ppid !== parent) stop.abort();
  }, lookMs);
  const forget = (): void => {
    clearInterval(look);
    for (const name of names) process.off(name, onSignal);
  };
  return { signal: stop.signal, forget };
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
