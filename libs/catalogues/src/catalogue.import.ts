import type { Readable } from 'node:stream';
import {
  FileMissing,
  FileRegister,
  FileStore,
  HopelessJob,
  MAX_UPLOAD_BYTES,
  type FileScope,
  type JobResult,
  type StoredFile,
  type SystemJob,
} from '@bergfried/platform';
import { germanCatalogues as texts } from '@bergfried/texts';
import { Injectable } from '@nestjs/common';
import { FILE_ID } from './catalogue.events.js';
import { refusalText } from './catalogue.texts.js';
import { CatalogueWriter, type WrittenCatalogue } from './catalogue.writer.js';
import type { ParsedCatalogue } from './oscal/model.js';
import { CatalogueRefusal } from './oscal/refusal.js';
import { CatalogueParser } from './reading/catalogue.parser.js';

/**
 * Makes a catalogue from a stored file: read and checked in a process of its own, outside of any transaction, written in one. Serves the worker and
 * the command line alike.
 */
@Injectable()
export class CatalogueImport {
  constructor(
    private readonly store: FileStore,
    private readonly files: FileRegister,
    private readonly writer: CatalogueWriter,
    private readonly parser: CatalogueParser = new CatalogueParser(),
  ) {}

  /** Does the job. The same file again leads to the catalogue that is there; a file that is none leaves nothing. */
  async run(job: SystemJob): Promise<void> {
    const scope: FileScope = { kind: 'office', id: job.data.officeId };
    const { file, known } = await job.transact(async () => {
      const found = await this.files.findOne(scope, job.payload(FILE_ID));
      return { file: found, known: await this.writer.findByContent(job.data.officeId, found.sha256) };
    });
    if (known) {
      await job.finish(() => this.conclude(scope, file, known));
      return;
    }
    await job.report(texts.steps.checking, 0.1);
    const parsed = await this.parse(scope, file);
    if (parsed instanceof CatalogueRefusal) {
      await this.refuse(job, scope, file, parsed);
      return;
    }
    await job.report(texts.steps.writing, 0.6);
    await job.finish(async () =>
      this.conclude(scope, file, await this.writer.write(job.data.officeId, file, parsed)),
    );
  }

  /** The file of a catalogue that was there already is not kept a second time; its content is. */
  private async conclude(scope: FileScope, file: StoredFile, written: WrittenCatalogue): Promise<JobResult> {
    const { id, isNew, requirementCount, findingCount, sourceFileId } = written;
    if (sourceFileId !== file.id) await this.files.remove(scope, file.id);
    return { catalogueId: id, isNew, requirementCount, findingCount };
  }

  private async open(scope: FileScope, file: StoredFile): Promise<Readable> {
    try {
      return await this.store.open(scope, file.sha256);
    } catch (error) {
      throw error instanceof FileMissing ? new HopelessJob(texts.job.fileMissing) : error;
    }
  }

  private async parse(scope: FileScope, file: StoredFile): Promise<ParsedCatalogue | CatalogueRefusal> {
    try {
      if (file.size > MAX_UPLOAD_BYTES)
        throw new CatalogueRefusal('too-large', { max: MAX_UPLOAD_BYTES / 1024 / 1024 });
      return await this.parser.parse(await this.open(scope, file));
    } catch (error) {
      if (error instanceof CatalogueRefusal) return error;
      throw error;
    }
  }

  /** A file that is no catalogue is not kept: nobody could do anything with it. */
  private async refuse(
    job: SystemJob,
    scope: FileScope,
    file: StoredFile,
    refusal: CatalogueRefusal,
  ): Promise<void> {
    const content = { isOrphan: false };
    await job.refuse(refusalText(refusal), async () => {
      await this.files.remove(scope, file.id);
      content.isOrphan = (await this.files.known(scope, [file.sha256])).size === 0;
    });
    if (content.isOrphan) await this.store.remove(scope, file.sha256);
  }
}
