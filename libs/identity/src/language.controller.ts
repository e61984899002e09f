import { Choice, CurrentUserId, SignedIn } from '@bergfried/platform';
import { Body, Controller, HttpCode, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';

/** Language of the interface and of the mails to oneself. */
export class ChangeLanguageRequest {
  @Choice(['de', 'en'], { doc: 'Sprache der Oberfläche und der Mails' }) language: string;
}

@ApiTags('session')
@Controller('api/v1/session/language')
export class LanguageController {
  constructor(private readonly dataSource: DataSource) {}

  @Put()
  @HttpCode(204)
  @SignedIn('Eigene Sprache der Oberfläche und der Mails')
  @ApiNoContentResponse()
  async change(@CurrentUserId() userId: string, @Body() body: ChangeLanguageRequest): Promise<void> {
    await this.dataSource.query('select auth.set_language($1, $2)', [userId, body.language]);
  }
}
