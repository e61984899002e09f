import { Public } from '@bergfried/platform';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';

export const INSTALLATION = 'INSTALLATION';

/** What anybody may know about this installation. */
export class Installation {
  @ApiProperty({ example: 'Bergfried' }) name: string;
  @ApiProperty() version: string;
  @ApiProperty({ description: 'true: Musterdaten – frei erfunden' }) demo: boolean;
}

/** Name and version for the sign-in page. */
@ApiTags('installation')
@Controller('api/v1/installation')
export class InstallationController {
  constructor(@Inject(INSTALLATION) private readonly installation: Installation) {}

  @Get()
  @Public('Die Anmeldeseite nennt Name, Version und Musterdaten')
  @ApiOkResponse({ type: Installation })
  read(): Installation {
    return this.installation;
  }
}
