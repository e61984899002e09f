import { createHash } from 'node:crypto';

/** What the database keeps of the token of a link. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
