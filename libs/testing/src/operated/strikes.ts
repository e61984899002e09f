import { setTimeout as sleep } from 'node:timers/promises';
import { startLoad, type Load } from './load.js';
import type { OperatedSet } from './operated-set.js';
import type { Supervised } from './supervised.js';

/** How one `kill -9` went by, as fifty people at the proxy saw it. */
export interface Strike {
  readonly killed: string;
  /** Seconds from the kill to the end of the last request that failed; 0 when none did. */
  readonly unavailable: number;
  readonly failed: readonly string[];
  /** Seconds until what was killed works again. */
  readonly backAfter: number;
}

/** Milliseconds PostgreSQL is away before it is started again, as by a service manager. */
const AWAY_MS = 1000;

/** Puts load on the set, kills every process of it in turn, and ends the load. */
export async function strikeAll(
  set: OperatedSet,
): Promise<{ readonly load: Load; readonly strikes: readonly Strike[] }> {
  const load = await startLoad(set.proxy.url);
  const strikes: Strike[] = [];
  const strike = async (
    killed: string,
    kill: () => Promise<void>,
    back: () => Promise<void>,
  ): Promise<void> => {
    const since = Date.now();
    await kill();
    await back();
    const backAfter = (Date.now() - since) / 1000;
    await load.calm();
    strikes.push({
      killed,
      backAfter,
      unavailable: load.unavailableSince(since),
      failed: load.failedSince(since),
    });
  };
  const strikeProcess = (process: Supervised): Promise<void> =>
    strike(
      process.options.name,
      () => process.kill(),
      () => process.ready(),
    );
  try {
    await load.calm();
    for (const process of [...set.workers, ...set.apis]) await strikeProcess(process);
    if (set.redis) await strikeProcess(set.redis);
    await strike(
      set.cluster.name,
      () => set.cluster.crash(),
      async () => {
        await sleep(AWAY_MS);
        await set.cluster.recover();
        await Promise.all(set.apis.map((api) => api.ready()));
      },
    );
  } finally {
    await load.stop();
  }
  return { load, strikes };
}

/** The table that operations.md quotes. */
export function strikeTable({
  load,
  strikes,
}: {
  readonly load: Load;
  readonly strikes: readonly Strike[];
}): string {
  const rows = strikes.map(({ killed, unavailable, failed, backAfter }) => {
    const [seconds, count, back] = [unavailable.toFixed(2), String(failed.length), backAfter.toFixed(1)];
    return `  ${killed.padEnd(18)} ${seconds.padStart(6)} s unavailable ${count.padStart(4)} failed, back after ${back} s  ${[...new Set(failed)].slice(0, 4).join('; ')}`;
  });
  const sum = `${String(load.calls.length)} requests, ${String(load.acknowledged.size)} incidents`;
  return [`killed under load (${sum}):`, ...rows, ''].join('\n');
}
