import type { ParsedCatalogue } from './model.js';
import { readCatalogue } from './read.js';
import { CatalogueRefusal } from './refusal.js';

const UUID = '8f0c3a52-6a0b-4d5f-9f3c-0d5b7a3f2c11';
const metadata = {
  title: 'Eigener Katalog',
  'last-modified': '2026-06-30T08:00:00.123456789Z',
  version: '1',
  'oscal-version': '1.1.3',
};

interface ControlSpec {
  readonly [name: string]: unknown;
  readonly id?: string;
}

const uuidOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const control = (id: string, number: number, over: ControlSpec = {}): ControlSpec => ({
  id,
  title: `Anforderung ${id}`,
  props: [{ name: 'alt-identifier', value: uuidOf(number) }],
  parts: [{ name: 'statement', prose: `${id} MUSS gelten.` }],
  ...over,
});
const catalogue = (content: object, over: object = {}): object => ({
  catalog: { uuid: UUID, metadata: { ...metadata, ...over }, ...content },
});
const codes = ({ findings }: ParsedCatalogue): string[] => findings.map(({ code }) => code);

function refusalOf(document: unknown): string {
  try {
    readCatalogue(document);
    return 'none';
  } catch (error) {
    if (error instanceof CatalogueRefusal) return error.code;
    throw error;
  }
}

describe('a catalogue', () => {
  it('is read with groups, nested requirements, scales and texts', () => {
    const parsed = readCatalogue(
      catalogue({
        groups: [
          {
            id: 'BER',
            title: 'Berechtigung',
            props: [{ name: 'label', value: 'BER', remarks: 'Worum es geht.' }],
            groups: [
              {
                id: 'BER.1',
                title: 'Grundlagen',
                controls: [
                  control('BER.1.1', 1, {
                    class: 'eigen',
                    props: [
                      { name: 'alt-identifier', value: uuidOf(1).toUpperCase() },
                      { name: 'sec_level', value: 'normal-SdT' },
                      { name: 'effort_level', value: '3' },
                      { name: 'tags', value: 'Konten, Rechte' },
                    ],
                    params: [{ id: 'ber.1.1-prm1', label: 'einer Frist' }],
                    parts: [
                      {
                        name: 'statement',
                        prose: 'Rechte SOLLTE nach {{ insert: param, ber.1.1-prm1 }} prüfen.',
                        props: [{ name: 'modal_verb', value: 'SOLLTE' }],
                      },
                      { name: 'guidance', prose: 'So geht es.' },
                    ],
                    controls: [control('BER.1.1.1', 2)],
                  }),
                ],
              },
            ],
          },
        ],
      }),
    );
    expect(parsed).toMatchObject({
      title: 'Eigener Katalog',
      edition: '1',
      oscalUuid: UUID,
      lastModifiedAt: '2026-06-30T08:00:00.123Z',
    });
    expect(parsed.groups).toEqual([
      {
        parent: null,
        code: 'BER',
        title: 'Berechtigung',
        altIdentifier: null,
        description: 'Worum es geht.',
        requirementCount: 2,
      },
      {
        parent: 0,
        code: 'BER.1',
        title: 'Grundlagen',
        altIdentifier: null,
        description: null,
        requirementCount: 2,
      },
    ]);
    expect(parsed.requirements[0]).toMatchObject({
      group: 1,
      practice: 0,
      parent: null,
      controlId: 'BER.1.1',
      key: uuidOf(1),
      level: 'normal-SdT',
      effort: '3',
      modalVerb: 'SOLLTE',
      tags: ['Konten', 'Rechte'],
      statement: 'Rechte SOLLTE nach einer Frist prüfen.',
      guidance: 'So geht es.',
    });
    expect(parsed.requirements[1]).toMatchObject({
      group: 1,
      practice: 0,
      parent: 0,
      controlId: 'BER.1.1.1',
    });
    expect(codes(parsed)).toEqual(['licence-missing']);
  });

  it('leads its links: by id, by key, with the underscore of BSI, to a source, outside, to nowhere', () => {
    const links = [
      '#B',
      `#${uuidOf(2)}`,
      `#_${uuidOf(2)}`,
      '#6f4c7c5e-0000-4000-8000-000000000009',
      'https://example.org/x',
      '#weg',
      'javascript:alert(1)',
    ];
    const parsed = readCatalogue(
      catalogue({
        controls: [
          control('A', 1, { links: links.map((href) => ({ href, rel: 'related' })) }),
          control('B', 2),
        ],
        'back-matter': {
          resources: [
            {
              uuid: '6f4c7c5e-0000-4000-8000-000000000009',
              title: 'Quelle',
              rlinks: [{ href: 'https://example.org/quelle' }],
            },
          ],
        },
      }),
    );
    expect(parsed.requirements[0]?.links.map(({ target, url, label }) => [target, url, label])).toEqual([
      [1, null, null],
      [1, null, null],
      [1, null, null],
      [null, 'https://example.org/quelle', 'Quelle'],
      [null, 'https://example.org/x', null],
      [null, null, null],
      [null, null, null],
    ]);
    expect(parsed.findings.find(({ code }) => code === 'link-unresolved')?.params).toEqual({
      count: 1,
      examples: 'A → weg',
    });
  });

  it('takes a parameter from wherever it is declared, and tells of one that is not', () => {
    const parsed = readCatalogue(
      catalogue({
        params: [{ id: 'oben', label: 'von oben {{ insert: param, tief }}' }],
        controls: [
          control('A', 1, {
            parts: [{ name: 'statement', prose: '{{ insert: param, oben }} {{ insert: param, fehlt }}' }],
          }),
          control('B', 2, { params: [{ id: 'tief', values: ['gesetzt'] }] }),
        ],
      }),
    );
    expect(parsed.requirements[0]?.statement).toBe('von oben gesetzt {{ insert: param, fehlt }}');
    expect(parsed.requirements[0]?.params.map(({ id, isForeign }) => [id, isForeign])).toEqual([
      ['oben', true],
      ['tief', true],
    ]);
    expect(codes(parsed)).toContain('param-unresolved');
  });

  it('falls back to the printed id where there is no key, to the key where there is no id, and says so', () => {
    const parsed = readCatalogue(
      catalogue({
        controls: [control('5.1', 1, { props: [] }), control('x', 2, { id: undefined as never })],
      }),
    );
    expect(parsed.requirements.map(({ controlId, key }) => [controlId, key])).toEqual([
      ['5.1', '5.1'],
      [uuidOf(2), uuidOf(2)],
    ]);
    expect(codes(parsed)).toEqual(expect.arrayContaining(['key-from-id', 'id-from-key', 'schema']));
  });

  it('understands the German names of older catalogues', () => {
    const props = [
      { name: 'alt_identifier', value: uuidOf(1) },
      { name: 'Sicherheitsniveau', value: 'erhöht' },
      { name: 'Aufwandslevel', value: '4' },
      { name: 'Modalverb', value: 'KANN' },
    ];
    expect(
      readCatalogue(catalogue({ controls: [control('A', 1, { props })] })).requirements[0],
    ).toMatchObject({ level: 'erhöht', effort: '4', modalVerb: 'KANN' });
  });

  it('with faults against the schema is taken, each fault named with its place', () => {
    const parsed = readCatalogue(
      catalogue(
        {
          controls: [
            control('A', 1, { extra: 1 }),
            control('7', 2),
            control('C', 3, { title: undefined }),
            control('D', 4, { props: [{ name: 'alt-identifier', value: uuidOf(4), ns: 'kein Ort' }] }),
          ],
        },
        { 'oscal-version': '9.9', 'last-modified': 'gestern' },
      ),
    );
    expect(parsed.requirements).toHaveLength(4);
    const schema = parsed.findings
      .filter(({ code }) => code === 'schema')
      .map(({ place, params }) => [place, params['rule'], params['detail']]);
    expect(schema).toEqual([
      ['/catalog/metadata', 'pattern', ''],
      ['/catalog/controls/0', 'additionalProperties', 'extra'],
      ['/catalog/controls/1', 'pattern', ''],
      ['/catalog/controls/2', 'required', 'title'],
      ['/catalog/controls/3', 'pattern', ''],
    ]);
    expect(codes(parsed)).toEqual(expect.arrayContaining(['version-unknown', 'title-missing']));
    expect(parsed.lastModifiedAt).toBeNull();
  });

  it('is checked against the schema of its version', () => {
    for (const version of ['1.0.0', '1.1.2', '1.1.3', '1.2.1', '1.2.2']) {
      expect(
        codes(readCatalogue(catalogue({ controls: [control('A', 1)] }, { 'oscal-version': version }))),
      ).toEqual(['licence-missing']);
    }
    expect(
      codes(readCatalogue(catalogue({ controls: [control('A', 1)] }, { 'oscal-version': undefined }))),
    ).toContain('version-missing');
  });

  it('names its licence: from the file, of a known source, or none', () => {
    const own = readCatalogue(
      catalogue(
        { controls: [control('A', 1)] },
        { links: [{ rel: 'license', href: 'https://example.org/l', text: 'Freie Lizenz' }] },
      ),
    );
    expect([own.licence, own.licenceUrl]).toEqual(['Freie Lizenz', 'https://example.org/l']);
    const ns = 'https://github.com/BSI-Bund/Stand-der-Technik-Bibliothek/tree/main/x.csv';
    const known = readCatalogue(
      catalogue({ controls: [control('A', 1, { props: [{ name: 'sec_level', value: 'x', ns }] })] }),
    );
    expect(known.licence).toBe('CC BY-SA 4.0');
  });

  it('loses control characters and half characters, never its line ends', () => {
    const parsed = readCatalogue(
      catalogue({
        controls: [control('A', 1, { parts: [{ name: 'statement', prose: 'a\u0007b\r\nc \ud83d d Ł 💾' }] })],
      }),
    );
    expect(parsed.requirements[0]?.statement).toBe('ab\nc \ufffd d Ł 💾');
    expect(codes(parsed)).toContain('text-cleaned');
  });

  it('reads nothing through a prototype', () => {
    const document = JSON.parse(
      `{"catalog": {"uuid": "${UUID}", "metadata": {"title": "x", "__proto__": {"version": "geerbt"}}, "__proto__": {"groups": []},
        "controls": [{"id": "A", "title": "a", "__proto__": {"class": "geerbt", "polluted": true}, "constructor": {"prototype": {"polluted": true}}}]}}`,
    ) as unknown;
    const parsed = readCatalogue(document);
    expect([
      parsed.edition,
      parsed.requirements[0]?.class,
      ({} as Record<string, unknown>)['polluted'],
    ]).toEqual(['', null, undefined]);
    expect(codes(parsed)).toContain('schema');
  });
});

describe('a file that is no catalogue, or whose requirements could be confused', () => {
  const nested = (depth: number, name: 'groups' | 'controls' | 'parts'): object => {
    let inner: object = name === 'parts' ? { name: 'item', prose: 'x' } : control('innen', 1);
    for (let level = 0; level < depth; level += 1) {
      inner =
        name === 'parts'
          ? { name: 'item', parts: [inner] }
          : name === 'controls'
            ? control(`c${String(level)}`, level + 2, { controls: [inner] })
            : { id: `g${String(level)}`, title: 'g', [level === 0 ? 'controls' : 'groups']: [inner] };
    }
    return name === 'parts'
      ? catalogue({ controls: [control('A', 1, { parts: [inner] })] })
      : catalogue({ [name]: [inner] });
  };

  it.each([
    ['not-a-catalogue', null],
    ['not-a-catalogue', []],
    ['not-a-catalogue', {}],
    ['not-a-catalogue', { catalog: [] }],
    ['not-a-catalogue', { vulnerabilities: [] }],
    ['other-model', { profile: {} }],
    ['other-model', { 'component-definition': {} }],
    ['no-requirements', catalogue({})],
    ['no-requirements', catalogue({ groups: [{ id: 'A', title: 'leer' }] })],
    ['structure', catalogue({ groups: {} })],
    ['structure', catalogue({ controls: ['A'] })],
    ['structure', catalogue({ controls: [control('A', 1, { parts: 'Text' })] })],
    ['duplicate-id', catalogue({ controls: [control('A', 1), control('A', 2)] })],
    ['duplicate-id', catalogue({ groups: [{ id: 'A', title: 'a', controls: [control('A', 1)] }] })],
    ['duplicate-key', catalogue({ controls: [control('A', 1), control('B', 1)] })],
    ['id-missing', catalogue({ controls: [{ title: 'ohne alles' }] })],
    ['id-too-long', catalogue({ controls: [control('A'.repeat(201), 1)] })],
    ['nul', catalogue({ controls: [control('A', 1, { title: 'a\u0000b' })] })],
    ['too-deep', nested(70, 'groups')],
    ['too-deep', nested(70, 'controls')],
    ['too-deep', nested(70, 'parts')],
    ['none', nested(60, 'groups')],
    ['none', nested(60, 'controls')],
    ['none', nested(60, 'parts')],
  ])('is refused as %s', (code, document) => {
    expect(refusalOf(document)).toBe(code);
  });

  it('cannot fill the memory with findings', () => {
    const controls = Array.from({ length: 5000 }, (_, index) => ({ id: String(index), props: [{ bad: 1 }] }));
    const parsed = readCatalogue(catalogue({ controls }));
    expect(parsed.requirements).toHaveLength(5000);
    expect(parsed.findings.length).toBeLessThan(250);
    expect(
      parsed.findings.find(({ code, params }) => code === 'schema-more' && params['kind'] === 'schema')
        ?.params['count'],
    ).toBe(4900);
  });
});
