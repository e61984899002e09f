import fc from 'fast-check';
import { findingText, refusalText } from '../catalogue.texts.js';
import { decodeJson } from './decode.js';
import type { ParsedCatalogue } from './model.js';
import { readCatalogue } from './read.js';
import { CatalogueRefusal } from './refusal.js';

/** Time of the processor for one small file; nothing here may grow with what the file makes of itself. */
const MOST_MS = 3000;
const MOST_CHARACTERS = 30_000_000;

type Outcome = { readonly catalogue: ParsedCatalogue } | { readonly refusal: CatalogueRefusal };

/** Anything but a catalogue or a refusal is a fault of ours and fails the test. */
function outcomeOf(text: string): Outcome {
  const bytes = Buffer.from(text, 'utf8');
  const before = process.cpuUsage();
  try {
    return { catalogue: readCatalogue(decodeJson(bytes)) };
  } catch (error) {
    if (!(error instanceof CatalogueRefusal)) throw error;
    return { refusal: error };
  } finally {
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(MOST_MS);
  }
}

const GERMAN = /^(?:Die|Der|Eine|Mit) .*\.$/s;
/** What PostgreSQL refuses in `jsonb`, as JSON.stringify writes it: NUL and halves of characters. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/i;

function expectWholeOrRefused(text: string): Outcome {
  const outcome = outcomeOf(text);
  if ('refusal' in outcome) {
    const sentence = refusalText(outcome.refusal);
    expect(sentence).toMatch(GERMAN);
    expect(sentence).not.toMatch(/\{\{(?:max|id|place|other|key|model)\}\}/);
    expect(JSON.stringify(sentence)).not.toMatch(UNSTORABLE);
    expect(sentence.length).toBeLessThan(5000);
    return outcome;
  }
  const { catalogue } = outcome;
  expect(catalogue.requirements).toHaveLength(requirementsIn((JSON.parse(text) as Holder)['catalog'] ?? {}));
  for (const { code, params, place } of catalogue.findings) {
    expect(findingText(code, params)).toMatch(/\.$|\)$/);
    expect((place ?? '').length).toBeLessThanOrEqual(500);
  }
  const written = JSON.stringify(catalogue);
  expect(written).not.toMatch(UNSTORABLE);
  expect(written.length).toBeLessThan(MOST_CHARACTERS);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  return outcome;
}

interface Holder {
  readonly [name: string]: Holder | undefined;
}

/** Counted in the simplest way, to compare with. */
function requirementsIn(holder: Holder): number {
  const listed = (name: string): readonly Holder[] =>
    Object.hasOwn(holder, name) ? (holder[name] as unknown as readonly Holder[]) : [];
  const sum = (holders: readonly Holder[]): number =>
    holders.reduce((total, one) => total + requirementsIn(one), 0);
  return listed('controls').length + sum(listed('controls')) + sum(listed('groups'));
}

const control = (number: number, over: object = {}): object => ({
  id: `ORG.${String(number)}`,
  class: 'eigen',
  title: `Anforderung ${String(number)} 💾`,
  props: [
    { name: 'alt-identifier', value: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}` },
    { name: 'sec_level', value: 'erhöht' },
    { name: 'tags', value: 'Konten, Rechte' },
  ],
  params: [{ id: `p${String(number)}`, label: 'einer Frist', select: { choice: ['a', 'b'] } }],
  links: [{ href: '#ORG.1', rel: 'related', text: 'Verweis' }],
  parts: [
    { name: 'statement', prose: `Nach {{ insert: param, p1 }} und {{ insert: param, p${String(number)} }}.` },
    { name: 'guidance', prose: 'So.', parts: [{ name: 'item', prose: 'Eins.' }] },
  ],
  ...over,
});
const whole = {
  catalog: {
    uuid: '8f0c3a52-6a0b-4d5f-9f3c-0d5b7a3f2c11',
    metadata: {
      title: 'Eigener Katalog',
      version: '1',
      'last-modified': '2026-06-30T08:00:00Z',
      'oscal-version': '1.1.3',
      parties: [{ uuid: '6f4c7c5e-0000-4000-8000-000000000001', type: 'organization', name: 'Stelle' }],
    },
    groups: [
      {
        id: 'ORG',
        title: 'Organisation',
        controls: [control(1, { controls: [control(2)] }), control(3)],
        groups: [{ id: 'ORG.U', title: 'Unten', controls: [control(4)] }],
      },
    ],
    'back-matter': { resources: [{ uuid: '6f4c7c5e-0000-4000-8000-000000000009', title: 'Quelle' }] },
  },
};

type Path = readonly (string | number)[];

/** Ways to everything in a value. */
function* pathsIn(value: unknown, path: Path = []): Iterable<Path> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [name, item] of Object.entries(value))
    yield* pathsIn(item, [...path, Array.isArray(value) ? Number(name) : name]);
}

const nested = (depth: number, inner: (level: number, below: unknown) => unknown): unknown => {
  let value: unknown = [];
  for (let level = 0; level < depth; level += 1) value = inner(level, value);
  return value;
};

/** Names that cannot be written in a literal; put in after the text is made. */
const NAMES = { PROTO: '__proto__', MAKER: 'constructor' } as const;

const HOSTILE: readonly unknown[] = [
  null,
  true,
  0,
  -1e308,
  '',
  ' ',
  'x'.repeat(300_000),
  '💾'.repeat(600),
  '\ud83d',
  `${'a'.repeat(99)}💾`,
  'a\u0000b',
  '\u001b[31m\u202e',
  '0000-01-01T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  'ORG.1',
  '00000000-0000-4000-8000-000000000001',
  '#ORG.3',
  'HTTPS://EXAMPLE.ORG',
  '{{ insert: param, p3 }}'.repeat(50),
  ['{{ insert: param, p1 }}', '{{ insert: param, p4 }}'],
  [],
  {},
  [[]],
  [null],
  [{}],
  [control(1)],
  [control(9), control(9)],
  [{ id: 'p1', label: '{{ insert: param, p1 }}{{ insert: param, p2 }}' }],
  Array.from({ length: 2000 }, (_, index) => ({ id: `q${String(index)}`, name: 'x', prose: 'y' })),
  nested(90, (_, below) => [below]),
  nested(90, (level, below) => [{ id: `n${String(level)}`, name: 'item', title: 'n', groups: below }]),
  nested(90, (_, below) => [{ name: 'item', parts: below }]),
  nested(200, (_, below) => ({ a: below })),
  { PROTO: { polluted: true, groups: [] }, MAKER: { prototype: { polluted: true } } },
  { '\u0000': 1, '\ud83d': 2 },
];

interface Mutation {
  readonly at: number;
  readonly kind: 'put' | 'drop' | 'repeat' | 'rename' | 'add';
  readonly value: unknown;
}

function mutated(mutations: readonly Mutation[]): string {
  const document = structuredClone(whole) as unknown;
  for (const mutation of mutations) {
    const paths = [...pathsIn(document)].slice(0, 5000);
    apply(document, paths[mutation.at % paths.length] ?? [], mutation);
  }
  return JSON.stringify(document).replace(/"(PROTO|MAKER)"/g, (_, name: keyof typeof NAMES) =>
    JSON.stringify(NAMES[name]),
  );
}

function apply(document: unknown, path: Path, { kind, value }: Mutation): void {
  const last = path.at(-1);
  if (last === undefined) return;
  const holder = path.slice(0, -1).reduce((at, name) => (at as Record<string, unknown>)[name], document);
  const fields = holder as Record<string, unknown>;
  if (kind === 'put') fields[last] = value;
  else if (kind === 'add') fields[Array.isArray(holder) ? holder.length : 'PROTO'] = value;
  else if (Array.isArray(holder)) {
    if (kind === 'drop') holder.splice(Number(last), 1);
    else if (kind === 'repeat') holder.push(structuredClone(holder[Number(last)]));
  } else {
    if (kind === 'rename') fields['MAKER'] = fields[last];
    if (kind !== 'repeat') Reflect.deleteProperty(fields, last);
  }
}

const mutations = fc.array(
  fc.record({
    at: fc.nat(),
    kind: fc.constantFrom<Mutation['kind']>('put', 'put', 'put', 'drop', 'repeat', 'rename', 'add'),
    value: fc.constantFrom(...HOSTILE),
  }),
  { minLength: 1, maxLength: 4 },
);

describe('a hostile file', () => {
  it('is what its tests change: a whole catalogue', () => {
    const outcome = expectWholeOrRefused(JSON.stringify(whole));
    expect('catalogue' in outcome && outcome.catalogue.findings.map(({ code }) => code)).toEqual([
      'licence-missing',
    ]);
  });

  it('is a whole catalogue or refused in German, whatever was changed in it', () => {
    const seen = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(mutations, (changes) => {
        seen['catalogue' in expectWholeOrRefused(mutated(changes)) ? 'taken' : 'refused'] += 1;
      }),
      { seed: 20261124, numRuns: 400 },
    );
    // Both ways are walked.
    expect(seen.taken).toBeGreaterThan(50);
    expect(seen.refused).toBeGreaterThan(50);
  });

  it.each(HOSTILE.map((value, index) => [index, value]))(
    'with hostile value %i in every place is a whole catalogue or refused',
    (_index, value) => {
      const places = [...pathsIn(whole)].length;
      // Long values are tried in every ninth place.
      const step = JSON.stringify(value).length > 10_000 ? 9 : 1;
      for (let at = 0; at < places; at += step) expectWholeOrRefused(mutated([{ at, kind: 'put', value }]));
    },
  );

  it('with any net of parameters, in circles too, stays within its budget', () => {
    const nets = fc.record({
      names: fc.array(fc.array(fc.nat({ max: 11 }), { maxLength: 12 }), { minLength: 12, maxLength: 12 }),
      times: fc.integer({ min: 1, max: 60 }),
      field: fc.constantFrom('label', 'values', 'choice'),
      words: fc.constantFrom('', 'Wort ', 'w'.repeat(2000)),
    });
    fc.assert(
      fc.property(nets, ({ names, times, field, words }) => {
        const insert = (index: number): string => `{{ insert: param, n${String(index)} }}`;
        const params = names.map((inner, index) => {
          const text = words + inner.map(insert).join('').repeat(times);
          const said = field === 'label' ? text : [text];
          return {
            id: `n${String(index)}`,
            ...(field === 'choice' ? { select: { choice: said } } : { [field]: said }),
          };
        });
        const parts = [{ name: 'statement', prose: insert(0).repeat(times) }];
        const controls = Array.from({ length: 20 }, (_, index) => control(index, { parts, params: [] }));
        expectWholeOrRefused(JSON.stringify({ catalog: { metadata: {}, params, controls } }));
      }),
      { seed: 20261124, numRuns: 100 },
    );
  });
});
