import { execFileSync, fork } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/**
 * A process of the bench that answers one question at a time.
 * @param {string} file beside this one
 * @returns {{ pid: number, ask(question: object): Promise<any>, stop(): Promise<void> }}
 */
export function startHelper(file) {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [], {
    serialization: 'advanced', // dates stay dates
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  return {
    pid: child.pid,
    async ask(question) {
      const answer = new Promise((resolve) => child.once('message', resolve));
      child.send(question);
      const { error, value } = await Promise.race([
        answer,
        gone.then((code) => ({ error: `${file} ended with ${code}` })),
      ]);
      if (error !== undefined) throw new Error(error);
      return value;
    },
    async stop() {
      if (child.connected) child.disconnect();
      await gone;
    },
  };
}

/** The other side of {@link startHelper}: answers each question with what `work` makes of it. */
export function answerQuestions(work) {
  process.on('message', (question) => {
    work(question).then(
      (value) => process.send({ value }),
      (error) => process.send({ error: String(error?.stack ?? error) }),
    );
  });
  process.once('disconnect', () => process.exit(0));
}

/**
 * Starts the built api as the command line does: its own process on an IPC channel, its log in a file.
 * @param {{ databaseUrl: string, dataDir: string, logFile: string, execArgv?: string[], onMessage?: (message: object) => void }} options
 * @returns {Promise<{ pid: number, url: string, stop(): Promise<void> }>}
 */
export async function startApi({ databaseUrl, dataDir, logFile, execArgv = [], onMessage }) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = openSync(logFile, 'a');
  const child = fork('apps/api/dist/main.js', [], {
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      BERGFRIED_DATA_DIR: dataDir,
      BERGFRIED_DEMO: 'off',
      BERGFRIED_PUBLIC_URL: url,
    },
    execArgv,
    serialization: 'advanced',
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  if (onMessage !== undefined) child.on('message', onMessage);
  const gone = new Promise((resolve) => child.once('exit', resolve));
  while (!(await isUp(`${url}/health/ready`))) {
    if (child.exitCode !== null)
      throw new Error(`the api did not start:\n${readFileSync(logFile, 'utf8').slice(-2000)}`);
    await sleep(100);
  }
  return {
    pid: child.pid,
    url,
    async stop() {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function isUp(url) {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false; // not listening yet
  }
}

/** A port of the loopback interface that nobody listens on. */
export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Milliseconds of processor time that a process has used, NaN where the system cannot tell (proc(5): 10 ms steps). */
export function processorTime(pid) {
  if (process.platform !== 'linux') return NaN;
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [user, system] = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (user + system) * 10;
}

/** Resident megabytes of a process, NaN when it cannot be told. */
export function residentMegabytes(pid) {
  try {
    const kilobytes =
      process.platform === 'linux'
        ? /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
        : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
    return Number(kilobytes) / 1024;
  } catch {
    return NaN;
  }
}
