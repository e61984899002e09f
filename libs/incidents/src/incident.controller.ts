import {
  Caller,
  Exports,
  IfMatch,
  NeedsVersion,
  PageQuery,
  pageOf,
  RequirePermission,
  RowId,
  type Access,
  type Page,
} from '@bergfried/platform';
import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DUTY_EXPORT, ENTRY_EXPORT, INCIDENT_EXPORT } from './incident.export.js';
import {
  DutyQuery,
  DutyResponse,
  PreviewDutiesRequest,
  PreviewDutiesResponse,
  SubmitDutyRequest,
} from './duty.dto.js';
import { DutyReader } from './duty.reader.js';
import { previewFacts, toPreview } from './duty.preview.js';
import { DutyService } from './duty.service.js';
import { EntryService } from './entry.service.js';
import {
  BulkIncidentRequest,
  BulkIncidentResponse,
  CreateEntryRequest,
  CreateIncidentRequest,
  EntryResponse,
  IncidentListItem,
  IncidentQuery,
  IncidentResponse,
  UpdateIncidentRequest,
} from './incident.dto.js';
import { IncidentReader } from './incident.reader.js';
import { IncidentService } from './incident.service.js';

/** Incidents and clocks of all members that the caller may read. */
@ApiTags('incidents')
@Controller('api/v1/offices/:officeId')
export class OfficeIncidentController {
  constructor(
    private readonly incidents: IncidentReader,
    private readonly duties: DutyReader,
  ) {}

  @Get('incidents')
  @RequirePermission('incident:read')
  @Exports(INCIDENT_EXPORT)
  @ApiOkResponse({ type: pageOf(IncidentListItem) })
  findAll(@Caller() access: Access, @Query() query: IncidentQuery): Promise<Page<IncidentListItem>> {
    return this.incidents.findAll(access, query);
  }

  @Get('duties')
  @RequirePermission('incident:read')
  @Exports(DUTY_EXPORT)
  @ApiOkResponse({ type: pageOf(DutyResponse) })
  findDuties(@Caller() access: Access, @Query() query: DutyQuery): Promise<Page<DutyResponse>> {
    return this.duties.findAll(access, query);
  }
}

/** Incidents of one member. */
@ApiTags('incidents')
@Controller('api/v1/tenants/:tenantId')
export class TenantIncidentController {
  constructor(
    private readonly reader: IncidentReader,
    private readonly incidents: IncidentService,
    private readonly entries: EntryService,
    private readonly duties: DutyService,
    private readonly dutyReader: DutyReader,
  ) {}

  @Get('incidents')
  @RequirePermission('incident:read')
  @Exports(INCIDENT_EXPORT)
  @ApiOkResponse({ type: pageOf(IncidentListItem) })
  findAll(@Caller() access: Access, @Query() query: IncidentQuery): Promise<Page<IncidentListItem>> {
    return this.reader.findAll(access, query);
  }

  @Post('incidents')
  @RequirePermission('incident:create')
  @ApiCreatedResponse({ type: IncidentResponse })
  create(@Caller() access: Access, @Body() body: CreateIncidentRequest): Promise<IncidentResponse> {
    return this.incidents.create(access, body);
  }

  @Post('incidents/duties-preview')
  @HttpCode(200)
  @RequirePermission('incident:create')
  @ApiOkResponse({ type: PreviewDutiesResponse })
  async preview(
    @Caller() access: Access,
    @Body() body: PreviewDutiesRequest,
  ): Promise<PreviewDutiesResponse> {
    return toPreview(
      await this.incidents.preview(access, previewFacts(access, body), body.legalEntityId ?? null),
    );
  }

  @Post('incidents/bulk')
  @HttpCode(200)
  @RequirePermission('incident:update')
  @ApiOkResponse({ type: BulkIncidentResponse })
  updateMany(@Caller() access: Access, @Body() body: BulkIncidentRequest): Promise<BulkIncidentResponse> {
    return this.incidents.updateMany(access, body.items);
  }

  @Get('incidents/:id')
  @RequirePermission('incident:read')
  @ApiOkResponse({ type: IncidentResponse })
  findOne(@Caller() access: Access, @RowId() id: string): Promise<IncidentResponse> {
    return this.reader.findOne(access, id);
  }

  @Patch('incidents/:id')
  @RequirePermission('incident:update')
  @NeedsVersion()
  @ApiOkResponse({ type: IncidentResponse })
  update(
    @Caller() access: Access,
    @RowId() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateIncidentRequest,
  ): Promise<IncidentResponse> {
    return this.incidents.update(access, id, version, body);
  }

  @Get('incidents/:id/entries')
  @RequirePermission('incident:read')
  @Exports(ENTRY_EXPORT)
  @ApiOkResponse({ type: pageOf(EntryResponse) })
  findEntries(
    @Caller() access: Access,
    @RowId() id: string,
    @Query() query: PageQuery,
  ): Promise<Page<EntryResponse>> {
    return this.entries.findAll(access, id, query);
  }

  @Post('incidents/:id/entries')
  @RequirePermission('incident:comment')
  @ApiCreatedResponse({ type: EntryResponse })
  createEntry(
    @Caller() access: Access,
    @RowId() id: string,
    @Body() body: CreateEntryRequest,
  ): Promise<EntryResponse> {
    return this.entries.create(access, id, body);
  }

  @Get('incidents/:id/duties')
  @RequirePermission('incident:read')
  @Exports(DUTY_EXPORT)
  @ApiOkResponse({ type: pageOf(DutyResponse) })
  async findIncidentDuties(@Caller() access: Access, @RowId() id: string): Promise<Page<DutyResponse>> {
    const items = await this.duties.findAll(access, id);
    return { items, nextCursor: null, total: items.length };
  }

  @Post('incidents/:id/duties/:dutyId/submission')
  @HttpCode(200)
  @RequirePermission('duty:record')
  @NeedsVersion()
  @ApiOkResponse({ type: DutyResponse })
  submit(
    @Caller() access: Access,
    @RowId() id: string,
    @RowId('dutyId') dutyId: string,
    @IfMatch() version: number,
    @Body() body: SubmitDutyRequest,
  ): Promise<DutyResponse> {
    return this.duties.submit(access, id, dutyId, version, body);
  }

  @Get('duties')
  @RequirePermission('incident:read')
  @Exports(DUTY_EXPORT)
  @ApiOkResponse({ type: pageOf(DutyResponse) })
  findDuties(@Caller() access: Access, @Query() query: DutyQuery): Promise<Page<DutyResponse>> {
    return this.dutyReader.findAll(access, query);
  }
}
