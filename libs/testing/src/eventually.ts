import { setTimeout as sleep } from 'node:timers/promises';

/** Asks until the answer is neither undefined, null nor false. @throws Error after the patience, naming what was waited for */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined | null | false>,
  patienceMs = 20_000,
): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`waited in vain for: ${what}`);
    await sleep(50);
  }
}
