import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { printable, printableValue, SUBSTITUTE } from './clean.js';
import { commonGlyphs, glyphsOf } from './glyphs.js';

const fonts = dirname(createRequire(__filename).resolve('source-sans/package.json'));
const face = (name: string): Buffer => readFileSync(join(fonts, 'OTF', `SourceSans3-${name}.otf`));
const glyphs = commonGlyphs(['Regular', 'It', 'Semibold', 'Bold'].map(face));
const BREAK = 0x200b;

describe('glyphs of the shipped face', () => {
  it('has what names in Germany and its neighbours need, and the substitute itself', () => {
    for (const character of `äöüßÄÖÜẞéèçłŁóźżřčšžñøåőűğşİı€§–„“‚‘…·×±−${SUBSTITUTE}`)
      expect([character, glyphs.has(character.codePointAt(0) ?? 0)]).toEqual([character, true]);
    for (const character of '漢あ한א😀')
      expect([character, glyphs.has(character.codePointAt(0) ?? 0)]).toEqual([character, false]);
  });

  it('reads the same from both kinds of files', () => {
    const fromTtf = glyphsOf(readFileSync(join(fonts, 'TTF', 'SourceSans3-Regular.ttf')));
    expect([...glyphsOf(face('Regular'))].sort()).toEqual([...fromTtf].sort());
  });

  it('refuses what is no font', () => {
    expect(() => glyphsOf(Buffer.from('kein Font, nur Text und noch mehr davon'))).toThrow(RangeError);
  });
});

describe('printable text', () => {
  it.each([
    ['Łódź, Žižkov, Ångström', 'Łódź, Žižkov, Ångström'],
    ['Post 📮 verloren', 'Post □ verloren'],
    ['Familie 👨‍👩‍👧‍👦 eins', 'Familie □ eins'],
    ['Flagge 🇩🇪', 'Flagge □'],
    ['漢字', '□□'],
    ['a\u0007b\u0000c\u001b[31m', 'abc[31m'],
    ['Zeile\r\nzwei\tdrei\u2028vier', 'Zeile zwei drei vier'],
    ['e\u0301t\u00e9', 'été'],
    ['rechts \u202enach links', 'rechts nach links'],
    ['Soft\u00adhyphen und\u200bBreite', 'Softhyphen undBreite'],
    ['#import "x" $x$ *b* <tag> _u_ \\ @ref // = [x]', '#import "x" $x$ *b* <tag> _u_ \\ @ref // = [x]'],
    ['\ud800 einsam', '□ einsam'],
    ['\ue000 privat', '□ privat'],
    ['', ''],
  ])('of %j is %j', (text, expected) => {
    expect(printable(text, glyphs)).toBe(expected);
  });

  it('never holds a character that the face cannot show', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const character of printable(text, glyphs)) {
          const code = character.codePointAt(0) ?? 0;
          expect([character, glyphs.has(code) || code === BREAK]).toEqual([character, true]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('changes nothing when done twice, but for places to break', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const once = printable(text, glyphs).replaceAll('\u200b', '');
        expect(printable(once, glyphs).replaceAll('\u200b', '')).toBe(once);
      }),
    );
  });

  it('lets runs break that are longer than a column, and leaves German words whole', () => {
    expect(printable('Rindfleischetikettierungsüberwachung', glyphs)).toBe(
      'Rindfleischetikettierungsüberwachung',
    );
    expect(
      printable('x'.repeat(200), glyphs)
        .split('\u200b')
        .every((part) => part.length <= 12),
    ).toBe(true);
    expect(printable('a1'.repeat(20), glyphs)).toContain('\u200b');
  });

  it('reaches every text of a value and leaves the rest', () => {
    expect(printableValue({ a: ['漢', 1, null, { b: true, c: 'x\u0007' }] }, glyphs)).toEqual({
      a: ['□', 1, null, { b: true, c: 'x' }],
    });
  });
});
