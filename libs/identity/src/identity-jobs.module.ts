import { AccessResolver, InstallationKey } from '@bergfried/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import { DatabaseAccessResolver } from './access.resolver.js';
import { AccessTraceService } from './access-trace.service.js';
import './identity.events.js';
import { IdentityMails } from './identity.mails.js';

/** The worker's part: mails with links, and the rights of the person for whom a job works. */
@Module({})
export class IdentityJobsModule {
  static forWorker(key: InstallationKey): DynamicModule {
    return {
      module: IdentityJobsModule,
      global: true,
      providers: [
        { provide: InstallationKey, useValue: key },
        IdentityMails,
        AccessTraceService,
        { provide: AccessResolver, useClass: DatabaseAccessResolver },
      ],
      exports: [AccessResolver],
    };
  }
}
