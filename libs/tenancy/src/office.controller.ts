import {
  Caller,
  Exports,
  CurrentUserId,
  IfMatch,
  NeedsVersion,
  PageQuery,
  pageOf,
  RequirePermission,
  RowId,
  SignedIn,
  type Access,
  type Page,
} from '@bergfried/platform';
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { MANDATE_EXPORT, OFFICE_EXPORT, TENANT_EXPORT } from './tenancy.export.js';
import { MandateService } from './mandate.service.js';
import { OfficeService } from './office.service.js';
import {
  CreateMandateRequest,
  CreateTenantRequest,
  MandateQuery,
  MandateResponse,
  OfficeResponse,
  SlugResponse,
  TenantResponse,
  UpdateMandateRequest,
} from './tenancy.dto.js';
import { TenantFoundingService } from './tenant-founding.service.js';
import { TenantService } from './tenant.service.js';

/** Offices, their members and mandates. */
@ApiTags('offices')
@Controller('api/v1/offices')
export class OfficeController {
  constructor(
    private readonly offices: OfficeService,
    private readonly tenants: TenantService,
    private readonly founding: TenantFoundingService,
    private readonly mandates: MandateService,
  ) {}

  @Get()
  @SignedIn('Jede Person sieht die Stellen, zu denen sie gehört')
  @Exports(OFFICE_EXPORT)
  @ApiOkResponse({ type: pageOf(OfficeResponse) })
  async findAll(@CurrentUserId() userId: string): Promise<Page<OfficeResponse>> {
    const items = (await this.offices.findAll(userId)).map((office) => OfficeResponse.from(office));
    return { items, nextCursor: null, total: items.length };
  }

  @Get(':officeId')
  @RequirePermission('tenant:read')
  @ApiOkResponse({ type: OfficeResponse })
  async findOne(@Caller() access: Access): Promise<OfficeResponse> {
    return OfficeResponse.from(await this.offices.findOne(access));
  }

  @Get(':officeId/tenants')
  @RequirePermission('tenant:read')
  @Exports(TENANT_EXPORT)
  @ApiOkResponse({ type: pageOf(TenantResponse) })
  findTenants(@Caller() access: Access, @Query() page: PageQuery): Promise<Page<TenantResponse>> {
    return this.tenants.findAll(access, page);
  }

  @Post(':officeId/tenants')
  @RequirePermission('tenant:create')
  @ApiCreatedResponse({ type: TenantResponse })
  createTenant(@Caller() access: Access, @Body() body: CreateTenantRequest): Promise<TenantResponse> {
    return this.founding.create(access, body);
  }

  @Get(':officeId/addresses/:slug')
  @RequirePermission('tenant:create')
  @ApiOkResponse({ type: SlugResponse })
  checkAddress(@Caller() access: Access, @Param('slug') slug: string): Promise<SlugResponse> {
    return this.founding.stateOf(access, slug);
  }

  @Get(':officeId/mandates')
  @RequirePermission('mandate:read')
  @Exports(MANDATE_EXPORT)
  @ApiOkResponse({ type: pageOf(MandateResponse) })
  findMandates(@Caller() access: Access, @Query() query: MandateQuery): Promise<Page<MandateResponse>> {
    return this.mandates.findAll(access, query);
  }

  @Post(':officeId/mandates')
  @RequirePermission('mandate:manage')
  @ApiCreatedResponse({ type: MandateResponse })
  createMandate(@Caller() access: Access, @Body() body: CreateMandateRequest): Promise<MandateResponse> {
    return this.mandates.create(access, body);
  }

  @Patch(':officeId/mandates/:id')
  @RequirePermission('mandate:manage')
  @NeedsVersion()
  @ApiOkResponse({ type: MandateResponse })
  updateMandate(
    @Caller() access: Access,
    @RowId() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateMandateRequest,
  ): Promise<MandateResponse> {
    return this.mandates.update(access, id, version, body);
  }
}
