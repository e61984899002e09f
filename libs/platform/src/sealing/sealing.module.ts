import { join } from 'node:path';
import { Injectable, Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { UnitOfWork } from '../persistence/unit-of-work.js';
import { HandlesJob } from '../queue/handlers.js';
import type { SystemJob } from '../queue/job.js';
import { Outbox } from '../queue/outbox.js';
import { Schedules } from '../queue/schedules.js';
import { SealKey } from './chain.js';
import { HEADS_FILE, HeadsFile } from './heads-file.js';
import type { InstallationKey } from './installation-key.js';
import { SEAL_HEADS, SEAL_KEY, Sealer } from './sealer.js';
import { HISTORY_SEAL_DUE } from './sealing.events.js';

/** Seals every five minutes, and when somebody asks. */
@Injectable()
class SealingJob implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly schedules: Schedules,
    private readonly sealer: Sealer,
  ) {}

  onModuleInit(): void {
    this.schedules.add({ id: 'seal-history', cron: '*/5 * * * *', run: () => this.askForAll() });
  }

  @HandlesJob('seal-history')
  async seal(job: SystemJob): Promise<void> {
    await this.sealer.sealOffice(job.data.officeId); // each page is a transaction of its own and continues what is there
    await job.finish(async () => undefined);
  }

  private async askForAll(): Promise<void> {
    const offices = await this.unitOfWork.query<{ office_id: string }>(
      'select office_id from app.all_scopes() where tenant_id is null',
    );
    for (const { office_id: officeId } of offices)
      await this.outbox.add(HISTORY_SEAL_DUE, { officeId, tenantId: null }, {});
  }
}

/** Sealing of the history, for the worker. */
@Module({})
export class SealingModule {
  static forWorker(options: { readonly key: InstallationKey; readonly dataDir: string }): DynamicModule {
    return {
      module: SealingModule,
      providers: [
        { provide: SEAL_KEY, useFactory: () => new SealKey(options.key) },
        { provide: SEAL_HEADS, useFactory: () => new HeadsFile(join(options.dataDir, HEADS_FILE)) },
        Sealer,
        SealingJob,
      ],
      exports: [Sealer],
    };
  }
}
