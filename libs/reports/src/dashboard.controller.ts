import { Caller, RequirePermission, type Access } from '@bergfried/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DashboardQuery, DashboardResponse } from './dashboard.dto.js';
import { DashboardService } from './dashboard.service.js';

/** The Lagebild. */
@ApiTags('dashboard')
@Controller('api/v1')
export class DashboardController {
  constructor(private readonly dashboards: DashboardService) {}

  @Get('offices/:officeId/dashboard')
  @RequirePermission('dashboard:read')
  @ApiOkResponse({ type: DashboardResponse })
  ofOffice(@Caller() access: Access, @Query() query: DashboardQuery): Promise<DashboardResponse> {
    return this.dashboards.read(access, query.asOf);
  }

  @Get('tenants/:tenantId/dashboard')
  @RequirePermission('dashboard:read')
  @ApiOkResponse({ type: DashboardResponse })
  ofTenant(@Caller() access: Access, @Query() query: DashboardQuery): Promise<DashboardResponse> {
    return this.dashboards.read(access, query.asOf);
  }
}
