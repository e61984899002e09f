import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { announceChanges } from '../events/event-stream.js';
import type { Access } from '../http/access.js';
import { Caller, IfMatch, NeedsVersion, RequirePermission } from '../http/decorators.js';
import { Exports } from '../http/export/export-columns.js';
import { pageOf, type Page } from '../http/paging.js';
import { RowId } from '../http/row-id.js';
import { DeadLetterService } from './dead-letter.service.js';
import { DeadLetterQuery, DeadLetterResponse, JobRunResponse } from './job.dto.js';
import { DEAD_LETTER_EXPORT } from './job.export.js';
import './job.permissions.js';
import { JobRuns } from './job-run.service.js';

announceChanges({ table: 'job_run', name: 'job', permission: 'job:read' });
announceChanges({ table: 'office_job_run', name: 'job', permission: 'job:read' });
announceChanges({ table: 'dead_letter', name: 'dead-letter', permission: 'job:manage' });

/** Work of the office, and failed work of the office and of the members open to the caller. */
@ApiTags('jobs')
@Controller('api/v1/offices/:officeId')
export class OfficeJobController {
  constructor(
    private readonly runs: JobRuns,
    private readonly letters: DeadLetterService,
  ) {}

  @Get('jobs/:id')
  @RequirePermission('job:read')
  @ApiOkResponse({ type: JobRunResponse })
  findOne(@Caller() access: Access, @RowId() id: string): Promise<JobRunResponse> {
    return this.runs.findOne(access, id);
  }

  @Get('dead-letters')
  @RequirePermission('job:manage')
  @Exports(DEAD_LETTER_EXPORT)
  @ApiOkResponse({ type: pageOf(DeadLetterResponse) })
  findDeadLetters(
    @Caller() access: Access,
    @Query() query: DeadLetterQuery,
  ): Promise<Page<DeadLetterResponse>> {
    return this.letters.findAll(access, query);
  }

  @Post('dead-letters/:id/retry')
  @HttpCode(200)
  @RequirePermission('job:manage')
  @NeedsVersion()
  @ApiOkResponse({ type: DeadLetterResponse })
  retry(
    @Caller() access: Access,
    @RowId() id: string,
    @IfMatch() version: number,
  ): Promise<DeadLetterResponse> {
    return this.letters.retry(access, id, version);
  }
}

/** Work of one member. */
@ApiTags('jobs')
@Controller('api/v1/tenants/:tenantId')
export class TenantJobController {
  constructor(
    private readonly runs: JobRuns,
    private readonly letters: DeadLetterService,
  ) {}

  @Get('jobs/:id')
  @RequirePermission('job:read')
  @ApiOkResponse({ type: JobRunResponse })
  findOne(@Caller() access: Access, @RowId() id: string): Promise<JobRunResponse> {
    return this.runs.findOne(access, id);
  }

  @Get('dead-letters')
  @RequirePermission('job:manage')
  @Exports(DEAD_LETTER_EXPORT)
  @ApiOkResponse({ type: pageOf(DeadLetterResponse) })
  findDeadLetters(
    @Caller() access: Access,
    @Query() query: DeadLetterQuery,
  ): Promise<Page<DeadLetterResponse>> {
    return this.letters.findAll(access, query);
  }

  @Post('dead-letters/:id/retry')
  @HttpCode(200)
  @RequirePermission('job:manage')
  @NeedsVersion()
  @ApiOkResponse({ type: DeadLetterResponse })
  retry(
    @Caller() access: Access,
    @RowId() id: string,
    @IfMatch() version: number,
  ): Promise<DeadLetterResponse> {
    return this.letters.retry(access, id, version);
  }
}
