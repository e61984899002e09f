import { TextDecoder } from 'node:util';
import { CatalogueRefusal } from './refusal.js';
import { cut } from './text.js';

/** Brackets within brackets that a file may have. Sixty-four groups, requirements and parts in one another take about half of it. */
const MAX_JSON_DEPTH = 300;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPENING_LIST = 0x5b;
const OPENING_OBJECT = 0x7b;
const CLOSING = new Set([0x5d, 0x7d]);

/**
 * Reads bytes as one JSON value: UTF-8, no NUL, not nested beyond what could be walked, no field twice in an object.
 * @throws CatalogueRefusal
 */
export function decodeJson(bytes: Uint8Array): unknown {
  const text = decodeText(bytes);
  const isComplete = isClosed(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new CatalogueRefusal(isComplete ? 'not-json' : 'truncated');
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

/**
 * Walks brackets and names of fields before anything is parsed.
 * @returns whether the last bracket is closed
 * @throws CatalogueRefusal when they stand too deep in one another, or when an object has a field twice: a parser would keep
 * the last one only and lose, say, the first of two lists of requirements (RFC 8259 §4 leaves it open)
 */
function isClosed(bytes: Buffer): boolean {
  /** Names of the fields so far for an object, null for a list. */
  const open: (Set<string> | null)[] = [];
  let stringFrom = -1;
  let isNameNext = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (stringFrom >= 0) {
      if (byte === BACKSLASH) index += 1;
      else if (byte === QUOTE) {
        if (isNameNext) takeName(open.at(-1), bytes.toString('latin1', stringFrom, index));
        isNameNext = false;
        stringFrom = -1;
      }
    } else if (byte === QUOTE) stringFrom = index + 1;
    else if (byte === COMMA) isNameNext = open.at(-1) instanceof Set;
    else if (byte === OPENING_OBJECT || byte === OPENING_LIST) {
      isNameNext = byte === OPENING_OBJECT;
      open.push(isNameNext ? new Set() : null);
      if (open.length > MAX_JSON_DEPTH) throw new CatalogueRefusal('too-deep', { max: MAX_JSON_DEPTH });
    } else if (CLOSING.has(byte)) open.pop();
  }
  return open.length === 0 && stringFrom < 0;
}

/** @param raw bytes as characters, which is quicker than decoding them and as good for comparing */
function takeName(names: Set<string> | null | undefined, raw: string): void {
  const name = raw.includes('\\') ? unescaped(raw) : raw;
  if (names?.has(name))
    throw new CatalogueRefusal('duplicate-field', {
      field: cut(Buffer.from(name, 'latin1').toString(), 100),
    });
  names?.add(name);
}

/** The same name may be written with escapes. */
function unescaped(raw: string): string {
  try {
    return Buffer.from(JSON.parse(`"${Buffer.from(raw, 'latin1').toString()}"`) as string).toString('latin1');
  } catch {
    return raw; // the parser will tell
  }
}
