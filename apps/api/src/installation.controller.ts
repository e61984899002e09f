import { FoundingService } from '@bergfried/identity';
import { Public } from '@bergfried/platform';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';

export const INSTALLATION = 'INSTALLATION';

/** What the process knows about itself. */
export interface Installation {
  readonly name: string;
  readonly version: string;
  readonly demo: boolean;
}

/** What anybody may know about this installation. */
export class InstallationResponse implements Installation {
  @ApiProperty({ example: 'Bergfried' }) name: string;
  @ApiProperty() version: string;
  @ApiProperty({ description: 'true: Musterdaten – frei erfunden' }) demo: boolean;
  @ApiProperty({ description: 'true: leer, wartet mit einem Einmalcode auf ihre Einrichtung' })
  foundingOpen: boolean;
}

/** Name and version for the sign-in page. */
@ApiTags('installation')
@Controller('api/v1/installation')
export class InstallationController {
  constructor(
    @Inject(INSTALLATION) private readonly installation: Installation,
    private readonly founding: FoundingService,
  ) {}

  @Get()
  @Public('Die Anmeldeseite nennt Name, Version und Musterdaten')
  @ApiOkResponse({ type: InstallationResponse })
  async read(): Promise<InstallationResponse> {
    return { ...this.installation, foundingOpen: await this.founding.isOpen() };
  }
}
