import type { Prop } from './model.js';

/** Under which terms a catalogue may be used and shown. */
export interface Licence {
  readonly name: string | null;
  readonly url: string | null;
  /** Where it comes from. */
  readonly sourceUrl: string | null;
}

/**
 * Publishers whose files carry no licence but whose repository has one. The vocabulary of the props tells where a file comes
 * from; a catalogue that only cites the publisher (ISO titles in a BSI folder) does not use it.
 */
const KNOWN_SOURCES = [
  {
    namespace: 'https://github.com/BSI-Bund/Stand-der-Technik-Bibliothek',
    name: 'CC BY-SA 4.0',
    url: 'https://creativecommons.org/licenses/by-sa/4.0/deed.de',
  },
] as const;

const LICENCE_NAMES = new Set(['license', 'licence', 'lizenz', 'rights']);

/** The licence from the metadata, else of a known publisher, else none. */
export function licenceOf(
  metadata: readonly Prop[],
  links: readonly { rel: string; href: string; text: string | null }[],
  requirementProps: Iterable<Prop>,
): Licence {
  const named = metadata.find(({ name }) => LICENCE_NAMES.has(name.toLowerCase()));
  const linked = links.find(({ rel }) => LICENCE_NAMES.has(rel.toLowerCase()));
  if (named || linked) {
    const url = linked && isWebAddress(linked.href) ? linked.href : null;
    return { name: named?.value ?? linked?.text ?? linked?.href ?? null, url, sourceUrl: null };
  }
  for (const { ns } of requirementProps) {
    const source = KNOWN_SOURCES.find(({ namespace }) => ns?.startsWith(namespace));
    if (source) return { name: source.name, url: source.url, sourceUrl: source.namespace };
  }
  return { name: null, url: null, sourceUrl: null };
}

/** An address that may become a link on a page; the database takes it in lower case only. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s]+$/.test(text) && URL.canParse(text);
}
