import { IncidentsModule } from '@bergfried/incidents';
import { Module } from '@nestjs/common';
import { DashboardController } from './dashboard.controller.js';
import { DashboardService } from './dashboard.service.js';
import './reports.permissions.js';

/** Key figures and dashboards: reads everything, changes nothing. */
@Module({
  imports: [IncidentsModule],
  controllers: [DashboardController],
  providers: [DashboardService],
  exports: [DashboardService],
})
export class ReportsModule {}
