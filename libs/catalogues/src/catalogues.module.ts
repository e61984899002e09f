import { announceChanges } from '@bergfried/platform';
import { Module } from '@nestjs/common';
import { OfficeCatalogueController, TenantCatalogueController } from './catalogue.controller.js';
import './catalogue.events.js';
import { CatalogueImport } from './catalogue.import.js';
import { CatalogueIntake } from './catalogue.intake.js';
import { CatalogueJob } from './catalogue.job.js';
import './catalogue.permissions.js';
import { CatalogueReader } from './catalogue.reader.js';
import { CatalogueWriter } from './catalogue.writer.js';
import { CatalogueParser } from './reading/catalogue.parser.js';
import { RequirementReader } from './requirement.reader.js';

announceChanges({ table: 'catalogue', name: 'catalogue', permission: 'catalogue:read' });

/** Catalogues in the api: uploads, lists, requirements. Needs FilesModule.forHttp. */
@Module({
  controllers: [OfficeCatalogueController, TenantCatalogueController],
  providers: [CatalogueIntake, CatalogueReader, RequirementReader],
  exports: [CatalogueReader, RequirementReader],
})
export class CataloguesModule {}

/** Catalogues in the worker: the import. Needs FilesModule.forJobs. */
@Module({
  providers: [CatalogueWriter, CatalogueParser, CatalogueImport, CatalogueJob],
  exports: [CatalogueImport],
})
export class CataloguesJobsModule {}
