import { childrenOf } from '@bergfried/testing';
import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A process of the built product, started as an operator does. */
export interface ProductProcess {
  /** Resident bytes. */
  memory(): number;
  /** Ids of the processes that it has started and that still live; none where the system cannot tell. */
  children(): number[];
  readonly log: () => string;
  stop(): Promise<void>;
}

/** Starts an app of the build and waits for the word in its log that says it works. */
export async function startProduct(
  app: 'api' | 'worker',
  settings: Readonly<Record<string, string>>,
  word: string,
): Promise<ProductProcess> {
  const child = fork(join(__dirname, `../../../../apps/${app}/dist/main.js`), [], {
    env: { PATH: process.env['PATH'], ...settings },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let log = '';
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        log += chunk.toString();
        if (log.includes(`"msg":"${word}"`)) resolve();
      });
    void gone.then(() => reject(new Error(`the ${app} did not start: ${log}`)));
  });
  const pid = pidOf(child);
  return {
    memory: () => memoryOf(pid),
    children: () => childrenOf(pid),
    log: () => log,
    async stop() {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('no process');
  return pid;
}

function memoryOf(pid: number): number {
  const kilobytes =
    process.platform === 'linux'
      ? /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]
      : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Number(kilobytes) * 1024;
}

/** A port of the loopback interface that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
