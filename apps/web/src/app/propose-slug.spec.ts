import { proposeShortName, proposeSlug, slugForm } from './propose-slug.js';

describe('an address proposed from a name', () => {
  it.each([
    ['Vogelsberg', 'vogelsberg'],
    ['Groß-Gerau (Kreis)', 'gross-gerau-kreis'],
    ['  Lahn–Dill / Süd ', 'lahn-dill-sued'],
    ['Café Été', 'cafe-ete'],
    ['!!!', ''],
  ])('%s becomes %s', (name, slug) => {
    expect(proposeSlug(name)).toBe(slug);
    if (slug) expect(slug).toMatch(slugForm);
  });

  it('keeps to its length without a hyphen at the end', () => {
    const slug = proposeSlug(`${'a'.repeat(59)} und mehr`);
    expect(slug).toHaveLength(59);
    expect(slug).toMatch(slugForm);
  });

  it.each([
    ['Landkreis Fulda', 'Fulda'],
    ['Vogelsbergkreis', 'Vogelsbergkreis'],
    ['Gemeinde Neuhof', 'Neuhof'],
    ['Universitätsstadt Marburg', 'Marburg'],
    ['Eigenbetrieb Abfallwirtschaft', 'Abfallwirtschaft'],
  ])('leaves the kind out of a short name: %s', (name, shortName) => {
    expect(proposeShortName(name)).toBe(shortName);
  });
});
