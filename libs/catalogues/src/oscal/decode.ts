import { TextDecoder } from 'node:util';
import { CatalogueRefusal } from './refusal.js';

/** Brackets within brackets that a file may have. Sixty-four groups, requirements and parts in one another take about half of it. */
const MAX_JSON_DEPTH = 300;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/**
 * Reads bytes as one JSON value: UTF-8, no NUL, not nested beyond what could be walked.
 * @throws CatalogueRefusal
 */
export function decodeJson(bytes: Uint8Array): unknown {
  const text = decodeText(bytes);
  const { deepest, isClosed } = nesting(bytes);
  if (deepest > MAX_JSON_DEPTH) throw new CatalogueRefusal('too-deep', { max: MAX_JSON_DEPTH });
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new CatalogueRefusal(isClosed ? 'not-json' : 'truncated');
  }
}

function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  // Byte order marks of UTF-16: the most frequent wrong encoding, from "Unicode" in Windows programs.
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new CatalogueRefusal('encoding');
  if (bytes.includes(0)) throw new CatalogueRefusal('nul');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes); // drops a byte order mark of UTF-8
  } catch {
    throw new CatalogueRefusal('encoding');
  }
}

/** How deep brackets stand in one another, and whether the last one is closed; strings are skipped. */
function nesting(bytes: Uint8Array): { deepest: number; isClosed: boolean } {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (inString) {
      if (byte === BACKSLASH) index += 1;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (OPENING.has(byte)) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (CLOSING.has(byte)) depth -= 1;
  }
  return { deepest, isClosed: depth <= 0 && !inString };
}
