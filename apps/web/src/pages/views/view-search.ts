import { parseSearch, stringifySearch } from '../../app/search-string.js';

/** Search of a list as one text, whatever the order of its filters; the view itself is no filter. */
export function filterText(search: object): string {
  const entries = Object.entries(search).filter(([name]) => name !== 'sicht');
  return stringifySearch(Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b)))).slice(1);
}

/** What is left of a stored filter when the page reads it, and how many parameters fell away or lost values. */
export function readView<S extends object>(
  query: string,
  read: (raw: Record<string, unknown>) => S,
): { search: S; dropped: number } {
  const raw = parseSearch(query);
  const search = read(raw);
  const kept = new Map(
    Object.entries(parseSearch(stringifySearch(Object.fromEntries(Object.entries(search))))),
  );
  return { search, dropped: Object.entries(raw).filter(([name, value]) => kept.get(name) !== value).length };
}
