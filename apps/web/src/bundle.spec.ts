import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Sizes a county's office on a slow line can live with (ux.md §3), in kB as gzip makes them. */
const budget = { entry: 150, page: 190, dateTimePage: 260, texts: 20, css: 26, fonts: 75 } as const;

/** Ends of the names of the files of texts, by language. */
const languages = { de: '', en: '-en' } as const;

const dist = join(__dirname, '../dist');
const manifestFile = join(dist, '.vite/manifest.json');

interface Chunk {
  file: string;
  css?: string[];
  imports?: string[];
}

type Manifest = Record<string, Chunk>;

const kilobytes = (file: string): number => {
  const packed = join(dist, `${file}.gz`);
  return statSync(existsSync(packed) ? packed : join(dist, file)).size / 1000;
};

/** A chunk and everything it imports at once, as files. */
function filesOf(manifest: Manifest, key: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[key];
  if (!chunk || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const style of chunk.css ?? []) seen.add(style);
  for (const other of chunk.imports ?? []) filesOf(manifest, other, seen);
  return seen;
}

const sum = (files: Iterable<string>, ending: string): number =>
  [...files].filter((file) => file.endsWith(ending)).reduce((total, file) => total + kilobytes(file), 0);

// `npm test` builds first; a single run without a build has nothing to measure.
const measured = existsSync(manifestFile) ? describe : describe.skip;

measured('bundle', () => {
  const manifest = (
    existsSync(manifestFile) ? JSON.parse(readFileSync(manifestFile, 'utf8')) : {}
  ) as Manifest;
  const textsOf = (language: keyof typeof languages, kind: string): Set<string> =>
    filesOf(manifest, `src/i18n/${kind}-texts${languages[language]}.ts`);
  /** First script and first texts, of the language that needs more. */
  const heavier = sum(textsOf('de', 'start'), '.js') >= sum(textsOf('en', 'start'), '.js') ? 'de' : 'en';
  const entry = new Set([...filesOf(manifest, 'index.html'), ...textsOf(heavier, 'start')]);
  /** Frame of every page behind the sign-in. */
  const shell = filesOf(manifest, 'src/shell/Shell.tsx');
  const pages = Object.keys(manifest).filter((key) => /^src\/pages\/.*Page\.tsx$/.test(key));

  it(`starts with at most ${String(budget.entry)} kB of script`, () => {
    expect(sum(entry, '.js')).toBeLessThanOrEqual(budget.entry);
  });

  it('reads the texts of one language only, in files of their own', () => {
    const scripts = filesOf(manifest, 'index.html');
    for (const kind of ['start', 'page', 'session']) {
      const [german, english] = [[...textsOf('de', kind)], [...textsOf('en', kind)]];
      expect(german).toHaveLength(1);
      expect(english).toHaveLength(1);
      expect(english).not.toEqual(german);
      expect(scripts).not.toContain(german[0]);
      expect(scripts).not.toContain(english[0]);
    }
    const texts = readFileSync(join(dist, [...textsOf('en', 'page')][0] ?? ''), 'utf8');
    expect(texts).toContain('Report incident');
    expect(texts).not.toContain('Vorfall melden');
  });

  it.each(['de', 'en'] as const)(
    `has at most ${String(budget.texts)} kB of texts behind the sign-in: %s`,
    (language) => {
      expect(sum(textsOf(language, 'page'), '.js')).toBeLessThanOrEqual(budget.texts);
    },
  );

  it('asks for the first texts of the language before the first script has been read', () => {
    const html = readFileSync(join(dist, 'index.html'), 'utf8');
    for (const language of ['de', 'en'] as const) {
      for (const file of textsOf(language, 'start')) expect(html).toContain(`'/${file}'`);
    }
  });

  it('has a chunk for every page, and one for the frame around them', () => {
    expect(shell.size).toBeGreaterThan(0);
    expect(pages.length).toBeGreaterThanOrEqual(11);
  });

  it.each(pages)('%s stays within the first visit', (page) => {
    const frame = page.includes('/session/') ? [] : shell;
    const files = new Set([...entry, ...frame, ...filesOf(manifest, page)]);
    const withDates = /Report|Incident\/|incident\/|Members/.test(page);
    expect(sum(files, '.js')).toBeLessThanOrEqual(withDates ? budget.dateTimePage : budget.page);
    // Page, fonts, icon, and the requests for data come on top of these.
    expect(files.size).toBeLessThanOrEqual(40);
  });

  it(`needs at most ${String(budget.css)} kB of styles on any page`, () => {
    for (const page of pages) {
      const files = new Set([...entry, ...shell, ...filesOf(manifest, page)]);
      expect(sum(files, '.css')).toBeLessThanOrEqual(budget.css);
    }
  });

  it('loads three weights of the face, preloaded', () => {
    const fonts = readdirSync(join(dist, 'assets')).filter((file) => file.endsWith('.woff2'));
    expect(fonts).toHaveLength(3);
    expect(fonts.reduce((total, file) => total + kilobytes(`assets/${file}`), 0)).toBeLessThanOrEqual(
      budget.fonts,
    );
    const html = readFileSync(join(dist, 'index.html'), 'utf8');
    for (const font of fonts) expect(html).toContain(`rel="preload" href="/assets/${font}"`);
  });

  it('is there compressed in both forms', () => {
    const scripts = readdirSync(join(dist, 'assets')).filter((file) => file.endsWith('.js'));
    for (const script of scripts.filter((file) => statSync(join(dist, 'assets', file)).size >= 512)) {
      expect(existsSync(join(dist, 'assets', `${script}.gz`))).toBe(true);
      expect(existsSync(join(dist, 'assets', `${script}.br`))).toBe(true);
    }
  });

  it('has one inline script, so that the content security policy needs one hash', () => {
    const html = readFileSync(join(dist, 'index.html'), 'utf8');
    expect(html.match(/<script>/g)).toHaveLength(1);
    expect(html).not.toMatch(/<style| style=| on\w+=/);
  });
});
