import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestDatabase } from '../database.js';
import { freePort, redisAnswers } from '../redis.js';
import { startSmtpDouble, type SmtpDouble } from '../smtp-double.js';
import { Supervised } from './supervised.js';
import { startOperatedCluster, type NamedCluster } from './system-cluster.js';
import { startUpstreamProxy, type UpstreamProxy } from './upstream-proxy.js';

const entry = (app: string): string =>
  fileURLToPath(new URL(`../../../../apps/${app}/dist/main.js`, import.meta.url));

/** The product as it is operated: several processes of each kind behind a proxy, on servers that a test may kill. */
export interface OperatedSet {
  readonly cluster: NamedCluster;
  readonly database: TestDatabase;
  readonly apis: readonly Supervised[];
  readonly workers: readonly Supervised[];
  /** null: none is installed, jobs are on PostgreSQL. */
  readonly redis: Supervised | null;
  readonly redisUrl: string | null;
  readonly smtp: SmtpDouble;
  readonly proxy: UpstreamProxy;
  /** Where the figures of each process are told, apis first. */
  readonly metricsPorts: readonly number[];
  stop(): Promise<void>;
}

/**
 * Starts two apis and two workers from the build, as deploy/systemd and docker-compose.yml do; all work when this returns.
 * @throws Error with CI=true when Redis is missing
 */
export async function startOperatedSet(): Promise<OperatedSet> {
  const [cluster, smtp, redisPort] = await Promise.all([
    startOperatedCluster(),
    startSmtpDouble(),
    freePort(),
  ]);
  const database = await cluster.createDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'bergfried-operated-'));
  const redisDir = mkdtempSync(join(tmpdir(), 'bergfried-operated-redis-'));
  const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
  if (!hasRedis && process.env['CI'] === 'true') throw new Error('no Redis: install redis-server');
  const redis = hasRedis ? superviseRedis(redisPort, redisDir) : null;
  await redis?.ready();
  const redisUrl = redis && `redis://127.0.0.1:${String(redisPort)}/0`;
  const ports = await Promise.all(Array.from({ length: 6 }, freePort));
  const port = (index: number): number => ports[index] ?? 0;
  const proxy = await startUpstreamProxy([port(0), port(1)]);
  const common = { NODE_ENV: 'production', BERGFRIED_DATA_DIR: dataDir, BERGFRIED_PUBLIC_URL: proxy.url };
  const apis = [0, 1].map((index) =>
    supervise(`api ${String(index + 1)}`, 'api', port(2 + index), {
      ...common,
      DATABASE_URL: database.appUrl,
      PORT: String(port(index)),
    }),
  );
  const workers = [0, 1].map((index) =>
    supervise(`worker ${String(index + 1)}`, 'worker', port(4 + index), {
      ...common,
      DATABASE_SYSTEM_URL: database.systemUrl,
      SMTP_URL: smtp.url,
      ...(redisUrl === null ? {} : { REDIS_URL: redisUrl }),
    }),
  );
  const set: OperatedSet = {
    cluster,
    database,
    apis,
    workers,
    redis,
    redisUrl,
    smtp,
    proxy,
    metricsPorts: ports.slice(2),
    async stop() {
      await Promise.all([...apis, ...workers].map((process) => process.stop('SIGKILL')));
      await Promise.all([redis?.stop('SIGKILL'), proxy.close(), smtp.close()]);
      await cluster.stop();
      for (const folder of [dataDir, redisDir]) rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    await Promise.all([...apis, ...workers].map((process) => process.ready()));
  } catch (error) {
    await set.stop();
    throw error;
  }
  return set;
}

function supervise(
  name: string,
  app: string,
  metricsPort: number,
  environment: Readonly<Record<string, string>>,
): Supervised {
  return new Supervised({
    name,
    command: [process.execPath, entry(app)],
    environment: { ...environment, BERGFRIED_METRICS_PORT: String(metricsPort) },
    // The word of this life: the old one may have answered just before.
    ready: async ({ thisLife }) =>
      /"msg":"(listening|working)"/.test(thisLife) &&
      (await fetch(`http://127.0.0.1:${String(metricsPort)}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      )),
  });
}

/** As docker-compose.yml runs it: nothing is forgotten, every command is in the log file. */
function superviseRedis(port: number, dir: string): Supervised {
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir];
  return new Supervised({
    name: 'Redis',
    command: [
      'redis-server',
      ...settings,
      '--appendonly',
      'yes',
      '--maxmemory-policy',
      'noeviction',
      '--save',
      '',
    ],
    environment: {},
    ready: ({ pid }) => (pid === undefined ? Promise.resolve(false) : redisAnswers(port)),
  });
}
