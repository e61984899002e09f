import { InstallationKey } from '@bergfried/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import './identity.events.js';
import { IdentityMails } from './identity.mails.js';

/** The worker's part: mails with links. */
@Module({})
export class IdentityJobsModule {
  static forWorker(key: InstallationKey): DynamicModule {
    return {
      module: IdentityJobsModule,
      providers: [{ provide: InstallationKey, useValue: key }, IdentityMails],
    };
  }
}
