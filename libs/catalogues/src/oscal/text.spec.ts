import fc from 'fast-check';
import { cut, printable } from './text.js';

const units = fc.string({ unit: 'binary', maxLength: 60 });
/** Any code units, halves of characters included. */
const broken = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
  .map((codes) => String.fromCharCode(...codes));

describe('a text', () => {
  it('is well-formed and without control characters afterwards, and then stays as it is', () => {
    fc.assert(
      fc.property(fc.oneof(units, broken), (text) => {
        const clean = printable(text);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean).not.toMatch(new RegExp('[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f]'));
        expect(printable(clean)).toBe(clean);
      }),
    );
  });

  it('is cut to its length at most, between characters', () => {
    fc.assert(
      fc.property(fc.oneof(units, broken), fc.integer({ min: 2, max: 30 }), (text, max) => {
        const short = cut(text, max);
        expect(short.length).toBeLessThanOrEqual(max);
        expect(short.isWellFormed()).toBe(true);
      }),
    );
    expect(cut('ab💾cd', 4)).toBe('ab…');
    expect(cut('ab💾cd', 5)).toBe('ab💾…');
    expect(cut('ab💾', 4)).toBe('ab💾');
  });
});
