import { createLogger, loadConfig } from '@bergfried/platform';
import { createWorker } from './create-worker.js';

const logger = createLogger('worker');
const worker = await createWorker(loadConfig(process.env), logger);
logger.info('working');

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await worker.close();
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
// Started by the command line: end with it, whatever happened to it.
if (process.channel) process.on('disconnect', () => void stop());
