import { createDataSource, createLogger, loadConfig, refuseTooMuchPower } from '@bergfried/platform';
import { Housekeeping } from './housekeeping.js';

/** Connections of the worker. */
const POOL_SIZE = 4;

const config = loadConfig(process.env);
const logger = createLogger('worker');
if (!config.databaseSystemUrl)
  throw new Error('DATABASE_SYSTEM_URL fehlt: die Adresse der Datenbank als bergfried_system.');

const dataSource = createDataSource({
  url: config.databaseSystemUrl,
  applicationName: 'bergfried-worker',
  max: POOL_SIZE,
  entities: [],
});
await dataSource.initialize();
await refuseTooMuchPower(dataSource, 'bergfried_system');
const housekeeping = new Housekeeping(dataSource, logger);
housekeeping.start();
logger.info('working');

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await housekeeping.stop();
  await dataSource.destroy();
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
// Started by the command line: end with it, whatever happened to it.
if (process.channel) process.on('disconnect', () => void stop());
