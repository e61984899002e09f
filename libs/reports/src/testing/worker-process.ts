import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

interface Message {
  readonly reached?: string;
  readonly ready?: boolean;
  readonly memory?: number;
}

/** A worker of reports in a process of its own, which a test may kill. */
export interface WorkerProcess {
  readonly child: ChildProcess;
  /** Resolves when it waits at its step. */
  readonly reached: Promise<void>;
  /** What it wrote to its log. */
  readonly log: () => string;
  /** Lets it go on from its step. */
  go(): void;
  /** Resident bytes, after a rest and a collection of garbage. */
  memory(): Promise<number>;
  kill(): Promise<void>;
}

/** Starts one and waits until it works; `pauseAt` names the step at which it waits. */
export async function startWorker(url: string, dir: string, pauseAt = ''): Promise<WorkerProcess> {
  const child = fork(join(__dirname, 'report-worker.mjs'), [url, dir, pauseAt], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: ['--expose-gc'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const hears = <T>(pick: (message: Message) => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      child.on('message', (message: Message) => {
        const found = pick(message);
        if (found !== undefined) resolve(found);
      });
      child.once('exit', (code, signal) =>
        reject(new Error(`worker ended (${String(code ?? signal)}): ${log}`)),
      );
    });
  const reached = hears((message) => (message.reached === undefined ? undefined : message.reached)).then(
    () => undefined,
  );
  reached.catch(() => undefined); // a worker without a step is killed without reaching one
  await hears(({ ready }) => ready);
  return {
    child,
    reached,
    log: () => log,
    go: () => child.send('go'),
    memory() {
      const answer = hears(({ memory }) => memory);
      child.send('memory');
      return answer;
    },
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
