import { fork } from 'node:child_process';

/** A process that a test halts and kills. */
export interface HaltableProcess {
  readonly pid: number;
  /** Resolves with the signal it died of. */
  readonly dead: Promise<string | null>;
  /** Whether it lives. */
  readonly isAlive: () => boolean;
  /** What it wrote to its log. */
  readonly log: () => string;
  /** Lets it wait, once, when it comes to a place. @returns a promise of its arrival, to be awaited later */
  pauseAt(place: string): { readonly reached: Promise<void> };
  /** Lets it go on from there. */
  go(): void;
  /** Lets it die as of `kill -9` when it comes to a place; more sudden than to wait there and be killed. */
  dieAt(place: string): void;
  /** Asks it to end, as an operator does (SIGTERM). */
  end(): Promise<void>;
  /** As `kill -9` does. */
  kill(): Promise<void>;
}

/** Starts a script that says { ready } and obeys halts (kill-halt.ts); it works when this returns. */
export async function forkHaltable(
  script: string,
  settings: Readonly<Record<string, string | undefined>>,
): Promise<HaltableProcess> {
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  const child = fork(script, [], {
    env: { PATH: process.env['PATH'], TZ: 'UTC', ...Object.fromEntries(given) },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  }).setMaxListeners(0);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${script} cannot be started`);
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const dead = new Promise<string | null>((resolve) =>
    child.once('exit', (_code, signal) => resolve(signal)),
  );
  const hears = (key: string, value: unknown): Promise<void> =>
    new Promise((resolve, reject) => {
      child.on('message', (message: Record<string, unknown>) => message[key] === value && resolve());
      child.once('exit', () => reject(new Error(`ended before it was ${key} (${String(value)}): ${log}`)));
    });
  await hears('ready', true);
  return {
    pid,
    dead,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    log: () => log,
    pauseAt(place) {
      const reached = hears('reached', place);
      reached.catch(() => undefined); // whoever kills it earlier does not wait for it
      child.send({ pauseAt: place });
      return { reached };
    },
    go: () => void child.send({ go: true }),
    dieAt: (place) => void child.send({ dieAt: place }),
    async end() {
      child.kill('SIGTERM');
      await dead;
    },
    async kill() {
      child.kill('SIGKILL');
      await dead;
    },
  };
}
