import fc from 'fast-check';
import { resolved, type Document, type Schema } from './document.js';
import { anyText } from './wrong-values.js';

/** Values that break programs: ends of ranges, other types, characters that other languages read as theirs, sizes. */
const HOSTILE: readonly unknown[] = [
  null,
  true,
  '',
  0,
  -1,
  2 ** 31,
  Number.MAX_SAFE_INTEGER + 1,
  1e308,
  0.1 + 0.2,
  [],
  {},
  [[[[]]]],
  { length: 5 },
  { toString: 1, valueOf: 2, then: 3 },
  '\u0000',
  '\ud800',
  '\u202eabc\u2066',
  'Łódź 你好 😀 e\u0301',
  "'; drop table app.incident; --",
  '$1 %s {{title}} ${1} <script>',
  '\\u0000',
  '__proto__',
  'constructor',
  'x'.repeat(70_000),
  '😀'.repeat(3000),
  '0000-01-01',
  '2026-02-30',
  '9999-12-31',
  '-271821-04-20T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  '2016-12-31T23:59:60Z',
  '2026-11-22T24:00:00Z',
  '2026-11-22T08:30:00.123456789+14:00',
  '00000000-0000-0000-0000-000000000000',
  'NaN',
  '1e5',
];

/** Values that the schema allows, as far as a schema says it. */
function allowed(document: Document, schema: Schema): fc.Arbitrary<unknown> {
  const target = resolved(document, schema);
  const choices = target.anyOf ?? target.allOf;
  if (choices) return fc.oneof(...choices.map((choice) => allowed(document, choice)));
  if (target.enum) return fc.constantFrom(...target.enum);
  return fc.oneof(...[target.type ?? 'string'].flat().map((type) => ofType(document, target, type)));
}

function ofType(document: Document, schema: Schema, type: string): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return fc.integer({ min: schema.minimum ?? -(2 ** 31), max: schema.maximum ?? 2 ** 31 - 1 });
    case 'array':
      return fc.array(madeUp(document, schema.items ?? {}), { maxLength: 6 });
    case 'object':
      return objectOf(document, schema);
    default:
      return textOf(schema);
  }
}

function textOf({ format, pattern, minLength = 0, maxLength = 200 }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'email') return fc.emailAddress();
  const moment = fc.date({ min: new Date('1990-01-01'), max: new Date('2101-01-01'), noInvalidDate: true });
  if (format === 'date-time') return moment.map((date) => date.toISOString());
  if (format === 'date') return moment.map((date) => date.toISOString().slice(0, 10));
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  const length = Math.min(maxLength, 300);
  return anyText(length).map((text) => text.padEnd(Math.min(minLength, length), 'ä'));
}

function objectOf(document: Document, { properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, madeUp(document, schema)]),
  );
  return fc.record(fields, { requiredKeys: [...required] });
}

/** Values for a schema: mostly what it allows, sometimes what it does not. */
export function madeUp(document: Document, schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 6, arbitrary: allowed(document, schema) },
    { weight: 1, arbitrary: fc.constantFrom(...HOSTILE) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  );
}

/** Some fields of a body that fits, replaced by made-up ones: gets past the first check and into the service. */
export function replacement(document: Document, schema: Schema): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) =>
    fc.record({ name: fc.constant(name), value: madeUp(document, field) }),
  );
  if (fields.length === 0) return fc.constant({});
  return fc
    .array(fc.oneof(...fields), { maxLength: 3 })
    .map((found) => Object.fromEntries(found.map(({ name, value }) => [name, value])));
}

/** Damage to bytes on their way: cut, doubled, changed, put in between. */
export function damaged(bytes: Buffer): fc.Arbitrary<Buffer> {
  const place = fc.nat({ max: bytes.length });
  const piece = fc.uint8Array({ minLength: 1, maxLength: 4 });
  return fc.oneof(
    place.map((end) => bytes.subarray(0, end)),
    place.map((from) => Buffer.concat([bytes, bytes.subarray(from)])),
    fc
      .tuple(place, piece)
      .map(([at, put]) => Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at)])),
    fc
      .tuple(place, piece)
      .map(([at, put]) => Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + put.length)])),
    fc.tuple(place, place).map(([one, other]) => {
      const [from, until] = one < other ? [one, other] : [other, one];
      return Buffer.concat([bytes.subarray(0, from), bytes.subarray(until)]);
    }),
  );
}
