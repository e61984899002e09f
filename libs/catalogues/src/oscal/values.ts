import type { Findings } from './findings.js';
import { CatalogueRefusal } from './refusal.js';
import { cut, printable } from './text.js';

/** An object of the file. Only named fields are ever read, so a field called `__proto__` is just one that nobody asks for. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Objects of a list; absent is empty. @throws CatalogueRefusal when it is no list of objects: what to leave out could not be told */
export function objectsOf(object: JsonObject, name: string, place: string): readonly JsonObject[] {
  const value = own(object, name);
  if (value === undefined) return [];
  if (!Array.isArray(value) || !value.every(isObject))
    throw new CatalogueRefusal('structure', { place: `${place}/${name}` });
  return value;
}

/** Texts of a list; numbers count as text, the rest is left to the finding of the schema. */
export function textsOf(object: JsonObject, name: string, findings: Findings): readonly string[] {
  const value = own(object, name);
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) =>
    typeof one === 'string' ? [clean(one, findings)] : typeof one === 'number' ? [String(one)] : [],
  );
}

export function objectOf(object: JsonObject, name: string): JsonObject | undefined {
  const value = own(object, name);
  return isObject(value) ? value : undefined;
}

/** A text, cleaned; null when absent, empty or something else. */
export function textOf(object: JsonObject, name: string, findings: Findings): string | null {
  const value = own(object, name);
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return null;
  const text = clean(value, findings).trim();
  return text === '' ? null : text;
}

/** Like {@link textOf}, but cut to what its column holds; a cut is a finding. */
export function shortTextOf(
  object: JsonObject,
  name: string,
  max: number,
  place: string,
  findings: Findings,
): string | null {
  return fitted(textOf(object, name, findings), name, max, place, findings);
}

/** The text, cut to what its column holds; a cut is a finding. */
export function fitted(
  text: string | null,
  field: string,
  max: number,
  place: string,
  findings: Findings,
): string | null {
  if (text === null || text.length <= max) return text;
  findings.add('text-cut', place, { field, max });
  return cut(text, max);
}

function clean(text: string, findings: Findings): string {
  // An invisible end of the text for half of all programs: what was meant could not be told.
  if (text.includes('\0')) throw new CatalogueRefusal('nul');
  const cleaned = printable(text);
  // Line ends are nobody's mistake.
  if (cleaned !== text && cleaned !== text.replace(/\r\n?/g, '\n')) findings.count('text-cleaned');
  return cleaned;
}
