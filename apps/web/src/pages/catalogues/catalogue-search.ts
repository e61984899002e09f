import { textOf, viewOf, withoutAbsent } from '../../app/search-string.js';

/** State of the list of catalogues: the import that is being watched. */
export interface CatalogueListSearch {
  vorgang?: string;
}

/** Filters of a catalogue, as they stand in the URL; absent means all. Values are the catalogue's own words. */
export interface CatalogueSearch {
  praktik?: string;
  niveau?: string;
  verb?: string;
  q?: string;
  /** Saved view. */
  sicht?: string;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function catalogueListSearch(raw: Record<string, unknown>): CatalogueListSearch {
  const job = textOf(raw['vorgang'], 36);
  return job && uuid.test(job) ? { vorgang: job } : {};
}

export function catalogueSearch(raw: Record<string, unknown>): CatalogueSearch {
  return withoutAbsent({
    praktik: textOf(raw['praktik']),
    niveau: textOf(raw['niveau'], 100),
    verb: textOf(raw['verb'], 100),
    q: textOf(raw['q'], 100),
    sicht: viewOf(raw['sicht']),
  });
}
