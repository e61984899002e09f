import { createHash } from 'node:crypto';
import { Transform, type Readable, type TransformCallback } from 'node:stream';
import { FileDamaged } from './file-store.js';

/** The same stream, which fails at its end when the content is not the one that was asked for. */
export function verified(source: Readable, sha256: string): Readable {
  const hash = createHash('sha256');
  const check = new Transform({
    transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done: TransformCallback) {
      done(hash.digest('hex') === sha256 ? null : new FileDamaged(sha256));
    },
  });
  // Both ends know of each other: a reader that goes away closes the source, a source that fails ends the reader.
  source.once('error', (error) => check.destroy(error));
  check.once('close', () => source.destroy());
  return source.pipe(check);
}
