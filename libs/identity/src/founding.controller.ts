import { Public } from '@bergfried/platform';
import { Body, Controller, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { FoundingRequest } from './founding.dto.js';
import { FoundingService } from './founding.service.js';
import { SessionResponse } from './session.dto.js';
import { SessionService } from './session.service.js';

/** First office and operator of an empty installation; 404 as soon as there is an office. */
@ApiTags('installation')
@Controller('api/v1/founding')
export class FoundingController {
  constructor(
    private readonly founding: FoundingService,
    private readonly sessions: SessionService,
  ) {}

  @Post()
  @Public('Leere Installation einrichten, mit dem Einmalcode aus dem Terminal')
  @ApiCreatedResponse({ type: SessionResponse })
  async found(@Body() body: FoundingRequest, @Req() request: Request): Promise<SessionResponse> {
    const id = await this.founding.found(body, request.ip ?? '');
    // As at every sign-in: a new session id, so that a planted one is worth nothing.
    await new Promise<void>((resolve, reject) =>
      request.login({ id }, (error?: Error | null) => (error ? reject(error) : resolve())),
    );
    return this.sessions.describe(id);
  }
}
