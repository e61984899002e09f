import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { TestRedis } from '@bergfried/testing';

interface Message {
  readonly reached?: string;
  readonly ready?: boolean;
}

/** What a worker works with; the script reads it. */
export interface WorkerProcessOptions {
  /** Database as bergfried_system. */
  readonly url: string;
  /** Folder of files and mails. */
  readonly dir: string;
  /** Null: jobs on PostgreSQL. */
  readonly redis: TestRedis | null;
  /** Milliseconds after which the job of a dead worker is taken over. */
  readonly lockMs: number;
}

/** A worker of reports in a process of its own, which a test may kill. */
export interface WorkerProcess {
  readonly child: ChildProcess;
  /** What it wrote to its log. */
  readonly log: () => string;
  /** Lets it wait, once, when it comes to a step. @returns a promise of its arrival, to be awaited later */
  pauseAt(step: string): { readonly reached: Promise<void> };
  /** Lets it go on from there. */
  go(): void;
  kill(): Promise<void>;
}

/** Starts one and waits until it works. */
export async function startWorker({ url, dir, redis, lockMs }: WorkerProcessOptions): Promise<WorkerProcess> {
  const options = { url, dir, lockMs, redisUrl: redis?.url, redisPrefix: redis?.prefix };
  const child = fork(join(__dirname, 'report-worker.mjs'), [JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
  }).setMaxListeners(0);
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const hears = (expected: (message: Message) => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      child.on('message', (message: Message) => expected(message) && resolve());
      child.once('exit', (code, signal) =>
        reject(new Error(`worker ended (${String(code ?? signal)}): ${log}`)),
      );
    });
  await hears(({ ready }) => ready === true);
  return {
    child,
    log: () => log,
    pauseAt(step) {
      const arrived = hears(({ reached }) => reached === step);
      arrived.catch(() => undefined); // whoever kills it earlier does not wait for it
      child.send({ pauseAt: step });
      return { reached: arrived };
    },
    go: () => void child.send({ go: true }),
    kill: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) {
          resolve();
          return;
        }
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
}
