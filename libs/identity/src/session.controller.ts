import { CurrentUserId, Problem, Public, SignedIn } from '@bergfried/platform';
import { Body, Controller, Delete, Get, HttpCode, Post, Put, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import passport from 'passport';
import { ChangePasswordRequest, SessionResponse, SignInRequest } from './session.dto.js';
import { SESSION_COOKIE } from './session.setup.js';
import { SessionService } from './session.service.js';

/** Sign-in, who am I, sign-out, own password. */
@ApiTags('session')
@Controller('api/v1/session')
export class SessionController {
  constructor(private readonly sessions: SessionService) {}

  @Post()
  @HttpCode(200)
  @Public('Anmeldung')
  @ApiOkResponse({ type: SessionResponse })
  async signIn(
    @Body() _body: SignInRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionResponse> {
    const user = await authenticate(request, response);
    // Regenerates the session id, so that a planted one is worth nothing.
    await new Promise<void>((resolve, reject) =>
      request.login(user, (error?: Error | null) => (error ? reject(error) : resolve())),
    );
    return this.sessions.describe(user.id);
  }

  @Get()
  @SignedIn('Eigene Person und Mitgliedschaften')
  @ApiOkResponse({ type: SessionResponse })
  describe(@CurrentUserId() userId: string): Promise<SessionResponse> {
    return this.sessions.describe(userId);
  }

  @Delete()
  @HttpCode(204)
  @Public('Abmelden, auch nach Ablauf der Sitzung')
  @ApiNoContentResponse()
  async signOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    await new Promise<void>((resolve, reject) =>
      request.session.destroy((error?: Error | null) => (error ? reject(error) : resolve())),
    );
    response.clearCookie(SESSION_COOKIE);
  }

  @Put('password')
  @HttpCode(204)
  @SignedIn('Eigenes Passwort')
  @ApiNoContentResponse()
  async changePassword(
    @CurrentUserId() userId: string,
    @Body() body: ChangePasswordRequest,
    @Req() request: Request,
  ): Promise<void> {
    await this.sessions.changePassword(userId, body.currentPassword, body.newPassword, request.sessionID);
  }
}

/** Runs the passport strategy `local` (session.setup.ts). */
function authenticate(request: Request, response: Response): Promise<Express.User> {
  return new Promise((resolve, reject) => {
    const done = (error: unknown, user: Express.User | false | null | undefined): void => {
      if (error) reject(error instanceof Error ? error : new Error('sign-in failed'));
      else if (user) resolve(user);
      else reject(new Problem('sign-in-failed'));
    };
    const handler = passport.authenticate('local', { session: false }, done) as (
      request: Request,
      response: Response,
      next: (error?: unknown) => void,
    ) => void;
    handler(request, response, (error) =>
      reject(error instanceof Error ? error : new Error('sign-in failed')),
    );
  });
}
