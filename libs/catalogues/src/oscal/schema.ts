import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Findings } from './findings.js';
import type { JsonObject } from './values.js';

/** Schemas that come with the product, by the OSCAL versions they stand for. */
const SCHEMAS = {
  '1.1': 'oscal_catalog_schema_1.1.3.json',
  '1.2': 'oscal_catalog_schema_1.2.1.json',
} as const;
type Line = keyof typeof SCHEMAS;

/** Objects that are checked one by one, so that one fault hides no other and the number of errors stays bounded. */
const DEFINITIONS = {
  metadata: 'oscal-catalog-oscal-metadata:metadata',
  'back-matter': 'oscal-catalog-oscal-metadata:back-matter',
  group: 'oscal-catalog-oscal-catalog:group',
  control: 'oscal-catalog-oscal-catalog:control',
  catalog: 'oscal-catalog-oscal-catalog:catalog',
} as const;
export type CheckedKind = keyof typeof DEFINITIONS;

const compiled = new Map<Line, Ajv>();

/** Checks a catalogue against the OSCAL schema of its version; what does not fit is a finding, never a refusal. */
export class SchemaCheck {
  private readonly ajv: Ajv;

  /** @param version as the file says; an unknown one is checked against the nearest we have, with a finding */
  constructor(
    version: string | null,
    private readonly findings: Findings,
  ) {
    const line = /^1\.2(?:\.|$)/.test(version ?? '') ? '1.2' : '1.1';
    if (version === null) findings.add('version-missing', '/catalog/metadata', { used: line });
    else if (!/^1\.[0-2]\.\d+$/.test(version))
      findings.add('version-unknown', '/catalog/metadata', { version, used: line });
    this.ajv = ajvFor(line);
  }

  /** Checks one object without the groups and requirements below it, which come on their own. @returns whether it fits */
  check(kind: CheckedKind, object: JsonObject, place: string): boolean {
    const validate = this.validator(kind);
    const { groups: _groups, controls: _controls, ...own } = object;
    if (validate(own)) return true;
    // The first error says what is wrong; those of alternatives follow it.
    const [error] = validate.errors ?? [];
    if (error) this.findings.add('schema', place, { at: error.instancePath, ...describe(error) });
    return false;
  }

  private validator(kind: CheckedKind): ValidateFunction {
    const validate = this.ajv.getSchema(`catalogue#/definitions/${DEFINITIONS[kind]}`);
    if (!validate) throw new Error(`the OSCAL schema has no ${DEFINITIONS[kind]}`);
    return validate as ValidateFunction;
  }
}

function ajvFor(line: Line): Ajv {
  const known = compiled.get(line);
  if (known) return known;
  const ajv = new Ajv({ strict: false, allErrors: false, validateFormats: true, unicodeRegExp: true });
  addFormats.default(ajv, { mode: 'fast' });
  ajv.addSchema(withLocalReferences(readSchema(line)) as object, 'catalogue');
  compiled.set(line, ajv);
  return ajv;
}

function readSchema(line: Line): unknown {
  return JSON.parse(readFileSync(new URL(`../../schema/${SCHEMAS[line]}`, import.meta.url), 'utf8'));
}

/** The definitions of OSCAL name themselves by `$id`s that are not addresses; references by path do without them. */
function withLocalReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withLocalReferences);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, item]) => !((name === '$id' || name === '$schema') && typeof item === 'string'))
      .map(([name, item]) => [name, withLocalReferences(item)]),
  );
}

/** Rules of the schema that have words of their own. */
const RULES: Readonly<Record<string, string>> = {
  additionalProperties: 'additionalProperty',
  required: 'missingProperty',
  type: 'type',
  format: 'format',
  pattern: '',
  minItems: '',
};

/** Which rule was broken, and the name it is about. */
function describe({ keyword, params }: ErrorObject): { rule: string; detail: string } {
  const parameter = RULES[keyword];
  if (parameter === undefined) return { rule: 'other', detail: keyword };
  return {
    rule: keyword,
    detail: parameter === '' ? '' : String((params as Record<string, unknown>)[parameter]),
  };
}
