import { Caller, Exports, pageOf, RequirePermission, type Access, type Page } from '@bergfried/platform';
import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { TenantSetupQuery, TenantSetupResponse, UpdateTenantSetupRequest } from './tenant-setup.dto.js';
import { SETUP_EXPORT } from './tenant-setup.export.js';
import { TenantSetupService } from './tenant-setup.service.js';

/** How far members are set up, and what was put off. */
@ApiTags('setups')
@Controller('api/v1')
export class TenantSetupController {
  constructor(private readonly setups: TenantSetupService) {}

  @Get('offices/:officeId/setups')
  @RequirePermission('setup:read')
  @ApiOkResponse({ type: pageOf(TenantSetupResponse) })
  @Exports(SETUP_EXPORT)
  findAll(@Caller() access: Access, @Query() query: TenantSetupQuery): Promise<Page<TenantSetupResponse>> {
    return this.setups.findAll(access, query);
  }

  @Get('tenants/:tenantId/setup')
  @RequirePermission('setup:read')
  @ApiOkResponse({ type: TenantSetupResponse })
  findOne(@Caller() access: Access): Promise<TenantSetupResponse> {
    return this.setups.findOne(access);
  }

  @Put('tenants/:tenantId/setup')
  @RequirePermission('setup:manage')
  @ApiOkResponse({ type: TenantSetupResponse })
  update(@Caller() access: Access, @Body() body: UpdateTenantSetupRequest): Promise<TenantSetupResponse> {
    return this.setups.update(access, body);
  }
}
