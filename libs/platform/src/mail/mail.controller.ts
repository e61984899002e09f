import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { announceChanges } from '../events/event-stream.js';
import type { Access } from '../http/access.js';
import { Caller, RequirePermission } from '../http/decorators.js';
import { Exports } from '../http/export/export-columns.js';
import { pageOf, type Page } from '../http/paging.js';
import { MAIL_EXPORT } from '../queue/job.export.js';
import { MailLogService } from './mail-log.service.js';
import { MailQuery, MailResponse } from './mail.dto.js';

announceChanges({ table: 'mail_log', name: 'mail', permission: 'job:manage' });

/** What became of the mails of the office and of the members open to the caller. */
@ApiTags('jobs')
@Controller('api/v1/offices/:officeId/mails')
export class OfficeMailController {
  constructor(private readonly log: MailLogService) {}

  @Get()
  @RequirePermission('job:manage')
  @Exports(MAIL_EXPORT)
  @ApiOkResponse({ type: pageOf(MailResponse) })
  findAll(@Caller() access: Access, @Query() query: MailQuery): Promise<Page<MailResponse>> {
    return this.log.findAll(access, query);
  }
}

/** What became of the mails about one member. */
@ApiTags('jobs')
@Controller('api/v1/tenants/:tenantId/mails')
export class TenantMailController {
  constructor(private readonly log: MailLogService) {}

  @Get()
  @RequirePermission('job:manage')
  @Exports(MAIL_EXPORT)
  @ApiOkResponse({ type: pageOf(MailResponse) })
  findAll(@Caller() access: Access, @Query() query: MailQuery): Promise<Page<MailResponse>> {
    return this.log.findAll(access, query);
  }
}
