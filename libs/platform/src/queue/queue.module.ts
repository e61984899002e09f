import { BullModule, getQueueToken } from '@nestjs/bullmq';
import {
  Inject,
  Injectable,
  Logger,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { Queue } from 'bullmq';
import { UnitOfWork } from '../persistence/unit-of-work.js';
import { jobOptions, type QueueBackend } from './backend.js';
import { DatabaseWatch } from './database-watch.js';
import { QUEUES, type QueueName } from './events.js';
import { JobHandlers } from './handlers.js';
import { processorOf, type QueueProcessor } from './processors.js';
import { OutboxRelay, type JobData } from './relay.js';
import { Schedules } from './schedules.js';

const PROCESSORS = 'bergfried:processors';
const BACKEND = 'bergfried:queue-backend';
const ALL_QUEUES = 'bergfried:queues';
/** Jobs at a time: what people wait for is heavy, mails wait for their server. */
const CONCURRENCY: Readonly<Record<QueueName, number>> = { work: 2, mail: 4 };
/** A job whose worker died is taken over after one to two times this. */
const LOCK_MS = 15_000;
/** Failed jobs that are looked through at a start. */
const SWEEP = 1000;

type Queues = Readonly<Record<QueueName, Queue<JobData>>>;

/** Starts relay, processors and schedules after all handlers were found, and stops them before anything else ends. */
@Injectable()
class QueueLife implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('jobs');

  constructor(
    private readonly handlers: JobHandlers,
    private readonly relay: OutboxRelay,
    private readonly database: DatabaseWatch,
    private readonly schedules: Schedules,
    @Inject(PROCESSORS) private readonly processors: readonly QueueProcessor[],
    @Inject(ALL_QUEUES) private readonly queues: Queues,
    @Inject(BACKEND) private readonly backend: QueueBackend,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.handlers.collect();
    for (const queue of Object.values(this.queues))
      queue.on('error', (error) => this.logger.warn(`queue ${queue.name}: ${error.message}`));
    await this.sweep();
    await this.relay.start();
    for (const { worker } of this.processors) {
      worker
        .run()
        .catch((error: unknown) => this.logger.error(`queue ${worker.name} stopped: ${String(error)}`));
    }
    this.schedules.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.database.stop(); // or jobs that wait for it would keep us
    await this.schedules.stop();
    await this.relay.stop();
    await Promise.all(this.processors.map(({ worker }) => worker.close()));
    await Promise.all(Object.values(this.queues).map((queue) => queue.close()));
    await this.backend.end();
  }

  /** Writes the dead letter of a job that failed while the database could not take it. */
  private async sweep(): Promise<void> {
    for (const queue of Object.values(this.queues)) {
      for (const job of await queue.getFailed(0, SWEEP)) {
        const failed = {
          subscriber: job.name,
          data: job.data,
          error: new Error(job.failedReason),
          attempts: job.attemptsMade,
        };
        await this.handlers
          .bury(failed, false)
          .catch((error: unknown) => this.logger.warn(`dead letter of ${job.data.key}: ${String(error)}`));
      }
    }
  }
}

/** Jobs of the worker: queues, relay, handlers, schedules. */
@Module({})
export class QueueModule {
  /** @param options listenUrl: database of the outbox, as bergfried_system; lockMs and retryMs: for tests that cannot wait */
  static forWorker(options: {
    readonly backend: QueueBackend;
    readonly listenUrl: string;
    readonly lockMs?: number;
    readonly retryMs?: number;
  }): DynamicModule {
    const { backend, listenUrl, lockMs = LOCK_MS, retryMs } = options;
    const prefix = backend.prefix === undefined ? {} : { prefix: backend.prefix };
    const processors = QUEUES.map((queue) => processorOf(queue, { concurrency: CONCURRENCY[queue], lockMs }));
    return {
      module: QueueModule,
      global: true,
      imports: [
        DiscoveryModule,
        BullModule.forRoot({ connection: backend.connection, ...prefix }),
        BullModule.registerQueue(
          ...QUEUES.map((name) => ({ name, defaultJobOptions: jobOptions(name, retryMs) })),
        ),
      ],
      providers: [
        JobHandlers,
        DatabaseWatch,
        Schedules,
        ...processors,
        { provide: PROCESSORS, inject: processors, useFactory: (...all: QueueProcessor[]) => all },
        { provide: BACKEND, useValue: backend },
        {
          provide: ALL_QUEUES,
          inject: QUEUES.map((name) => getQueueToken(name)),
          useFactory: (work: Queue<JobData>, mail: Queue<JobData>): Queues => ({ work, mail }),
        },
        {
          provide: OutboxRelay,
          inject: [UnitOfWork, ALL_QUEUES],
          useFactory: (unitOfWork: UnitOfWork, queues: Queues) =>
            new OutboxRelay(unitOfWork, queues, listenUrl),
        },
        QueueLife,
      ],
      exports: [JobHandlers, DatabaseWatch, Schedules, OutboxRelay, ALL_QUEUES],
    };
  }
}

/** Injection token of the queues by name, for figures about them. */
export { ALL_QUEUES as JOB_QUEUES };
