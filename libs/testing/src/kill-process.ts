import { fileURLToPath } from 'node:url';
import { forkHaltable, type HaltableProcess } from './kill-fork.js';
import type { TestRedis } from './redis.js';

/** Built script of the worker that dies; the same from sources (tests) and from the build. */
const SCRIPT = fileURLToPath(new URL('../dist/kill-worker.js', import.meta.url));

/** What the process works with. */
export interface KillableOptions {
  readonly systemUrl: string;
  readonly dataDir: string;
  readonly redis: TestRedis | null;
  readonly smtpUrl?: string;
  /** Milliseconds after which the job of a dead worker is taken over. */
  readonly lockMs?: number;
}

/** Starts a worker of kill-worker.ts, which halts and dies at KILL_POINTS; it works when this returns. */
export function startKillable(options: KillableOptions): Promise<HaltableProcess> {
  const { systemUrl, dataDir, redis, smtpUrl, lockMs } = options;
  return forkHaltable(SCRIPT, {
    TEST_SYSTEM_URL: systemUrl,
    TEST_DATA_DIR: dataDir,
    TEST_QUEUE_REDIS_URL: redis?.url,
    TEST_QUEUE_PREFIX: redis?.prefix,
    TEST_SMTP_URL: smtpUrl,
    TEST_LOCK_MS: lockMs === undefined ? undefined : String(lockMs),
  });
}
