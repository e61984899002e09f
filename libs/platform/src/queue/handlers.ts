import { Injectable, SetMetadata } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { UnitOfWork } from '../persistence/unit-of-work.js';
import { allSubscribers } from './events.js';
import { SystemJob } from './job.js';
import type { JobData } from './relay.js';

const HANDLES = 'bergfried:handles';

/** Marks the method that does the job of one declared subscriber. */
export const HandlesJob = (subscriber: string): MethodDecorator => SetMetadata(HANDLES, subscriber);

type Handler = (job: SystemJob) => Promise<void>;

/** Faults between what is declared and what is handled; empty when each subscriber has exactly one handler. */
export function handlerFaults(declared: readonly string[], handled: readonly string[]): string[] {
  return [
    ...declared.filter((name) => !handled.includes(name)).map((name) => `no handler for ${name}`),
    ...handled.filter((name) => !declared.includes(name)).map((name) => `handler for ${name}, which nobody declares`),
    ...handled.filter((name, index) => handled.indexOf(name) !== index).map((name) => `two handlers for ${name}`),
  ];
}

/** Finds the handlers of this process, and refuses to run with a missing or doubled one. */
@Injectable()
export class JobHandlers {
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
    for (const { instance } of this.discovery.getProviders()) {
      if (typeof instance !== 'object' || instance === null) continue;
      const methods = instance as Record<string, unknown>;
      for (const name of this.scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object)) {
        const method = methods[name];
        if (typeof method !== 'function') continue;
        const subscriber = this.reflector.get<string | undefined>(HANDLES, method);
        if (subscriber === undefined) continue;
        found.push(subscriber);
        this.handlers.set(subscriber, (job) => Reflect.apply(method, instance, [job]) as Promise<void>);
      }
    }
    const faults = handlerFaults(
      allSubscribers().map(({ subscriber }) => subscriber),
      found,
    );
    if (faults.length > 0) throw new Error(`jobs cannot be done: ${faults.join('; ')}`);
  }

  /** Does one job, unless its mark says that it was done. */
  async run(subscriber: string, jobId: string, data: JobData, attempt: number): Promise<void> {
    const handler = this.handlers.get(subscriber);
    if (!handler) throw new Error(`no handler for ${subscriber}`);
    const done = await this.dataSource.query<unknown[]>('select 1 from app.job_done where job_id = $1', [jobId]);
    if (done.length > 0) return;
    const job = new SystemJob(jobId, subscriber, data, attempt, this.unitOfWork);
    await handler(job);
    if (!job.finished) throw new Error(`handler of ${subscriber} returned without finishing its job`);
  }

  /** Remembers a job that failed for good, for the operator. */
  async bury(subscriber: string, jobId: string, data: JobData, error: string, attempts: number): Promise<void> {
    const job = new SystemJob(jobId, subscriber, { ...data, tenantId: null }, attempts, this.unitOfWork);
    await job.transact(() =>
      this.unitOfWork.query(
        `insert into app.dead_letter (office_id, id, tenant_id, job_id, event, subscriber, payload, error, attempts)
         values ($1, gen_random_uuid(), $2, $3, $4, $5, $6, left($7, 2000), $8)
         on conflict (office_id, job_id) do update
           set error = excluded.error, attempts = excluded.attempts, failed_at = app.now(), retried_at = null, version = dead_letter.version + 1`,
        [data.officeId, data.tenantId, jobId, data.event, subscriber, data.payload, error, attempts],
      ),
    );
  }
}
