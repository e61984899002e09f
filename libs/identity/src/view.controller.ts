import {
  Caller,
  IfMatch,
  NeedsVersion,
  pageOf,
  RequirePermission,
  RowId,
  type Access,
  type Page,
} from '@bergfried/platform';
import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CreateViewRequest, UpdateViewRequest, ViewQuery, ViewResponse } from './view.dto.js';
import { ViewService } from './view.service.js';

/** The caller's views of the lists of one member. */
@ApiTags('views')
@Controller('api/v1/tenants/:tenantId/views')
export class TenantViewController {
  constructor(private readonly views: ViewService) {}

  @Get()
  @RequirePermission('view:manage')
  @ApiOkResponse({ type: pageOf(ViewResponse) })
  findAll(@Caller() access: Access, @Query() query: ViewQuery): Promise<Page<ViewResponse>> {
    return this.views.findAll(access, query);
  }

  @Post()
  @RequirePermission('view:manage')
  @ApiCreatedResponse({ type: ViewResponse })
  create(@Caller() access: Access, @Body() body: CreateViewRequest): Promise<ViewResponse> {
    return this.views.create(access, body);
  }

  @Patch(':id')
  @RequirePermission('view:manage')
  @NeedsVersion()
  @ApiOkResponse({ type: ViewResponse })
  update(
    @Caller() access: Access,
    @RowId() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateViewRequest,
  ): Promise<ViewResponse> {
    return this.views.update(access, id, version, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('view:manage')
  @ApiNoContentResponse()
  delete(@Caller() access: Access, @RowId() id: string): Promise<void> {
    return this.views.delete(access, id);
  }
}

/** The views of the office's own people on the lists of all members. */
@ApiTags('views')
@Controller('api/v1/offices/:officeId/views')
export class OfficeViewController {
  constructor(private readonly views: ViewService) {}

  @Get()
  @RequirePermission('view:manage')
  @ApiOkResponse({ type: pageOf(ViewResponse) })
  findAll(@Caller() access: Access, @Query() query: ViewQuery): Promise<Page<ViewResponse>> {
    return this.views.findAll(access, query);
  }

  @Post()
  @RequirePermission('view:manage')
  @ApiCreatedResponse({ type: ViewResponse })
  create(@Caller() access: Access, @Body() body: CreateViewRequest): Promise<ViewResponse> {
    return this.views.create(access, body);
  }

  @Patch(':id')
  @RequirePermission('view:manage')
  @NeedsVersion()
  @ApiOkResponse({ type: ViewResponse })
  update(
    @Caller() access: Access,
    @RowId() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateViewRequest,
  ): Promise<ViewResponse> {
    return this.views.update(access, id, version, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('view:manage')
  @ApiNoContentResponse()
  delete(@Caller() access: Access, @RowId() id: string): Promise<void> {
    return this.views.delete(access, id);
  }
}
