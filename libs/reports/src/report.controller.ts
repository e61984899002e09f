import {
  announceChanges,
  Caller,
  Exports,
  FileDelivery,
  FileRegister,
  IfMatch,
  inertHeaders,
  JobRuns,
  NeedsVersion,
  notFound,
  pageOf,
  RequirePermission,
  RowId,
  ScopedWork,
  Stream,
  type Access,
  type FileScope,
  type Page,
} from '@bergfried/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { REPORT_EXPORT } from './report.export.js';
import { canonicalJson, type Json } from './canonical-json.js';
import { CreateReportRequest, ReportListItem, ReportQuery, ReportResponse } from './report.dto.js';
import { ReportReader } from './report.reader.js';
import { ReportService } from './report.service.js';

announceChanges({ table: 'report', name: 'report', permission: 'report:read' });

/** Reports of all members that the caller may read. */
@ApiTags('reports')
@Controller('api/v1/offices/:officeId')
export class OfficeReportController {
  constructor(private readonly reader: ReportReader) {}

  @Get('reports')
  @RequirePermission('report:read')
  @Exports(REPORT_EXPORT)
  @ApiOkResponse({ type: pageOf(ReportListItem) })
  findAll(@Caller() access: Access, @Query() query: ReportQuery): Promise<Page<ReportListItem>> {
    return this.reader.findAll(access, query);
  }
}

/** Reports of one member: ordered, watched, read, finalised and fetched. */
@ApiTags('reports')
@Controller('api/v1/tenants/:tenantId')
export class TenantReportController {
  constructor(
    private readonly reader: ReportReader,
    private readonly reports: ReportService,
    private readonly jobs: JobRuns,
    private readonly register: FileRegister,
    private readonly delivery: FileDelivery,
    private readonly scoped: ScopedWork,
  ) {}

  @Get('reports')
  @RequirePermission('report:read')
  @Exports(REPORT_EXPORT)
  @ApiOkResponse({ type: pageOf(ReportListItem) })
  findAll(@Caller() access: Access, @Query() query: ReportQuery): Promise<Page<ReportListItem>> {
    return this.reader.findAll(access, query);
  }

  @Post('reports')
  @RequirePermission('report:create')
  @ApiAcceptedResponse({
    type: ReportResponse,
    headers: { Location: { description: 'Adresse der Arbeit', schema: { type: 'string' } } },
  })
  @ApiOkResponse({ type: ReportResponse, description: 'Es gibt ihn schon' })
  async create(
    @Caller() access: Access,
    @Body() body: CreateReportRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReportResponse> {
    const report = await this.reports.create(access, body);
    const isThere = report.state !== 'requested';
    response.status(isThere ? 200 : 202);
    if (!isThere) response.location(this.jobs.location(access, report.job.id));
    return report;
  }

  @Get('reports/:id')
  @RequirePermission('report:read')
  @ApiOkResponse({ type: ReportResponse })
  findOne(@Caller() access: Access, @RowId() id: string): Promise<ReportResponse> {
    return this.reader.findOne(access, id);
  }

  @Post('reports/:id/finalisation')
  @HttpCode(200)
  @RequirePermission('report:finalise')
  @NeedsVersion()
  @ApiOkResponse({ type: ReportResponse })
  finalise(
    @Caller() access: Access,
    @RowId() id: string,
    @IfMatch() version: number,
  ): Promise<ReportResponse> {
    return this.reports.finalise(access, id, version);
  }

  @Get('reports/:id/files/:format')
  @RequirePermission('report:read')
  @Stream()
  @ApiProduces('application/pdf', 'application/json')
  @ApiHeader({ name: 'Accept', required: false })
  @ApiOkResponse({
    description: 'pdf: der archivierte Bericht; json: seine Daten',
    schema: { type: 'string', format: 'binary' },
  })
  async file(
    @Caller() access: Access,
    @RowId() id: string,
    @Param('format') format: string,
    @Res() response: Response,
  ): Promise<void> {
    if (format === 'pdf') return this.sendPdf(access, id, response);
    if (format === 'json') return this.sendJson(access, id, response);
    throw notFound();
  }

  private async sendPdf(access: Access, id: string, response: Response): Promise<void> {
    const scope: FileScope = { kind: 'tenant', id: access.theTenantId };
    const file = await this.scoped.run(access, 'report:read', true, async (fresh) =>
      this.register.findOne(scope, await this.reader.pdfFileId(fresh, id)),
    );
    await this.delivery.send(response, scope, file);
  }

  /** Byte for byte what the SHA-256 of the data was taken of. */
  private async sendJson(access: Access, id: string, response: Response): Promise<void> {
    const { period, snapshot } = await this.scoped.run(access, 'report:read', true, (fresh) =>
      this.reader.snapshot(fresh, id),
    );
    const content = Buffer.from(canonicalJson(snapshot as unknown as Json));
    response
      .set(
        inertHeaders({
          name: `Quartalsbericht ${period}.json`,
          mediaType: 'application/json; charset=utf-8',
          size: content.length,
        }),
      )
      .end(content);
  }
}
