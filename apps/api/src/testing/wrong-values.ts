import fc from 'fast-check';
import type { Schema } from './document.js';

/** A value that a field must refuse, and the code that the answer gives for it. */
export interface WrongValue {
  readonly what: string;
  readonly value: unknown;
  readonly code?: string;
}

const DAY_MS = 86_400_000;
const TYPES: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['a number', 42],
  ['true', true],
  ['an object', { toString: 'x' }],
  ['a list', ['a', 'b']],
  ['a nested list', [[{}]]],
];
const INSTANTS: readonly (readonly [string, string])[] = [
  ['30 February', '2026-02-30T10:00:00Z'],
  ['no zone', '2026-11-22T08:30:00'],
  ['a day only', '2026-11-22'],
  ['a German date', '22.11.2026 08:30'],
  ['a word', 'gestern'],
  ['month 13', '2026-13-01T00:00:00Z'],
  ['hour 25', '2026-11-22T25:00:00Z'],
  ['a zone that does not exist', '2026-11-22T08:30:00+99:99'],
  ['the year 275760', '+275760-09-13T00:00:00.000Z'],
  ['text behind it', '2026-11-22T08:30:00Z; drop table app.incident'],
];
const DAYS: readonly (readonly [string, string])[] = [
  ['30 February', '2026-02-30'],
  ['a German date', '22.11.2026'],
  ['one digit', '2026-1-1'],
  ['year 0', '0000-01-01'],
  ['month 99', '2026-99-01'],
  ['with a time', '2026-11-22T00:00:00Z'],
  ['five digits', '12026-01-01'],
];
const IDS: readonly (readonly [string, string])[] = [
  ['a word', 'x'],
  ['a letter too far', '0195f000-0000-7002-8000-00000000000g'],
  ['an injection', `' or '1'='1`],
];

/** What a body field must refuse, from its schema. */
export function wrongValues(schema: Schema): WrongValue[] {
  const types = [schema.type ?? []].flat();
  const wrong: WrongValue[] = TYPES.filter(([what, value]) => !allows(types, what, value)).map(
    ([what, value]) => ({ what, value }),
  );
  const add = (code: string, values: readonly (readonly [string, unknown])[]): void =>
    void wrong.push(...values.map(([what, value]) => ({ what, value, code })));
  if (!types.includes('string')) {
    wrong.push({ what: 'text', value: 'true' });
    if (types.includes('array') && schema.maxItems !== undefined && schema.items && '$ref' in schema.items) {
      add('items', [
        ['nothing in it', []],
        ['too many', Array.from({ length: schema.maxItems + 1 }, () => ({}))],
      ]);
    } else if (types.includes('array')) {
      add(
        'id',
        IDS.map(([what, value]) => [what, [value]]),
      );
      add('list', [
        [
          'too many',
          Array.from({ length: (schema.maxItems ?? 0) + 1 }, () => '0195f000-0000-7002-8000-000000000001'),
        ],
      ]);
    }
    return wrong;
  }
  if (schema.enum)
    add('choice', [
      ['another word', 'gibt-es-nicht'],
      ['no word', ''],
      ['other case', (schema.enum[0] ?? '').toUpperCase()],
      ['a name of Object', 'constructor'],
    ]);
  else if (schema.pattern?.includes('-Q'))
    add('choice', [
      ['a fifth quarter', '2026-Q5'],
      ['a small letter', '2026-q3'],
      ['text behind it', '2026-Q3 '],
      ['no word', ''],
    ]);
  else if (schema.pattern !== undefined)
    for (const value of ['', ' ', '§', 'abc\0', 'x'.repeat(100), `' or '1'='1`])
      wrong.push({ what: `text of another form (${value})`, value });
  else if (schema.format === 'date-time') {
    add('instant', INSTANTS);
    add('tooOld', [['before 2000', '1999-12-31T23:59:59Z']]);
  } else if (schema.format === 'date') add('day', DAYS);
  else if (schema.format === 'uuid') add('id', IDS);
  else if (schema.format === 'email') {
    add('email', [
      ['no at', 'jemand'],
      ['no domain', 'jemand@'],
      ['a space', 'je mand@test.example'],
      ['NUL', 'je\0mand@test.example'],
      ['two', 'a@test.example,b@test.example'],
      ['too long', `${'a'.repeat(64)}@${'b'.repeat(240)}.example`],
    ]);
  } else {
    const { minLength = 0, maxLength = 0 } = schema;
    add('length', [['too long', 'x'.repeat(maxLength + 1)]]);
    if (minLength > 0) add('length', [['empty', '']]);
    if (minLength > 0 && schema.format !== 'password')
      add('length', [
        ['white space only', ' \t\n '.repeat(20)],
        ['control characters only', '\u0001\u0007\u009f'.repeat(20)],
      ]);
    if (schema.format !== 'password') add('nul', [['NUL', 'abc\0defg'.slice(0, Math.max(maxLength, 1))]]);
  }
  return wrong;
}

function allows(types: readonly string[], what: string, value: unknown): boolean {
  if (value === null) return types.includes('null');
  return (what === 'true' && types.includes('boolean')) || (what === 'a number' && types.includes('integer'));
}

/** What a query parameter must refuse: text that is no value of its schema. */
export function wrongTexts(name: string, schema: Schema): readonly string[] {
  if (schema.type === 'integer')
    return ['0', '-1', '201', '1.5', '1e2', 'abc', '', ' 5', '99999999999999999999'];
  if (schema.format === 'uuid') return ['', ...IDS.map(([, value]) => value)];
  if (schema.format === 'date') return ['', ...DAYS.map(([, value]) => value)];
  if (name === 'asOf')
    return [
      '',
      'gestern',
      '2026-02-30',
      '0000-01-01',
      '2026-11-22T08:30:00',
      new Date(Date.now() + 2 * DAY_MS).toISOString(),
      new Date(Date.now() + 3 * DAY_MS).toISOString().slice(0, 10),
    ];
  if (name === 'cursor')
    return [
      '',
      'x',
      'e30',
      '\0',
      Buffer.from('["-detectedAt",1,"a","b"]').toString('base64url'),
      Buffer.from('[1,2,3,4,5,6]').toString('base64url'),
      'x'.repeat(1001),
    ];
  if (schema.enum || schema.pattern)
    return [
      '',
      'gibt-es-nicht',
      ',',
      'constructor',
      `${schema.enum?.[0] ?? 'running'},`,
      `'; drop table app.incident; --`,
    ];
  return ['', '\0', 'a\0b', 'x'.repeat((schema.maxLength ?? 0) + 1), '   '];
}

/** Text of any code points, half characters and controls among them (fast-check's own `binary` unit builds large tables). */
export function anyText(maxLength: number): fc.Arbitrary<string> {
  const codePoint = fc.oneof(fc.nat({ max: 0x7f }), fc.nat({ max: 0x10_ff_ff }));
  return fc.array(codePoint, { maxLength }).map((points) => String.fromCodePoint(...points));
}
