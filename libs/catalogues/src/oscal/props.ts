import type { Findings } from './findings.js';
import type { Prop } from './model.js';
import { objectsOf, shortTextOf, textOf, type JsonObject } from './values.js';

/**
 * Names under which the same fact stands, over the generations of the official catalogues (the one of December 2025 had
 * German names); compared without case, hyphens and underscores.
 */
const SYNONYMS = {
  altIdentifier: ['altidentifier', 'uuid', 'altid'],
  level: ['seclevel', 'securitylevel', 'sicherheitsniveau', 'sicherheitslevel'],
  effort: ['effortlevel', 'aufwandslevel', 'aufwandsstufe', 'aufwand'],
  modalVerb: ['modalverb'],
  tags: ['tags', 'tag', 'schlagworte'],
  label: ['label'],
} as const;

export type PropMeaning = keyof typeof SYNONYMS;

/** Props of an object, as they stand. */
export function propsOf(object: JsonObject, place: string, findings: Findings): readonly Prop[] {
  return objectsOf(object, 'props', place).map((prop) => ({
    name: shortTextOf(prop, 'name', 200, place, findings) ?? '',
    value: textOf(prop, 'value', findings) ?? '',
    ns: textOf(prop, 'ns', findings),
    class: textOf(prop, 'class', findings),
    remarks: textOf(prop, 'remarks', findings),
  }));
}

/** Values of all props with this meaning, in the order of the file; empty ones are left out. */
export function valuesOf(props: readonly Prop[], meaning: PropMeaning): readonly string[] {
  const names: readonly string[] = SYNONYMS[meaning];
  return props
    .filter(({ name, value }) => value !== '' && names.includes(name.toLowerCase().replace(/[-_ ]/g, '')))
    .map(({ value }) => value);
}

/** The first value with this meaning, or null. */
export function valueOf(props: readonly Prop[], meaning: PropMeaning): string | null {
  return valuesOf(props, meaning)[0] ?? null;
}
