import {
  FileRegister,
  FileStore,
  JOB_RUN_ID,
  JobRuns,
  Outbox,
  ScopedWork,
  type Access,
  type JobRunResponse,
  type Upload,
} from '@bergfried/platform';
import { Injectable } from '@nestjs/common';
import { CATALOGUE_UPLOADED, FILE_ID } from './catalogue.events.js';

/** A catalogue on its way: the job that will make it, and where to ask for it. */
export interface AcceptedCatalogue {
  readonly run: JobRunResponse;
  readonly location: string;
}

/** Takes files in; what they hold is looked at by the job, so that the api stays free for others. */
@Injectable()
export class CatalogueIntake {
  constructor(
    private readonly store: FileStore,
    private readonly files: FileRegister,
    private readonly runs: JobRuns,
    private readonly outbox: Outbox,
    private readonly work: ScopedWork,
  ) {}

  /** Stores the content, then records file, run and event together. @throws Problem 403, 404 when the right ended meanwhile */
  async accept(caller: Access, upload: Upload): Promise<AcceptedCatalogue> {
    const scope = { kind: 'office', id: caller.officeId } as const;
    const { name, mediaType } = upload;
    const { size, sha256 } = upload.staged;
    await this.store.put(scope, upload.staged);
    return this.work.run(caller, 'catalogue:import', false, async (access) => {
      const fileId = await this.files.add(scope, { name, mediaType, size, sha256, createdBy: access.userId });
      const runId = await this.runs.queue(access, 'catalogue-import');
      await this.outbox.add(
        CATALOGUE_UPLOADED,
        { officeId: access.officeId, tenantId: null },
        { [FILE_ID]: fileId, [JOB_RUN_ID]: runId },
      );
      return { run: await this.runs.findOne(access, runId), location: this.runs.location(access, runId) };
    });
  }
}
