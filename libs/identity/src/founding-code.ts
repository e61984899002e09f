import { createHash, randomInt } from 'node:crypto';

/** Letters and digits that nobody mixes up when reading them off a screen: 32, so five bits each. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A one-time code for the first office of an empty installation: 100 bits in five groups of four. */
export function newFoundingCode(): string {
  const group = (): string => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: 5 }, group).join('-');
}

/** What the database keeps of a code. Case, blanks and hyphens do not count: it is typed by hand. */
export function hashOfFoundingCode(code: string): Buffer {
  return createHash('sha256')
    .update(code.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .digest();
}
