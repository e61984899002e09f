import { Injectable, Logger, SetMetadata } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { UnrecoverableError } from 'bullmq';
import { DataSource } from 'typeorm';
import { UnitOfWork } from '../persistence/unit-of-work.js';
import { allSubscribers } from './events.js';
import { SystemJob } from './job.js';
import type { JobData } from './relay.js';

const HANDLES = 'bergfried:handles';

/** Marks the method that does the job of one declared subscriber. */
export const HandlesJob = (subscriber: string): MethodDecorator => SetMetadata(HANDLES, subscriber);

/**
 * An error that no retry can mend: the work itself is impossible. Goes to the dead letters at once; its message is
 * German, because the page that waits for the job shows it.
 */
export class HopelessJob extends UnrecoverableError {}

type Handler = (job: SystemJob) => Promise<void>;

/** A job that failed for good. */
export interface FailedJob {
  readonly subscriber: string;
  readonly data: JobData;
  readonly error: Error;
  /** Number of tries. */
  readonly attempts: number;
}

/** Faults between what is declared and what is handled; empty when each subscriber has exactly one handler. */
export function handlerFaults(declared: readonly string[], handled: readonly string[]): string[] {
  return [
    ...declared.filter((name) => !handled.includes(name)).map((name) => `no handler for ${name}`),
    ...handled
      .filter((name) => !declared.includes(name))
      .map((name) => `handler for ${name}, which nobody declares`),
    ...handled
      .filter((name, index) => handled.indexOf(name) !== index)
      .map((name) => `two handlers for ${name}`),
  ];
}

/** Finds the handlers of this process, and refuses to run with a missing or doubled one. */
@Injectable()
export class JobHandlers {
  private readonly logger = new Logger('jobs');
  private readonly handlers = new Map<string, Handler>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
    private readonly unitOfWork: UnitOfWork,
    private readonly dataSource: DataSource,
  ) {}

  /** @throws Error naming every missing, unknown or doubled handler */
  collect(): void {
    const found: string[] = [];
    // A provider that two modules see is found twice, but is one object.
    const instances = new Set(this.discovery.getProviders().map(({ instance }) => instance as unknown));
    for (const instance of instances) {
      if (typeof instance !== 'object' || instance === null) continue;
      const methods = instance as Record<string, unknown>;
      for (const name of this.scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object | null)) {
        const method = methods[name];
        if (typeof method !== 'function') continue;
        const subscriber = this.reflector.get<string | undefined>(HANDLES, method);
        if (subscriber === undefined) continue;
        found.push(subscriber);
        this.handlers.set(subscriber, (job) => Reflect.apply(method, instance, [job]) as Promise<void>);
      }
    }
    const declared = allSubscribers().map(({ subscriber }) => subscriber);
    const faults = handlerFaults(declared, found);
    if (faults.length > 0) throw new Error(`jobs cannot be done: ${faults.join('; ')}`);
  }

  /** Does one job, unless its mark says that it was done. */
  async run(subscriber: string, data: JobData, attempt: number): Promise<void> {
    const handler = this.handlers.get(subscriber);
    if (!handler) throw new Error(`no handler for ${subscriber}`);
    const done = await this.dataSource.query<unknown[]>('select 1 from app.job_done where job_key = $1', [
      data.key,
    ]);
    if (done.length > 0) return;
    const job = new SystemJob(subscriber, data, attempt, this.unitOfWork);
    await handler(job);
    if (!job.finished) throw new Error(`handler of ${subscriber} returned without finishing its job`);
  }

  /**
   * Remembers a job that failed for good, for the operator, and tells the page that waits for it.
   * @param again false when it may be known already: then a repetition that was asked for meanwhile stays asked for
   */
  async bury({ subscriber, data, error, attempts }: FailedJob, again = true): Promise<void> {
    const job = new SystemJob(subscriber, data, attempts, this.unitOfWork);
    const isNew = await job.transact(async () => {
      const written = await this.unitOfWork.query<{ id: string }>(
        `insert into app.dead_letter (office_id, id, for_tenant_id, is_county_only, job_key, event, subscriber, payload, error, attempts)
         select $1, gen_random_uuid(), $2, $3, $4, $5, $6, $7, left($8, 2000), $9
         where not exists (select from app.job_done where job_key = $4)
         on conflict (office_id, job_key) do update
           set error = excluded.error, attempts = dead_letter.attempts + excluded.attempts, failed_at = app.now(),
               retried_at = null, resolved_at = null, version = dead_letter.version + 1
           where $10
         returning id`,
        [
          data.officeId,
          data.tenantId,
          data.countyOnly,
          data.key,
          data.event,
          subscriber,
          data.payload,
          error.message,
          attempts,
          again,
        ],
      );
      if (written.length === 0) return false;
      await job.failRun(
        error instanceof HopelessJob
          ? error.message
          : 'Unerwarteter Fehler. Die Gemeinsame Stelle sieht den Grund unter Betrieb.',
      );
      return true;
    });
    if (!isNew) return;
    this.logger.error({
      event: 'job-buried',
      subscriber,
      jobKey: data.key,
      attempts,
      message: error.message,
    });
  }
}
