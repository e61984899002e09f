import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Injectable, Logger, type Type } from '@nestjs/common';
import { UnrecoverableError, type Job, type Worker } from 'bullmq';
import type { QueueName } from './events.js';
import { JobHandlers } from './handlers.js';
import type { JobData } from './relay.js';

/** How one queue is worked on. */
export interface ProcessorOptions {
  readonly concurrency: number;
  /** Milliseconds after which the job of a dead worker is taken over. */
  readonly lockMs: number;
}

/** How often a job may take its whole worker down before it is given up. */
const MAX_CRASHES = 5;
/** Seconds an idle worker waits for a notification before it looks itself. */
const IDLE_LOOK_S = 30;

/** Works on one queue; begins when told to, after all handlers were found. */
export interface QueueProcessor {
  readonly worker: Worker<JobData>;
}

/** Class of the processor of one queue; options stand in its decorator, hence one class a queue. */
export function processorOf(
  queue: QueueName,
  { concurrency, lockMs }: ProcessorOptions,
): Type<QueueProcessor> {
  @Processor(queue, {
    autorun: false,
    concurrency,
    lockDuration: lockMs,
    stalledInterval: lockMs,
    maxStalledCount: MAX_CRASHES,
    drainDelay: IDLE_LOOK_S,
  })
  @Injectable()
  class HandlerProcessor extends WorkerHost<Worker<JobData>> implements QueueProcessor {
    private readonly logger = new Logger('jobs');

    constructor(private readonly handlers: JobHandlers) {
      super();
    }

    override async process(job: Job<JobData>): Promise<void> {
      const attempt = job.attemptsMade + 1;
      try {
        await this.handlers.run(job.name, job.data, attempt);
      } catch (error) {
        const last = attempt >= (job.opts.attempts ?? 1) || error instanceof UnrecoverableError;
        const failure = error instanceof Error ? error : new Error(String(error));
        this.logger.warn({
          event: 'job-failed',
          subscriber: job.name,
          jobKey: job.data.key,
          attempt,
          last,
          message: failure.message,
        });
        // Before the queue learns of it: what it knows to have failed always has its dead letter.
        if (last) await this.bury(job, failure, attempt);
        throw error;
      }
    }

    /** A job that took its worker down too often fails without being processed. */
    @OnWorkerEvent('failed')
    async failed(job: Job<JobData> | undefined, error: Error): Promise<void> {
      if (job && /stalled/.test(error.message)) await this.bury(job, error, job.attemptsMade);
    }

    @OnWorkerEvent('error')
    broken(error: Error): void {
      this.logger.warn(`queue ${queue}: ${error.message}`);
    }

    private async bury(job: Job<JobData>, error: Error, attempts: number): Promise<void> {
      await this.handlers
        .bury({ subscriber: job.name, data: job.data, error, attempts })
        .catch((cause: unknown) => {
          this.logger.error(
            `dead letter of ${job.data.key} not written, the next start makes up for it: ${String(cause)}`,
          );
        });
    }
  }
  Object.defineProperty(HandlerProcessor, 'name', { value: `${queue}Processor` });
  return HandlerProcessor;
}
