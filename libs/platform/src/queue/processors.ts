import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Logger } from '@nestjs/common';
import { UnrecoverableError, type Job } from 'bullmq';
import { JobHandlers } from './handlers.js';
import type { JobData } from './relay.js';

/** A job whose worker died is taken over after this time. */
const LOCK_MS = 15_000;

/** An error that no retry can mend (the work itself is impossible); goes to the dead letters at once. */
export class HopelessJob extends UnrecoverableError {}

abstract class HandlerProcessor extends WorkerHost {
  private readonly logger = new Logger('jobs');

  constructor(private readonly handlers: JobHandlers) {
    super();
  }

  override async process(job: Job<JobData>): Promise<void> {
    await this.handlers.run(job.name, String(job.id), job.data, job.attemptsMade + 1);
  }

  @OnWorkerEvent('failed')
  async failed(job: Job<JobData> | undefined, error: Error): Promise<void> {
    if (!job) return;
    const last = job.attemptsMade >= (job.opts.attempts ?? 1) || error instanceof UnrecoverableError;
    this.logger.warn({ event: 'job-failed', subscriber: job.name, jobId: job.id, attempt: job.attemptsMade, last, message: error.message });
    if (last) await this.handlers.bury(job.name, String(job.id), job.data, error.message, job.attemptsMade);
  }
}

/** Reports, imports, everything people wait for. */
@Processor('work', { concurrency: 2, lockDuration: LOCK_MS, stalledInterval: LOCK_MS / 3, maxStalledCount: 5 })
export class WorkProcessor extends HandlerProcessor {
  constructor(handlers: JobHandlers) {
    super(handlers);
  }
}

/** Mails. */
@Processor('mail', { concurrency: 4, lockDuration: LOCK_MS, stalledInterval: LOCK_MS / 3, maxStalledCount: 5 })
export class MailProcessor extends HandlerProcessor {
  constructor(handlers: JobHandlers) {
    super(handlers);
  }
}
