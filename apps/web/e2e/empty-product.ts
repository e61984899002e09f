import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from './support.js';

/** A product of its own without demonstration, started as people start it. */
export interface EmptyProduct {
  readonly url: string;
  /** Everything it printed. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

/** A new data folder; remove it after use. PostgreSQL runs as another user when we are root, and must get through. */
export function newDataFolder(): { readonly dataDir: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'bergfried-empty-'));
  chmodSync(folder, 0o711);
  return {
    dataDir: join(folder, 'data'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Starts it and waits until it answers. @param testDir folder of the journeys */
export async function startEmptyProduct(testDir: string, dataDir: string): Promise<EmptyProduct> {
  const port = await freePort();
  const settings = /^(BERGFRIED_|DATABASE_|REDIS_URL$|SMTP_URL$|S3_URL$)/;
  const child = spawn(process.execPath, ['tools/run.mjs', 'start'], {
    cwd: resolve(testDir, '../../..'),
    env: {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !settings.test(name))),
      PORT: String(port),
      HOST: '127.0.0.1',
      BERGFRIED_DATA_DIR: dataDir,
      BERGFRIED_DEMO: 'off',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  const isOver = (): boolean => output.includes('Bergfried ist bereit') || child.exitCode !== null;
  try {
    await expect.poll(isOver, { timeout: 180_000 }).toBe(true);
    expect(child.exitCode, output).toBeNull();
  } catch (error) {
    await stop(); // nobody else knows of it
    throw error;
  }
  return {
    url: `http://127.0.0.1:${String(port)}`,
    output: () => output,
    stop,
  };
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}
