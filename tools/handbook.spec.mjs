import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { germanLabels, web } from '@bergfried/texts';

const folder = 'docs/handbuch';
const pages = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

/** Every German text of the interface. */
const texts = new Set();
collect(web);
collect(germanLabels);

function collect(value) {
  if (typeof value === 'string') texts.add(value.replaceAll('\u00ad', ''));
  else for (const below of Object.values(value)) collect(below);
}

const found = (text, pattern) => [...text.matchAll(pattern)].map(([, what]) => what);

describe.each(pages)('$name of the Handbuch', ({ text }) => {
  it('names buttons and headings as they stand in the interface', () => {
    const labels = found(text, /\*\*([^*]+)\*\*/g).filter((label) => !/[.:]$/.test(label));
    expect(labels.filter((label) => !texts.has(label))).toEqual([]);
  });

  it('links to what is there', () => {
    const targets = found(text, /\]\(([^)#]+)(?:#[^)]*)?\)/g).filter((target) => !target.startsWith('http'));
    expect(targets.filter((target) => !existsSync(join(folder, target)))).toEqual([]);
  });
});

it('every picture is taken by the script and shown somewhere', async () => {
  const { shots } = await import('./lib/handbook-shots.mjs');
  const taken = shots.map(({ name }) => `bilder/${name}.png`).sort();
  const shown = pages.flatMap(({ text }) => found(text, /\]\((bilder\/[^)]+)\)/g));
  expect([...new Set(shown)].sort()).toEqual(taken);
  expect(
    readdirSync(join(folder, 'bilder'))
      .map((name) => `bilder/${name}`)
      .sort(),
  ).toEqual(taken);
});
