import { Injectable, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { DataSource } from 'typeorm';
import { ChangeFeed } from './events/change-feed.js';
import { EventStream, RECHECK_MS } from './events/event-stream.js';
import { HealthController } from './health/health.controller.js';
import { AccessResolver } from './http/access.js';
import { AccessGuard } from './http/access.guard.js';
import { Drain } from './http/drain.js';
import { ExportInterceptor } from './http/export/export.interceptor.js';
import { ExportOrders } from './http/export/export.orders.js';
import { Workbooks } from './http/export/xlsx.js';
import { IdempotencyInterceptor } from './http/idempotency/idempotency.interceptor.js';
import { UnitOfWorkInterceptor } from './http/unit-of-work.interceptor.js';
import { UnitOfWork } from './persistence/unit-of-work.js';
import { JobsModule } from './queue/job.module.js';
import { Outbox } from './queue/outbox.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { Refusals } from './security/refusals.js';
import { OfficeSecurityController, TenantSecurityController } from './security/security-log.controller.js';
import { SecurityLogService } from './security/security-log.service.js';
import { InputPipe } from './validation/validation.pipe.js';

/** Closes the pool after everything that uses it. */
@Injectable()
class PoolEnd implements OnApplicationShutdown {
  constructor(private readonly dataSource: DataSource) {}

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

/** Database, transactions, guard, validation and problems for an HTTP process; one for the whole process. */
@Module({})
export class PlatformModule {
  /** @param dataSource initialised pool, closed with the process @param listenUrl address for LISTEN @param recheckMs how often open streams are checked */
  static forHttp(dataSource: DataSource, listenUrl: string, recheckMs = RECHECK_MS): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      imports: [TerminusModule.forRoot({ logger: false }), JobsModule],
      controllers: [HealthController, OfficeSecurityController, TenantSecurityController],
      providers: [
        { provide: DataSource, useValue: dataSource },
        { provide: ChangeFeed, useFactory: () => new ChangeFeed(listenUrl) },
        UnitOfWork,
        PoolEnd,
        Refusals,
        SecurityLogService,
        Drain,
        {
          provide: EventStream,
          inject: [ChangeFeed, UnitOfWork, AccessResolver],
          useFactory: (feed: ChangeFeed, unitOfWork: UnitOfWork, resolver: AccessResolver) =>
            new EventStream(feed, unitOfWork, resolver, recheckMs),
        },
        { provide: APP_GUARD, useClass: AccessGuard },
        ExportOrders,
        Workbooks,
        // Outside of the one that settles the unit of work: an export has many.
        { provide: APP_INTERCEPTOR, useClass: ExportInterceptor },
        { provide: APP_INTERCEPTOR, useClass: UnitOfWorkInterceptor },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: APP_PIPE, useClass: InputPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
      exports: [DataSource, UnitOfWork, ChangeFeed, EventStream, Refusals, Drain, ExportOrders],
    };
  }

  /** Database and transactions for a process without HTTP (worker, command line). */
  static forJobs(dataSource: DataSource): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      providers: [{ provide: DataSource, useValue: dataSource }, UnitOfWork, PoolEnd, Outbox, Refusals],
      exports: [DataSource, UnitOfWork, Outbox, Refusals],
    };
  }
}
