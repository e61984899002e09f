/** Where this process is to wait, and where to die. */
const halt = { at: '', deadly: '', goOn: (): void => undefined };

/**
 * Lets this process be ruled by the one that forked it (kill-fork.ts): at a place that { pauseAt } names it waits until { go },
 * at one that { dieAt } names it kills itself.
 */
export function obeyHalts(): void {
  process.on('message', ({ pauseAt, dieAt }: { pauseAt?: string; dieAt?: string }) => {
    if (pauseAt !== undefined) halt.at = pauseAt;
    else if (dieAt !== undefined) halt.deadly = dieAt;
    else halt.goOn();
  });
}

/** Waits or dies here, if that was asked for. */
export async function reach(place: string): Promise<void> {
  if (place === halt.deadly) {
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => undefined); // keeps the code from running on for some microseconds
  }
  if (place !== halt.at) return;
  halt.at = '';
  const going = new Promise<void>((resolve) => (halt.goOn = resolve));
  process.send?.({ reached: place });
  await going;
}
