import { BullModule, getQueueToken } from '@nestjs/bullmq';
import { Injectable, Module, type DynamicModule, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { Queue } from 'bullmq';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { JOB_OPTIONS, type QueueBackend } from './backend.js';
import { QUEUES } from './events.js';
import { JobHandlers } from './handlers.js';
import { MailProcessor, WorkProcessor } from './processors.js';
import { OutboxRelay } from './relay.js';
import { Schedules } from './schedules.js';

/** Starts the relay and the schedules after all handlers were found, and stops them first. */
@Injectable()
class QueueLife implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly handlers: JobHandlers,
    private readonly relay: OutboxRelay,
    private readonly schedules: Schedules,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.handlers.collect();
    await this.relay.start();
    this.schedules.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.schedules.stop();
    await this.relay.stop();
  }
}

/** Jobs of the worker: queues, relay, handlers, schedules. */
@Module({})
export class QueueModule {
  static forWorker(options: { readonly backend: QueueBackend; readonly listenUrl: string; readonly logger: Logger }): DynamicModule {
    const { backend, listenUrl, logger } = options;
    const prefix = backend.prefix === undefined ? {} : { prefix: backend.prefix };
    return {
      module: QueueModule,
      global: true,
      imports: [
        DiscoveryModule,
        BullModule.forRoot({ connection: backend.connection, ...prefix, defaultJobOptions: JOB_OPTIONS }),
        BullModule.registerQueue(...QUEUES.map((name) => ({ name }))),
      ],
      providers: [
        JobHandlers,
        Schedules,
        WorkProcessor,
        MailProcessor,
        {
          provide: OutboxRelay,
          inject: [DataSource, ...QUEUES.map((name) => getQueueToken(name))],
          useFactory: (dataSource: DataSource, work: Queue, mail: Queue) => new OutboxRelay(dataSource, { work, mail }, listenUrl, logger),
        },
        QueueLife,
      ],
      exports: [JobHandlers, Schedules, OutboxRelay],
    };
  }
}
