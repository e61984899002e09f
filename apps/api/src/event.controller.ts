import { SessionService } from '@bergfried/identity';
import { Caller, EventStream, RequirePermission, Stream, type Access } from '@bergfried/platform';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';

/** Live changes of a scope as server-sent events. */
@ApiTags('events')
@Controller('api/v1')
export class EventController {
  constructor(
    private readonly stream: EventStream,
    private readonly sessions: SessionService,
  ) {}

  @Get('offices/:officeId/events')
  @RequirePermission('tenant:read')
  @Stream()
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ description: 'data: {type, tenantId, id, version}', schema: { type: 'string' } })
  ofOffice(@Caller() access: Access, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.serve(access, access.officeId, request, response);
  }

  @Get('tenants/:tenantId/events')
  @RequirePermission('tenant:read')
  @Stream()
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ description: 'data: {type, tenantId, id, version}', schema: { type: 'string' } })
  ofTenant(@Caller() access: Access, @Req() request: Request, @Res() response: Response): Promise<void> {
    return this.serve(access, access.theTenantId, request, response);
  }

  private serve({ userId, scope }: Access, id: string, request: Request, response: Response): Promise<void> {
    return this.stream.serve({ userId, scope, id, permission: 'tenant:read' }, { request, response }, () =>
      this.sessions.isSignedIn(request),
    );
  }
}
