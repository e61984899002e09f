import { column, declareExport } from '@bergfried/platform';
import type { CatalogueListItem } from './catalogue.dto.js';
import type { GroupReference, RequirementListItem } from './requirement.dto.js';

const named = (group: GroupReference | null): string | null => group && `${group.code} ${group.title}`;

/** Columns of exported catalogues. */
export const CATALOGUE_EXPORT = declareExport<CatalogueListItem>('catalogues', [
  column.text('title', (row) => row.title, 50),
  column.text('edition', (row) => row.edition),
  column.text('publisher', (row) => row.publisher, 34),
  column.text('licence', (row) => row.licence),
  column.text('sourceUrl', (row) => row.sourceUrl, 40),
  column.number('requirementCount', (row) => row.requirementCount),
  column.number('findingCount', (row) => row.findingCount),
  column.text('sourceName', (row) => row.sourceName, 30),
  column.text('importedBy', (row) => row.importedBy?.name),
  column.time('importedAt', (row) => row.importedAt),
]);

/** Columns of exported requirements. */
export const REQUIREMENT_EXPORT = declareExport<RequirementListItem>('requirements', [
  column.text('controlId', (row) => row.controlId, 14),
  column.text('title', (row) => row.title, 44),
  column.text('practice', (row) => named(row.practice), 34),
  column.text('group', (row) => named(row.group), 34),
  column.text('modalVerb', (row) => row.modalVerb, 14),
  column.text('level', (row) => row.level),
  column.text('effort', (row) => row.effort, 10),
  column.text('statement', (row) => row.statement, 80),
]);
