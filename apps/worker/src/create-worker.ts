import { join } from 'node:path';
import {
  ConfigError,
  createDataSource,
  installationKey,
  KEY_FILE,
  measurePool,
  NestLogger,
  OfficeFile,
  openFileStore,
  queueBackend,
  refuseTooMuchPower,
  TenantFile,
  type Config,
} from '@bergfried/platform';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Logger } from 'pino';
import { WorkerModule } from './worker.module.js';

/** Connections for the jobs themselves; the queue has five more on PostgreSQL, the outbox one for LISTEN. */
const POOL_SIZE = 8;

/**
 * Builds the worker and starts it: jobs run when this returns.
 * @throws Error for a database role with too much power, and when a subscriber has no handler or two
 */
export async function createWorker(config: Config, logger: Logger): Promise<INestApplicationContext> {
  const { databaseSystemUrl: url, redisUrl, smtpUrl, dataDir, publicUrl, mailFrom } = config;
  if (!url)
    throw new ConfigError('DATABASE_SYSTEM_URL fehlt: die Adresse der Datenbank als bergfried_system.');
  const dataSource = createDataSource({
    url,
    applicationName: 'bergfried-worker',
    max: POOL_SIZE,
    entities: [TenantFile, OfficeFile],
  });
  await dataSource.initialize();
  await refuseTooMuchPower(dataSource, 'bergfried_system');
  measurePool(dataSource);
  const module = WorkerModule.register({
    dataSource,
    listenUrl: url,
    backend: queueBackend({ redisUrl, databaseUrl: url }),
    fileStore: await openFileStore({ dataDir, s3Url: config.s3Url }),
    mail: { smtpUrl, dataDir, publicUrl, from: mailFrom },
    key: installationKey({ setting: config.key, file: join(dataDir, KEY_FILE) }),
  });
  return NestFactory.createApplicationContext(module, {
    logger: new NestLogger(logger),
    abortOnError: false,
  });
}
