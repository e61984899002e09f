import { fieldErrors as germanFieldErrors, problems as germanProblems } from './de/problems.js';
import { exportTexts as germanExports } from './de/exports.js';
import { labels as germanLabels } from './de/labels.js';
import { web } from './de/web.js';
import { fieldErrors as englishFieldErrors, problems as englishProblems } from './en/problems.js';
import { exportTexts as englishExports } from './en/exports.js';
import { labels as englishLabels } from './en/labels.js';
import { web as englishWeb } from './en/web.js';
import { sameInBoth } from './same.js';
import {
  fieldErrorText,
  fill,
  label,
  languageOf,
  problemText,
  type FieldErrorCode,
  type ProblemKey,
} from './translate.js';

/** Every text by its path, for example `problems.not-found.title`. */
function flat(texts: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries<string | object>(texts as Record<string, string | object>)) {
    if (typeof value === 'string') found.set(path + key, value);
    else for (const [below, text] of flat(value, `${path}${key}.`)) found.set(below, text);
  }
  return found;
}
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(.*?)\}\}/g)].map(([, name]) => name ?? '').sort();

const german = flat({
  labels: germanLabels,
  problems: germanProblems,
  fieldErrors: germanFieldErrors,
  exports: germanExports,
  web,
});
const english = flat({
  labels: englishLabels,
  problems: englishProblems,
  fieldErrors: englishFieldErrors,
  exports: englishExports,
  web: englishWeb,
});

describe('German and English', () => {
  it('have the same keys', () => {
    expect([...english.keys()].sort()).toEqual([...german.keys()].sort());
    expect(german.size).toBeGreaterThan(100);
  });

  it('have the same placeholders', () => {
    const differences = [...german].filter(
      ([key, text]) => placeholders(text).join() !== placeholders(english.get(key) ?? '').join(),
    );
    expect(differences).toEqual([]);
  });

  it('differ, but for words that a person has looked at', () => {
    const same = [...german].filter(
      ([key, text]) => english.get(key) === text && /\p{L}/u.test(text.replace(/\{\{\w+\}\}/g, '')),
    );
    const words = new Set(same.map(([, text]) => text));
    expect([...words].filter((text) => !sameInBoth.has(text))).toEqual([]);
    // What no text says any more does not stay allowed.
    expect([...sameInBoth].filter((text) => !words.has(text))).toEqual([]);
  });

  it('have the same elements for links in a sentence', () => {
    const elements = (text: string): string => (text.match(/<\/?\w+>/g) ?? []).sort().join();
    expect([...german].filter(([key, text]) => elements(text) !== elements(english.get(key) ?? ''))).toEqual(
      [],
    );
  });

  it('have no German letters in English, but in names', () => {
    expect([...english].filter(([, text]) => /[äöüßÄÖÜ„]/.test(text))).toEqual([]);
  });
});

describe('every text', () => {
  const all = [...german, ...[...english].map(([key, text]) => [`en.${key}`, text] as const)];

  it('says something, without space around it or two in a row', () => {
    expect(all.filter(([, text]) => text.trim() !== text || text === '' || /\s{2}/.test(text))).toEqual([]);
  });

  it('has whole placeholders with names that a program can fill', () => {
    const broken = all.filter(([, text]) => /\{|\}/.test(text.replace(/\{\{[a-zA-Z]\w*\}\}/g, '')));
    expect(broken).toEqual([]);
  });

  it('in German has German quotation marks and no straight ones but where the interface is quoted', () => {
    const straight = [...german].filter(([, text]) => /"/.test(text) && !/If-Match/.test(text));
    expect(straight).toEqual([]);
  });

  it('with a number has both of its forms, and both count', () => {
    const keys = [...german.keys()];
    const one = keys.filter((key) => key.endsWith('_one')).map((key) => key.slice(0, -'_one'.length));
    const other = keys.filter((key) => key.endsWith('_other')).map((key) => key.slice(0, -'_other'.length));
    expect(one.sort()).toEqual(other.sort());
  });

  it('addresses people as Sie', () => {
    const familiar = [...german].filter(([, text]) => /\b(du|dein|deine|deinen|dich|dir)\b/i.test(text));
    expect(familiar).toEqual([]);
  });
});

describe('filling', () => {
  it('replaces what is given and leaves the rest to be seen', () => {
    expect(fill('{{a}} und {{b}}', { a: 1 })).toBe('1 und {{b}}');
    expect(fill('{{toString}}', {})).toBe('{{toString}}');
  });

  it('takes what is filled in as text, whatever it looks like', () => {
    expect(fill('{{a}} {{b}}', { a: '{{b}} $& $1', b: 'x' })).toBe('{{b}} $& $1 x');
  });

  it.each(Object.keys(germanProblems) as ProblemKey[])(
    'works for the problem %s in both languages',
    (key) => {
      const names = placeholders(JSON.stringify(germanProblems[key]));
      const params = Object.fromEntries(names.map((name) => [name, `<${name}>`]));
      for (const language of ['de', 'en'] as const) {
        const { title, detail } = problemText(language, key, params);
        expect(`${title} ${detail}`).not.toMatch(/\{\{/);
        for (const name of names) expect(`${title} ${detail}`).toContain(`<${name}>`);
      }
    },
  );

  it.each(Object.keys(germanFieldErrors) as FieldErrorCode[])('works for the field error %s', (code) => {
    expect(fieldErrorText('de', code, { min: 3, max: 200, values: 'a, b' })).not.toMatch(/\{\{/);
    expect(fieldErrorText('en', code, { min: 3, max: 200, values: 'a, b' })).not.toMatch(/\{\{/);
  });
});

describe('words', () => {
  it('stand for codes, and an unknown code stays', () => {
    expect(label('de', 'status', 'closed')).toBe('geschlossen');
    expect(label('en', 'level', 4)).toBe('critical');
    expect(label('de', 'status', 'new')).toBe('new');
  });

  it('do not come from what every object inherits', () => {
    expect(label('de', 'status', 'constructor')).toBe('constructor');
  });
});

describe('the language of a caller', () => {
  it.each([
    [undefined, 'de'],
    ['', 'de'],
    ['en', 'en'],
    ['EN-us, de', 'en'],
    ['fr, en;q=0.8, de;q=0.5', 'en'],
    ['de-AT', 'de'],
    ['fr', 'de'],
    ['*', 'de'],
    ['english', 'en'],
  ])('of %j is %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
