import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Access } from '../http/access.js';
import { Caller, RequirePermission } from '../http/decorators.js';
import { Exports } from '../http/export/export-columns.js';
import { pageOf, type Page } from '../http/paging.js';
import { SecurityLogService } from './security-log.service.js';
import { SecurityEventQuery, SecurityEventResponse } from './security.dto.js';
import { SECURITY_EXPORT } from './security.export.js';
import './security.permissions.js';

/** Refused access of people of the office and upon it, and of the members open to the caller. */
@ApiTags('security')
@Controller('api/v1/offices/:officeId/security-events')
export class OfficeSecurityController {
  constructor(private readonly log: SecurityLogService) {}

  @Get()
  @RequirePermission('security:read')
  @ApiOkResponse({ type: pageOf(SecurityEventResponse) })
  @Exports(SECURITY_EXPORT)
  findAll(
    @Caller() access: Access,
    @Query() query: SecurityEventQuery,
  ): Promise<Page<SecurityEventResponse>> {
    return this.log.findAll(access, query);
  }
}

/** Refused access of people of one member and upon its data. */
@ApiTags('security')
@Controller('api/v1/tenants/:tenantId/security-events')
export class TenantSecurityController {
  constructor(private readonly log: SecurityLogService) {}

  @Get()
  @RequirePermission('security:read')
  @ApiOkResponse({ type: pageOf(SecurityEventResponse) })
  @Exports(SECURITY_EXPORT)
  findAll(
    @Caller() access: Access,
    @Query() query: SecurityEventQuery,
  ): Promise<Page<SecurityEventResponse>> {
    return this.log.findAll(access, query);
  }
}
