import fc from 'fast-check';
import { decodeJson } from './decode.js';
import { CatalogueRefusal } from './refusal.js';

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');

function refusalOf(content: Uint8Array): string {
  try {
    decodeJson(content);
    return 'none';
  } catch (error) {
    if (error instanceof CatalogueRefusal) return error.code;
    throw error;
  }
}

describe('bytes of a file', () => {
  it.each([
    ['truncated', bytes('{"catalog": {"groups": [{"id": "GC"')],
    ['truncated', bytes('{"catalog": "mitten im Wo')],
    ['truncated', bytes('{"catalog": "\\')],
    ['not-json', bytes('{"catalog": }')],
    ['not-json', bytes('')],
    ['not-json', bytes('<html></html>')],
    ['not-json', bytes("{'catalog': {}}")],
    ['nul', bytes('{"catalog": "a\u0000b"}')],
    ['encoding', Buffer.from('\uFEFF{"catalog": {}}', 'utf16le')],
    ['encoding', Buffer.from([0xfe, 0xff, 0, 0x7b])],
    ['encoding', Buffer.from('{"title": "für"}', 'latin1')],
    ['too-deep', bytes(`${'['.repeat(301)}${']'.repeat(301)}`)],
    ['too-deep', bytes(`${'{"a":'.repeat(500_000)}1${'}'.repeat(500_000)}`)],
    ['too-deep', bytes('['.repeat(1_000_000))],
    ['duplicate-field', bytes('{"catalog": {"controls": [1], "x": {"controls": 1}, "controls": [2]}}')],
    ['duplicate-field', bytes('[{"ä": 1, "b": [",", {"ä": 2}], "\\u00e4": 3}]')],
    ['none', bytes('[{"a": "a", "b": {"a": 1}, "c": [{"a": 1}, {"a": 2}, "a", "a"]}, {"a": 1}]')],
  ])('are refused as %s', (code, content) => {
    expect(refusalOf(content)).toBe(code);
  });

  it('may begin with the mark of UTF-8', () => {
    expect(decodeJson(Buffer.from('\uFEFF{"a": "ä"}', 'utf8'))).toEqual({ a: 'ä' });
  });

  it('are not deep because of brackets in texts', () => {
    expect(decodeJson(bytes(JSON.stringify({ a: `${'['.repeat(1000)}\\"{` })))).toEqual({
      a: `${'['.repeat(1000)}\\"{`,
    });
  });

  it('are read as JSON.parse does, or refused; nothing else comes out', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(decodeJson(bytes(text))).toEqual(JSON.parse(text));
      }),
    );
    // Names of fields that are anything, one of them twice.
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (names) => {
        const fields = names.map((name) => `${JSON.stringify(name)}: {}`);
        expect(refusalOf(bytes(`{${fields.join()}}`))).toBe('none');
        expect(refusalOf(bytes(`{${[...fields, fields[0]].join()}}`))).toBe('duplicate-field');
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (content) => {
        expect(refusalOf(content)).toEqual(expect.any(String));
      }),
    );
  });

  it('cut at any place are refused', () => {
    const whole = bytes(
      JSON.stringify({
        catalog: { metadata: { title: 'Prüfung [„x“] {y}' }, groups: [{ id: 'A', controls: [] }] },
      }),
    );
    for (let end = 0; end < whole.length; end += 1)
      expect(refusalOf(whole.subarray(0, end))).not.toBe('none');
  });
});
