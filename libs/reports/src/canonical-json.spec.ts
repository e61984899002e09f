import fc from 'fast-check';
import { canonicalJson, sha256, type Json } from './canonical-json.js';

/** The same value with its keys in another order. */
function shuffled(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => shuffled(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as Readonly<Record<string, Json>>)
      .reverse()
      .map(([name, item]) => [name, shuffled(item)]),
  );
}

describe('canonical JSON', () => {
  it('is the same text for the same content in any order, and reads back as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const json = JSON.parse(JSON.stringify(value)) as Json;
        const text = canonicalJson(json);
        expect(canonicalJson(shuffled(json))).toBe(text);
        expect(JSON.parse(text)).toEqual(json);
      }),
    );
  });

  it('refuses what JSON cannot say', () => {
    expect(() => canonicalJson(NaN)).toThrow(TypeError);
    expect(() => canonicalJson({ a: undefined } as unknown as Json)).toThrow(TypeError);
  });

  it('hashes as everybody does', () => {
    expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});
