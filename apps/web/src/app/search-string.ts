/**
 * Search parameters stand readable in the URL: `?ansicht=offen&status=reported,triaged`.
 * The router's own form would quote strings and encode lists as JSON.
 */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value === undefined || value === null || value === '' || value === false) continue;
    const text = Array.isArray(value)
      ? value.join(',')
      : typeof value === 'string'
        ? value
        : JSON.stringify(value);
    if (text !== '') params.set(name, text);
  }
  const text = params.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return text === '' ? '' : `?${text}`;
}

/** Reads a value of a fixed set; anything else counts as absent. */
export function oneOf<T extends string>(allowed: readonly T[], value: unknown): T | undefined {
  return allowed.find((each) => each === value);
}

/** Reads `a,b` (or a list) of a fixed set; unknown words fall away, an empty list counts as absent. */
export function listOf<T extends string>(allowed: readonly T[], value: unknown): T[] | undefined {
  const parts = Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.split(',') : [];
  const known = allowed.filter((each) => parts.includes(each));
  return known.length > 0 ? known : undefined;
}

export function textOf(value: unknown, max = 200): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.slice(0, max) : undefined;
}

/** The saved view in the address: its id, or `standard` for none where a list begins with one. */
export function viewOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^(?:standard|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(value)
    ? value
    : undefined;
}

/** Other filters in the view that is open. */
export function inSameView<T extends { sicht?: string }>(search: T, next: T): T {
  return search.sicht ? { ...next, sicht: search.sicht } : next;
}

/** A day as YYYY-MM-DD that exists. */
export function dayOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined;
  const at = new Date(`${value}T12:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value) ? value : undefined;
}

type Optional<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what is undefined: an absent filter is absent in the URL. */
export function withoutAbsent<T extends object>(search: T): Optional<T> {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as Optional<T>;
}

/** The same search without some of its filters. */
export function without<T extends object>(search: T, ...names: (keyof T)[]): T {
  return Object.fromEntries(Object.entries(search).filter(([name]) => !names.includes(name as keyof T))) as T;
}
