import { Global, Module } from '@nestjs/common';
import { MailLogService } from '../mail/mail-log.service.js';
import { OfficeMailController, TenantMailController } from '../mail/mail.controller.js';
import { DeadLetterService } from './dead-letter.service.js';
import { OfficeJobController, TenantJobController } from './job.controller.js';
import { JobRuns } from './job-run.service.js';
import { Outbox } from './outbox.js';

/** The api's side of the jobs: events go into the outbox, progress and failures are read. The queue itself is out of its reach. */
@Global()
@Module({
  controllers: [OfficeJobController, TenantJobController, OfficeMailController, TenantMailController],
  providers: [Outbox, JobRuns, DeadLetterService, MailLogService],
  exports: [Outbox, JobRuns],
})
export class JobsModule {}
