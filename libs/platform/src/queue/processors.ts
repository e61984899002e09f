import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Injectable, Logger, type Type } from '@nestjs/common';
import { UnrecoverableError, type Job, type Worker } from 'bullmq';
import { Counter } from 'prom-client';
import { metrics } from '../metrics/registry.js';
import { DatabaseWatch } from './database-watch.js';
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
/** Outages of the database that one try outlives; a job that brings it down each time must come to an end. */
const MAX_OUTAGES = 5;
/** Milliseconds until a worker asks again for a queue whose server refuses connections; BullMQ would sleep 15 seconds. */
const REFUSED_MS = 1000;
/** Seconds an idle worker waits for a notification before it looks itself. */
const IDLE_LOOK_S = 30;

const jobs = new Counter({
  name: 'bergfried_jobs_total',
  help: 'Jobs by name and what became of a try: done, failed (tried again), buried (failed for good)',
  labelNames: ['job', 'outcome'] as const,
  registers: [metrics],
});

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
    runRetryDelay: REFUSED_MS,
  })
  @Injectable()
  class HandlerProcessor extends WorkerHost<Worker<JobData>> implements QueueProcessor {
    private readonly logger = new Logger('jobs');

    constructor(
      private readonly handlers: JobHandlers,
      private readonly database: DatabaseWatch,
    ) {
      super();
    }

    override async process(job: Job<JobData>): Promise<void> {
      for (let outages = 0; ; outages += 1) {
        try {
          await this.handlers.run(job.name, job.data, job.attemptsMade + 1);
          jobs.inc({ job: job.name, outcome: 'done' });
          return;
        } catch (error) {
          // No try of the job's: with the queue on Redis half a minute without PostgreSQL would use all of them up.
          if (outages < MAX_OUTAGES && (await this.database.outlived())) {
            this.logger.warn({ event: 'job-interrupted', subscriber: job.name, jobKey: job.data.key });
            continue;
          }
          await this.fail(job, error);
          throw error;
        }
      }
    }

    private async fail(job: Job<JobData>, error: unknown): Promise<void> {
      const attempt = job.attemptsMade + 1;
      const last = attempt >= (job.opts.attempts ?? 1) || error instanceof UnrecoverableError;
      jobs.inc({ job: job.name, outcome: last ? 'buried' : 'failed' });
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
      const failed = { subscriber: job.name, data: job.data, error, attempts };
      const bury = (): Promise<void> => this.handlers.bury(failed);
      await bury()
        .catch(async (cause: unknown) => {
          if (!(await this.database.outlived())) throw cause;
          await bury();
        })
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
