import { Email, Public } from '@bergfried/platform';
import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { PasswordResetService } from './password-reset.service.js';

/** Whose password is forgotten. */
export class PasswordResetRequest {
  @Email({ doc: 'E-Mail-Adresse des Kontos' }) email: string;
}

/** Forgotten password: the link comes by mail. */
@ApiTags('session')
@Controller('api/v1/password-resets')
export class PasswordResetController {
  constructor(private readonly resets: PasswordResetService) {}

  @Post()
  @HttpCode(202)
  @Public('Neues Passwort anfordern; die Antwort ist immer dieselbe')
  @ApiAcceptedResponse({ description: 'Angenommen, ob es die Person gibt oder nicht' })
  async request(@Body() body: PasswordResetRequest, @Req() request: Request): Promise<void> {
    await this.resets.request(body.email, request.ip ?? '');
  }
}
