import type { Logger } from 'pino';
import { ConfigError } from '../config/config.js';

/** A process of the product that has started. */
export interface RunningService {
  /** Ends it in good order. */
  stop(): Promise<void>;
}

/**
 * Runs a process of the product until it is told to end: SIGTERM, SIGINT, or the end of the process that forked it. What does
 * not end in time is ended. A start that fails is one line of the log and exit code 1; whoever supervises us tries again.
 * @param patienceMs milliseconds for an orderly end
 */
export async function runService(
  logger: Logger,
  patienceMs: number,
  start: () => Promise<RunningService>,
): Promise<void> {
  let service: RunningService | undefined;
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    logger.info('stopping');
    setTimeout(() => {
      logger.warn('did not end in time');
      process.exit(1);
    }, patienceMs).unref();
    await service?.stop();
    process.exit(0);
  };
  const onStop = (): void => {
    stop().catch((error: unknown) => {
      logger.error({ err: error }, 'end failed');
      process.exit(1);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onStop);
  // Started by the command line: end with it, whatever happened to it.
  if (process.channel) process.on('disconnect', onStop);
  try {
    service = await start();
  } catch (error) {
    if (error instanceof ConfigError) logger.fatal(error.message);
    else logger.fatal({ err: error }, 'start failed');
    process.exit(1);
  }
}
