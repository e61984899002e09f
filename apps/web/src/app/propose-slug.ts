const letters: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** Form of an address; the server checks the same. */
export const slugForm = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** An address made from a name: „Groß-Gerau (Kreis)“ becomes `gross-gerau-kreis`. May be empty. */
export function proposeSlug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/ +/g, '-')
    .slice(0, 60)
    .replace(/-$/, '');
}

/** What remains of a name without the word for its kind: „Landkreis Fulda“ becomes „Fulda“. At most 60 characters. */
export function proposeShortName(name: string): string {
  return name
    .trim()
    .replace(
      /^(land)?kreis(stadt)?\s+|^(universitäts|hoch|kur)?stadt\s+|^(markt)?gemeinde\s+|^eigenbetrieb\s+/iu,
      '',
    )
    .slice(0, 60)
    .trim();
}
