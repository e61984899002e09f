/** Stands for every character that the printed face does not have: something was there. */
export const SUBSTITUTE = '□';

/** Lets a word break that is longer than a column of a table; shows nothing. */
const BREAK = '\u200B';
/** Words of letters stay whole up to here, for the setting hyphenates German; other runs (addresses, hashes) up to there. */
const LONGEST_WORD = 45;
const LONGEST_RUN = 28;
const BREAK_EVERY = 12;

const LINE_ENDS = /[\t\n\v\f\r\u0085\u2028\u2029]+/gu;
// Controls, format characters (soft hyphens, joiners, marks of direction), private use, unassigned, lone surrogates.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu;
// Private use and unassigned characters looked like something to whoever typed them; controls never did.
const LOST = /[\p{Co}\p{Cn}]/u;
const MARK = /\p{M}/u;
const NO_GLYPH_NEEDED = /\p{Zs}/u;

const LETTERS = /^[\p{L}\p{M}]+$/u;
const LONG_RUN = new RegExp(`[^\\s-]{${String(LONGEST_RUN + 1)},}`, 'gu');

const clusters = new Intl.Segmenter('de', { granularity: 'grapheme' });

/**
 * Text that the shipped face can show: controls and invisible characters are dropped, line ends become spaces, what has
 * no glyph becomes one □ per visible character. PDF/UA refuses the whole paper otherwise.
 */
export function printable(text: string, glyphs: ReadonlySet<number>): string {
  const flat = text.toWellFormed().normalize('NFC').replace(LINE_ENDS, ' ');
  let clean = '';
  for (const { segment } of clusters.segment(flat)) clean += cluster(segment, glyphs);
  return breakLongWords(clean);
}

/** One visible character with its marks; a base that can be shown stays, without the marks that cannot. */
function cluster(segment: string, glyphs: ReadonlySet<number>): string {
  const characters = [...segment.replace(INVISIBLE, '')];
  const [base] = characters;
  if (base === undefined) return LOST.test(segment) ? SUBSTITUTE : '';
  if (!shows(base, glyphs)) return NO_GLYPH_NEEDED.test(base) ? ' ' : SUBSTITUTE;
  return characters
    .filter((character) => shows(character, glyphs) || !MARK.test(character))
    .map((character) => (shows(character, glyphs) ? character : SUBSTITUTE))
    .join('');
}

function shows(character: string, glyphs: ReadonlySet<number>): boolean {
  return glyphs.has(character.codePointAt(0) ?? 0);
}

function breakLongWords(text: string): string {
  return text.replace(LONG_RUN, (run) => {
    const parts = [...clusters.segment(run)].map(({ segment }) => segment);
    if (LETTERS.test(run) && parts.length <= LONGEST_WORD) return run;
    return parts
      .map((part, index) => (index > 0 && index % BREAK_EVERY === 0 ? BREAK + part : part))
      .join('');
  });
}

/** The same value with every text in it made printable. */
export function printableValue<T>(value: T, glyphs: ReadonlySet<number>): T {
  const walk = (item: unknown): unknown => {
    if (typeof item === 'string') return printable(item, glyphs);
    if (Array.isArray(item)) return item.map(walk);
    if (typeof item !== 'object' || item === null) return item;
    return Object.fromEntries(Object.entries(item).map(([name, inner]) => [name, walk(inner)]));
  };
  return walk(value) as T;
}
