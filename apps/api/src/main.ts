import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  ConfigError,
  createLogger,
  drainHttp,
  HealthController,
  loadConfig,
  runService,
  startMetricsServer,
  type RunningService,
} from '@bergfried/platform';
import { createApp } from './create-app.js';
import { loadWebApp } from './web-app.js';

/** Connections of the api; LISTEN uses one more. */
const POOL_SIZE = 20;
/** Milliseconds for an orderly end: systemd, containers and `bergfried up` insist after ten seconds or more. */
const PATIENCE_MS = 9500;
/** Milliseconds in which the proxy may see that we end; nobody waits for that where the command line started us. */
const NOTICE_MS = process.channel ? 0 : 1500;
const ANSWERS_MS = 6000;

const logger = createLogger('api');

async function start(): Promise<RunningService> {
  const config = loadConfig(process.env);
  const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  if (!config.databaseUrl)
    throw new ConfigError('DATABASE_URL fehlt: die Adresse der Datenbank als bergfried_app.');
  const app = await createApp({
    databaseUrl: config.databaseUrl,
    publicUrl: config.publicUrl,
    demo: config.demo,
    version,
    logger,
    poolSize: POOL_SIZE,
    files: { dataDir: config.dataDir, s3Url: config.s3Url },
    webApp: loadWebApp(fileURLToPath(new URL('../../web/dist', import.meta.url))),
  });
  if (config.metrics) {
    const health = app.get(HealthController);
    const ready = (): Promise<boolean> =>
      health.ready().then(
        () => true,
        () => false,
      );
    await startMetricsServer({ ...config.metrics, ready, logger });
  }
  await app.listen(config.port, config.host);
  logger.info({ port: config.port }, 'listening');
  return {
    async stop() {
      await drainHttp(app, { noticeMs: NOTICE_MS, answersMs: ANSWERS_MS });
      await app.close();
    },
  };
}

await runService(logger, PATIENCE_MS, start);
