import {
  createLogger,
  DatabaseWatch,
  JOB_QUEUES,
  loadConfig,
  measureWork,
  runService,
  startMetricsServer,
  type RunningService,
} from '@bergfried/platform';
import type { Queue } from 'bullmq';
import { DataSource } from 'typeorm';
import { createWorker } from './create-worker.js';

/** Milliseconds for what is being done; a report takes seconds, and what is cut off is done by another worker or the next start. */
const PATIENCE_MS = 25_000;

const logger = createLogger('worker');

async function start(): Promise<RunningService> {
  const config = loadConfig(process.env);
  const worker = await createWorker(config, logger);
  if (config.metrics) {
    const queues = Object.values(worker.get<Record<string, Queue>>(JOB_QUEUES));
    measureWork(worker.get(DataSource), queues);
    const watch = worker.get(DatabaseWatch);
    await startMetricsServer({ ...config.metrics, ready: () => watch.answers(), logger });
  }
  logger.info('working');
  return { stop: () => worker.close() };
}

await runService(logger, PATIENCE_MS, start);
