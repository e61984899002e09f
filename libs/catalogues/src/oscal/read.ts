import { Budget } from './budget.js';
import { Findings } from './findings.js';
import { licenceOf } from './licence.js';
import { resolveLinks } from './links.js';
import type { ParsedCatalogue, Prop } from './model.js';
import { propsOf } from './props.js';
import { CatalogueRefusal } from './refusal.js';
import { SchemaCheck } from './schema.js';
import { Tree } from './tree.js';
import { cut } from './text.js';
import { fitted, isObject, objectOf, objectsOf, shortTextOf, textOf, type JsonObject } from './values.js';

/** The other models of OSCAL, to tell somebody who chose the wrong file. */
const OTHER_MODELS = [
  'profile',
  'component-definition',
  'system-security-plan',
  'assessment-plan',
  'assessment-results',
  'plan-of-action-and-milestones',
  'mapping-collection',
];

/**
 * Reads an OSCAL catalogue. Whatever can be read is taken, and what is odd becomes a finding.
 * @throws CatalogueRefusal when it is no catalogue, or when reading on would lose or confuse requirements
 */
export function readCatalogue(document: unknown): ParsedCatalogue {
  const catalog = catalogIn(document);
  const findings = new Findings();
  const metadata = objectOf(catalog, 'metadata') ?? {};
  const oscalVersion = shortTextOf(metadata, 'oscal-version', 50, '/catalog/metadata', findings);
  const schema = new SchemaCheck(oscalVersion, findings);
  checkFrame(catalog, metadata, schema);

  const budget = Budget.ofFile();
  const tree = new Tree(findings, schema, budget);
  tree.read(catalog);
  if (tree.requirements.length === 0) throw new CatalogueRefusal('no-requirements');
  const { groups, requirements } = tree.finished();

  const licence = licenceOf(
    propsOf(metadata, '/catalog/metadata', findings),
    objectsOf(metadata, 'links', '/catalog/metadata').map((link) => ({
      rel: textOf(link, 'rel', findings) ?? '',
      href: textOf(link, 'href', findings) ?? '',
      text: textOf(link, 'text', findings),
    })),
    allProps(requirements),
  );
  if (licence.name === null) findings.add('licence-missing', '/catalog/metadata');
  const resolved = resolveLinks(
    requirements,
    tree.rawLinks,
    objectOf(catalog, 'back-matter') ?? {},
    findings,
    budget,
  );
  return {
    oscalUuid: uuidOf(catalog, findings),
    title: shortTextOf(metadata, 'title', 1000, '/catalog/metadata', findings) ?? titleMissing(findings),
    edition: shortTextOf(metadata, 'version', 200, '/catalog/metadata', findings) ?? '',
    oscalVersion,
    lastModifiedAt: instantOf(metadata, 'last-modified', findings),
    publisher: publisherOf(metadata, findings),
    licence: fitted(licence.name, 'license', 200, '/catalog/metadata', findings),
    licenceUrl: licence.url,
    sourceUrl: licence.sourceUrl,
    remarks: textOf(metadata, 'remarks', findings),
    groups,
    requirements: resolved,
    findings: findings.toList(),
  };
}

function catalogIn(document: unknown): JsonObject {
  if (!isObject(document)) throw new CatalogueRefusal('not-a-catalogue');
  const catalog = objectOf(document, 'catalog');
  if (catalog) return catalog;
  const other = OTHER_MODELS.find((name) => Object.hasOwn(document, name));
  throw other === undefined
    ? new CatalogueRefusal('not-a-catalogue')
    : new CatalogueRefusal('other-model', { model: other });
}

function checkFrame(catalog: JsonObject, metadata: JsonObject, schema: SchemaCheck): void {
  const backMatter = objectOf(catalog, 'back-matter');
  const metadataFits = schema.check('metadata', metadata, '/catalog/metadata');
  const backMatterFits =
    backMatter === undefined || schema.check('back-matter', backMatter, '/catalog/back-matter');
  // The frame holds both, and would only repeat what was found there.
  if (metadataFits && backMatterFits) schema.check('catalog', catalog, '/catalog');
}

function* allProps(requirements: Iterable<{ readonly props: readonly Prop[] }>): Iterable<Prop> {
  for (const { props } of requirements) yield* props;
}

function titleMissing(findings: Findings): string {
  findings.add('title-missing', '/catalog/metadata');
  return 'Katalog ohne Titel';
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function uuidOf(catalog: JsonObject, findings: Findings): string | null {
  const text = textOf(catalog, 'uuid', findings);
  return text !== null && UUID.test(text) ? text.toLowerCase() : null;
}

/** A time of the years 1 to 9999, as the database can hold it; anything else is left out, with a finding. */
function instantOf(object: JsonObject, name: string, findings: Findings): string | null {
  const text = textOf(object, name, findings);
  if (text === null) return null;
  const time = new Date(text);
  const year = time.getUTCFullYear(); // NaN for what is no time
  if (year >= 1 && year <= 9999) return time.toISOString();
  findings.add('date-unusable', '/catalog/metadata', { field: name, value: cut(text, 40) });
  return null;
}

/** The party that the file names as its creator, else the first one. */
function publisherOf(metadata: JsonObject, findings: Findings): string | null {
  const parties = objectsOf(metadata, 'parties', '/catalog/metadata');
  const responsible = objectsOf(metadata, 'responsible-parties', '/catalog/metadata');
  const creator = responsible.find((one) =>
    ['creator', 'publisher'].includes(textOf(one, 'role-id', findings) ?? ''),
  );
  const ids = creator && Array.isArray(creator['party-uuids']) ? (creator['party-uuids'] as unknown[]) : [];
  const party = parties.find((one) => ids.includes(one['uuid'])) ?? parties[0];
  return party ? shortTextOf(party, 'name', 500, '/catalog/metadata/parties', findings) : null;
}
