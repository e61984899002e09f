import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TestRedis } from './redis.js';

/** Built script of the worker that dies; the same from sources (tests) and from the build. */
const SCRIPT = fileURLToPath(new URL('../dist/kill-worker.js', import.meta.url));

/** What the process works with. */
export interface KillableOptions {
  readonly systemUrl: string;
  readonly dataDir: string;
  readonly redis: TestRedis | null;
  readonly smtpUrl?: string;
  /** One of KILL_POINTS; without it the worker lives. */
  readonly killAt?: string;
  /** Milliseconds after which the job of a dead worker is taken over. */
  readonly lockMs?: number;
}

/** A worker in a process of its own. */
export interface KillableWorker {
  readonly pid: number;
  /** Resolves with the signal it died of. */
  readonly dead: Promise<string | null>;
  /** Lets it wait, once, when it comes to one of KILL_POINTS. @returns a promise of its arrival, to be awaited later */
  pauseAt(point: string): { readonly reached: Promise<void> };
  /** Lets it go on from there. */
  go(): void;
  kill(): Promise<void>;
}

/** Starts a worker; it works when this returns. */
export async function startKillable({
  systemUrl,
  dataDir,
  redis,
  smtpUrl,
  killAt,
  lockMs,
}: KillableOptions): Promise<KillableWorker> {
  const child = fork(SCRIPT, [], {
    env: {
      PATH: process.env['PATH'],
      TZ: 'UTC',
      TEST_SYSTEM_URL: systemUrl,
      TEST_DATA_DIR: dataDir,
      ...(redis ? { TEST_QUEUE_REDIS_URL: redis.url, TEST_QUEUE_PREFIX: redis.prefix } : {}),
      ...(smtpUrl === undefined ? {} : { TEST_SMTP_URL: smtpUrl }),
      ...(killAt === undefined ? {} : { KILL_AT: killAt }),
      ...(lockMs === undefined ? {} : { TEST_LOCK_MS: String(lockMs) }),
    },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => (words += chunk.toString()));
  const dead = new Promise<string | null>((resolve) =>
    child.once('exit', (_code, signal) => resolve(signal)),
  );
  const hears = (key: string): Promise<void> =>
    new Promise((resolve, reject) => {
      child.on('message', (message: object) => key in message && resolve());
      child.once('exit', () => reject(new Error(`the worker ended before it was ${key}: ${words}`)));
    });
  await hears('ready');
  return {
    pid: pidOf(child),
    dead,
    pauseAt(point) {
      const reached = hears('reached');
      reached.catch(() => undefined); // whoever kills it does not wait for it
      child.send({ pauseAt: point });
      return { reached };
    },
    go: () => void child.send({}),
    kill: () => end(child, dead),
  };
}

async function end(child: ChildProcess, dead: Promise<unknown>): Promise<void> {
  child.kill('SIGKILL');
  await dead;
}

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('the worker has no process');
  return pid;
}
