import {
  Caller,
  Exports,
  IfMatch,
  NeedsVersion,
  pageOf,
  RequirePermission,
  RowId,
  type Access,
  type Page,
} from '@bergfried/platform';
import { Body, Controller, Get, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { LegalEntityService } from './legal-entity.service.js';
import { LEGAL_ENTITY_EXPORT } from './tenancy.export.js';
import {
  CreateLegalEntityRequest,
  LegalEntityResponse,
  TenantResponse,
  UpdateLegalEntityRequest,
  UpdateTenantRequest,
} from './tenancy.dto.js';
import { TenantService } from './tenant.service.js';

/** One member. */
@ApiTags('tenants')
@Controller('api/v1/tenants/:tenantId')
export class TenantController {
  constructor(
    private readonly tenants: TenantService,
    private readonly legalEntities: LegalEntityService,
  ) {}

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
    const items = (await this.legalEntities.findAll(access)).map((entity) =>
      LegalEntityResponse.from(entity),
    );
    return { items, nextCursor: null, total: items.length };
  }

  @Post('legal-entities')
  @RequirePermission('legal-entity:manage')
  @ApiCreatedResponse({ type: LegalEntityResponse })
  async createLegalEntity(
    @Caller() access: Access,
    @Body() body: CreateLegalEntityRequest,
  ): Promise<LegalEntityResponse> {
    return LegalEntityResponse.from(await this.legalEntities.create(access, body));
  }

  @Patch('legal-entities/:id')
  @RequirePermission('legal-entity:manage')
  @NeedsVersion()
  @ApiOkResponse({ type: LegalEntityResponse })
  async updateLegalEntity(
    @Caller() access: Access,
    @RowId() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateLegalEntityRequest,
  ): Promise<LegalEntityResponse> {
    return LegalEntityResponse.from(await this.legalEntities.update(access, id, version, body));
  }
}
