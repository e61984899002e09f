import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { eventually } from './eventually.js';

/** A Redis for one test file: keys begin with a prefix of its own. */
export interface TestRedis {
  readonly url: string;
  readonly prefix: string;
  stop(): Promise<void>;
}

/**
 * The Redis of TEST_REDIS_URL, one at the usual port, or one of our own if the program is there. Null, with one line, if none
 * can be had; with CI=true that is a failure.
 */
export async function findRedis(): Promise<TestRedis | null> {
  const prefix = `bergfried-test-${randomBytes(6).toString('hex')}`;
  const given = process.env['TEST_REDIS_URL'];
  if (given) return { url: given, prefix, stop: () => forget(given, prefix) };
  const usual = 'redis://127.0.0.1:6379/9';
  if (await redisAnswers(6379)) return { url: usual, prefix, stop: () => forget(usual, prefix) };
  const own = await startOwn(prefix);
  if (own) return own;
  if (process.env['CI'] === 'true') throw new Error('no Redis: install redis-server, or set TEST_REDIS_URL');
  process.stdout.write('skipped: tests on Redis, because there is none (TEST_REDIS_URL)\n');
  return null;
}

/** One part of it, below the prefix of the file, which forgets all of its keys at the end. */
export function redisOf(redis: TestRedis, name: string): TestRedis {
  return { ...redis, prefix: `${redis.prefix}:${name}` };
}

/** Leaves a Redis that is not ours as it was. */
async function forget(url: string, prefix: string): Promise<void> {
  const redis = new Redis(url);
  try {
    const keys = await redis.keys(`${prefix}:*`);
    if (keys.length > 0) await redis.del(...keys);
  } finally {
    redis.disconnect();
  }
}

async function startOwn(prefix: string): Promise<TestRedis | null> {
  const port = await freePort();
  const dir = mkdtempSync(join(tmpdir(), 'bergfried-redis-'));
  const child = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', dir],
    { stdio: 'ignore' },
  );
  const missing = new Promise<boolean>((resolve) => child.once('error', () => resolve(true)));
  const up = eventually('redis-server', () => redisAnswers(port), 5000).then(
    () => true,
    () => false,
  );
  if (!(await Promise.race([up, missing.then(() => false)]))) {
    rmSync(dir, { recursive: true, force: true });
    return null;
  }
  const stop = async (): Promise<void> => {
    const gone = new Promise((resolve) => child.once('close', resolve));
    child.kill();
    await gone;
    rmSync(dir, { recursive: true, force: true });
  };
  return { url: `redis://127.0.0.1:${String(port)}/0`, prefix, stop };
}

/** Whether a Redis answers at a port of the loopback interface. */
export function redisAnswers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString().startsWith('+PONG'));
    });
    socket.once('error', () => resolve(false));
  });
}

/** A port of the loopback interface that nobody uses now. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
