import {
  AcceptsUpload,
  Caller,
  Exports,
  FileDelivery,
  JobRunResponse,
  pageOf,
  RequirePermission,
  RowId,
  ScopedWork,
  Stream,
  UploadedContent,
  type Access,
  type Page,
  type Upload,
} from '@bergfried/platform';
import { Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CATALOGUE_EXPORT, REQUIREMENT_EXPORT } from './catalogue.export.js';
import { CatalogueListItem, CatalogueQuery, CatalogueResponse } from './catalogue.dto.js';
import { CatalogueIntake } from './catalogue.intake.js';
import { CatalogueReader } from './catalogue.reader.js';
import { RequirementListItem, RequirementQuery, RequirementResponse } from './requirement.dto.js';
import { RequirementReader } from './requirement.reader.js';

/** Catalogues of the office and their requirements. */
@ApiTags('catalogues')
@Controller('api/v1/offices/:officeId/catalogues')
export class OfficeCatalogueController {
  constructor(
    private readonly catalogues: CatalogueReader,
    private readonly requirements: RequirementReader,
    private readonly intake: CatalogueIntake,
    private readonly work: ScopedWork,
    private readonly delivery: FileDelivery,
  ) {}

  @Get()
  @RequirePermission('catalogue:read')
  @Exports(CATALOGUE_EXPORT)
  @ApiOkResponse({ type: pageOf(CatalogueListItem) })
  findAll(@Caller() access: Access, @Query() query: CatalogueQuery): Promise<Page<CatalogueListItem>> {
    return this.catalogues.findAll(access, query);
  }

  @Post()
  @HttpCode(202)
  @RequirePermission('catalogue:import')
  @AcceptsUpload({ kinds: ['json'] })
  @ApiAcceptedResponse({
    type: JobRunResponse,
    description: 'Die Datei ist angenommen; Location nennt den Vorgang',
    headers: { Location: { description: 'Adresse der Arbeit', schema: { type: 'string' } } },
  })
  async import(
    @Caller() access: Access,
    @UploadedContent() upload: Upload,
    @Res({ passthrough: true }) response: Response,
  ): Promise<JobRunResponse> {
    const { run, location } = await this.intake.accept(access, upload);
    response.setHeader('Location', location);
    return run;
  }

  @Get(':id')
  @RequirePermission('catalogue:read')
  @ApiOkResponse({ type: CatalogueResponse })
  findOne(@Caller() access: Access, @RowId() id: string): Promise<CatalogueResponse> {
    return this.catalogues.findOne(access, id);
  }

  @Get(':id/file')
  @RequirePermission('catalogue:read')
  @Stream()
  @ApiProduces('application/json')
  @ApiOkResponse({
    description: 'Die eingelesene Datei, unverändert',
    schema: { type: 'string', format: 'binary' },
  })
  async download(@Caller() access: Access, @RowId() id: string, @Res() response: Response): Promise<void> {
    const file = await this.work.run(access, 'catalogue:read', true, (now) =>
      this.catalogues.findSource(now, id),
    );
    await this.delivery.send(response, { kind: 'office', id: access.officeId }, file);
  }

  @Get(':id/requirements')
  @RequirePermission('catalogue:read')
  @Exports(REQUIREMENT_EXPORT)
  @ApiOkResponse({ type: pageOf(RequirementListItem) })
  findRequirements(
    @Caller() access: Access,
    @RowId() id: string,
    @Query() query: RequirementQuery,
  ): Promise<Page<RequirementListItem>> {
    return this.requirements.findAll(access, id, query);
  }

  @Get(':id/requirements/:requirementId')
  @RequirePermission('catalogue:read')
  @ApiOkResponse({ type: RequirementResponse })
  findRequirement(
    @Caller() access: Access,
    @RowId() id: string,
    @RowId('requirementId') requirementId: string,
  ): Promise<RequirementResponse> {
    return this.requirements.findOne(access, id, requirementId);
  }
}

/** Catalogues that count for a member: all of its office, for now. */
@ApiTags('catalogues')
@Controller('api/v1/tenants/:tenantId/catalogues')
export class TenantCatalogueController {
  constructor(private readonly catalogues: CatalogueReader) {}

  @Get()
  @RequirePermission('catalogue:read')
  @Exports(CATALOGUE_EXPORT)
  @ApiOkResponse({ type: pageOf(CatalogueListItem) })
  findAll(@Caller() access: Access, @Query() query: CatalogueQuery): Promise<Page<CatalogueListItem>> {
    return this.catalogues.findAll(access, query);
  }
}
