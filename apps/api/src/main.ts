import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createLogger, loadConfig } from '@bergfried/platform';
import { createApp } from './create-app.js';
import { loadWebApp } from './web-app.js';

/** Connections of the api; LISTEN uses one more. */
const POOL_SIZE = 20;

const config = loadConfig(process.env);
const logger = createLogger('api');
const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
if (!config.databaseUrl) throw new Error('DATABASE_URL fehlt: die Adresse der Datenbank als bergfried_app.');

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
await app.listen(config.port, config.host);
logger.info({ port: config.port }, 'listening');

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await app.close();
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
// Started by the command line: end with it, whatever happened to it.
if (process.channel) process.on('disconnect', () => void stop());
