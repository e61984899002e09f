import { CataloguesModule } from '@bergfried/catalogues';
import { IdentityModule } from '@bergfried/identity';
import { IncidentsModule } from '@bergfried/incidents';
import { ExportsModule, FilesModule, PlatformModule, type FileStore } from '@bergfried/platform';
import { ReportsModule } from '@bergfried/reports';
import { TenancyModule } from '@bergfried/tenancy';
import { Module, type DynamicModule } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { EventController } from './event.controller.js';
import { INSTALLATION, InstallationController, type Installation } from './installation.controller.js';

/** What the process brings with it. */
export interface AppOptions {
  readonly dataSource: DataSource;
  readonly listenUrl: string;
  readonly publicUrl: string;
  readonly installation: Installation;
  /** How often open streams are checked, in milliseconds; left out: every 30 s. */
  readonly recheckMs?: number | undefined;
  readonly fileStore: FileStore;
}

/** The HTTP process: wiring only. */
@Module({})
export class AppModule {
  static register(options: AppOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forHttp(options.dataSource, options.listenUrl, options.recheckMs),
        FilesModule.forHttp(options.fileStore),
        ExportsModule,
        TenancyModule,
        IdentityModule.register(options.publicUrl),
        CataloguesModule,
        IncidentsModule,
        ReportsModule,
      ],
      controllers: [EventController, InstallationController],
      providers: [{ provide: INSTALLATION, useValue: options.installation }],
    };
  }
}
