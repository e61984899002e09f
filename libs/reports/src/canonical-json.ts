import { createHash } from 'node:crypto';

/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/**
 * JSON with keys in order of their code units and no white space: the same content is always the same text,
 * whatever order PostgreSQL keeps in `jsonb`.
 * @throws TypeError for what JSON cannot say (undefined, NaN, infinity)
 */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalJson(item)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value as Readonly<Record<string, Json>>).sort(([a], [b]) =>
      a < b ? -1 : 1,
    );
    return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${canonicalJson(item)}`).join(',')}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new TypeError('a number that JSON cannot say');
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError('a value that JSON cannot say');
  return text;
}

/** SHA-256 in lower-case hexadecimal. */
export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
