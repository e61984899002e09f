import {
  Caller,
  Exports,
  IfMatch,
  NeedsVersion,
  pageOf,
  RequirePermission,
  type Access,
  type Page,
} from '@bergfried/platform';
import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { LEGAL_ENTITY_EXPORT } from './tenancy.export.js';
import { LegalEntityResponse, TenantResponse, UpdateTenantRequest } from './tenancy.dto.js';
import { TenantService } from './tenant.service.js';

/** One member. */
@ApiTags('tenants')
@Controller('api/v1/tenants/:tenantId')
export class TenantController {
  constructor(private readonly tenants: TenantService) {}

  @Get()
  @RequirePermission('tenant:read')
  @ApiOkResponse({ type: TenantResponse })
  async findOne(@Caller() access: Access): Promise<TenantResponse> {
    return TenantResponse.from(await this.tenants.findOne(access));
  }

  @Patch()
  @RequirePermission('tenant:update')
  @NeedsVersion()
  @ApiOkResponse({ type: TenantResponse })
  async update(
    @Caller() access: Access,
    @IfMatch() version: number,
    @Body() body: UpdateTenantRequest,
  ): Promise<TenantResponse> {
    return TenantResponse.from(await this.tenants.update(access, version, body));
  }

  @Get('legal-entities')
  @RequirePermission('tenant:read')
  @Exports(LEGAL_ENTITY_EXPORT)
  @ApiOkResponse({ type: pageOf(LegalEntityResponse) })
  async findLegalEntities(@Caller() access: Access): Promise<Page<LegalEntityResponse>> {
    const items = (await this.tenants.findLegalEntities(access)).map((entity) =>
      LegalEntityResponse.from(entity),
    );
    return { items, nextCursor: null, total: items.length };
  }
}
