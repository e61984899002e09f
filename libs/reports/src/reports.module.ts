import { IncidentsModule } from '@bergfried/incidents';
import { Module } from '@nestjs/common';
import { CountyQuarterCollector } from './county-quarter/collect.js';
import { DashboardController } from './dashboard.controller.js';
import { DashboardService } from './dashboard.service.js';
import { Printer } from './print/printer.js';
import { OfficeReportController, TenantReportController } from './report.controller.js';
import './report.events.js';
import { ReportJob } from './report.job.js';
import { ReportMails } from './report.mails.js';
import './report.permissions.js';
import { ReportReader } from './report.reader.js';
import { ReportService } from './report.service.js';
import './reports.permissions.js';
import { TaskController } from './tasks/task.controller.js';
import './tasks/task.permissions.js';
import { TaskService } from './tasks/task.service.js';

/** Key figures and the Lagebild: reads, changes nothing. */
@Module({
  imports: [IncidentsModule],
  controllers: [DashboardController],
  providers: [DashboardService],
  exports: [DashboardService],
})
export class DashboardModule {}

/** Dashboards, tasks and reports in the api: reads everything, changes nothing but reports and the bookmark of tasks. */
@Module({
  imports: [DashboardModule, IncidentsModule],
  controllers: [OfficeReportController, TenantReportController, TaskController],
  providers: [ReportReader, ReportService, TaskService],
})
export class ReportsModule {}

/** What makes the reports, in the worker. */
@Module({ providers: [CountyQuarterCollector, Printer, ReportJob, ReportMails] })
export class ReportsJobsModule {}
