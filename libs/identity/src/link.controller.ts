import { Public } from '@bergfried/platform';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { LinkService } from './link.service.js';
import { AcceptLinkRequest, LinkResponse } from './member.dto.js';

/** Links without an account. Opening one changes nothing: mail scanners open links too. */
@ApiTags('links')
@Controller('api/v1/links/:token')
export class LinkController {
  constructor(private readonly links: LinkService) {}

  @Get()
  @Public('Wer den Link hat, sieht, wofür er ist')
  @ApiOkResponse({ type: LinkResponse })
  describe(@Param('token') token: string): Promise<LinkResponse> {
    return this.links.describe(token);
  }

  @Post()
  @HttpCode(204)
  @Public('Einladung annehmen')
  @ApiNoContentResponse()
  async accept(@Param('token') token: string, @Body() body: AcceptLinkRequest): Promise<void> {
    await this.links.accept(token, body.password);
  }
}
