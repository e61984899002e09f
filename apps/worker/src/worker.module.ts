import { CataloguesJobsModule } from '@bergfried/catalogues';
import { IdentityJobsModule } from '@bergfried/identity';
import { IncidentsJobsModule } from '@bergfried/incidents';
import {
  ExportsJobsModule,
  FilesModule,
  MailModule,
  PlatformModule,
  QueueModule,
  SealingModule,
  type FileStore,
  type InstallationKey,
  type MailOptions,
  type QueueBackend,
} from '@bergfried/platform';
import { ReportsJobsModule } from '@bergfried/reports';
import { Module, type DynamicModule } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Housekeeping } from './housekeeping.js';

/** What the process brings with it. */
export interface WorkerOptions {
  readonly dataSource: DataSource;
  /** Database of the outbox, as bergfried_system. */
  readonly listenUrl: string;
  readonly backend: QueueBackend;
  readonly fileStore: FileStore;
  readonly mail: MailOptions;
  readonly key: InstallationKey;
}

/** The process without HTTP: jobs, mails, schedules, sealing. Wiring only. */
@Module({})
export class WorkerModule {
  static register({ dataSource, listenUrl, backend, fileStore, mail, key }: WorkerOptions): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        PlatformModule.forJobs(dataSource),
        QueueModule.forWorker({ backend, listenUrl }),
        FilesModule.forJobs(fileStore),
        MailModule.forWorker(mail),
        SealingModule.forWorker({ key, dataDir: mail.dataDir }),
        IdentityJobsModule.forWorker(key),
        ExportsJobsModule,
        CataloguesJobsModule,
        IncidentsJobsModule,
        ReportsJobsModule,
      ],
      providers: [Housekeeping],
    };
  }
}
