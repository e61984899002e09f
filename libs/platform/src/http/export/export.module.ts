import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { MailLogService } from '../../mail/mail-log.service.js';
import { DeadLetterService } from '../../queue/dead-letter.service.js';
import { ExportDownload, OfficeExportController, TenantExportController } from './export.controller.js';
import { ExportJob } from './export.job.js';
import { ListSources } from './list-sources.js';
import { Workbooks } from './xlsx.js';

/** Downloads of long lists, in the api. What answers the lists themselves is part of PlatformModule.forHttp. */
@Module({
  controllers: [OfficeExportController, TenantExportController],
  providers: [ExportDownload],
})
export class ExportsModule {}

/** Long lists in the worker. Needs FilesModule.forJobs, the queue and an AccessResolver. */
@Module({
  imports: [DiscoveryModule],
  providers: [ListSources, Workbooks, ExportJob, MailLogService, DeadLetterService],
})
export class ExportsJobsModule {}
