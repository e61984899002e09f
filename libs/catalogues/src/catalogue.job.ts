import { HandlesJob, type SystemJob } from '@bergfried/platform';
import { Injectable } from '@nestjs/common';
import { IMPORT_CATALOGUE } from './catalogue.events.js';
import { CatalogueImport } from './catalogue.import.js';

/** The worker's side of the import. */
@Injectable()
export class CatalogueJob {
  constructor(private readonly importer: CatalogueImport) {}

  @HandlesJob(IMPORT_CATALOGUE)
  importCatalogue(job: SystemJob): Promise<void> {
    return this.importer.run(job);
  }
}
