import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Content that has arrived completely and waits to be stored; nobody else knows of it. */
export interface Staged {
  /** Where it lies, until it is stored or thrown away. */
  readonly path: string;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** The first bytes, to tell what it is. */
  readonly head: Buffer;
  /** Throws it away; harmless when it was stored meanwhile. */
  discard(): Promise<void>;
}

/** More arrived than allowed. */
export class FileTooLarge extends Error {
  constructor(readonly maxBytes: number) {
    super(`more than ${String(maxBytes)} bytes`);
  }
}

const HEAD_BYTES = 8192;
/** A part older than this belongs to a process that died: no upload lasts so long. */
const ABANDONED_MS = 60 * 60_000;

/** Takes content in: counted, hashed and written to disk as it comes, so that its size costs no memory. */
export class Staging {
  constructor(private readonly dir: string) {}

  /**
   * Reads the source to its end. Whatever goes wrong (too large, connection lost, disk full), nothing stays behind.
   * @throws FileTooLarge, or the error of the source
   */
  async stage(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Staged> {
    await mkdir(this.dir, { recursive: true, mode: 0o700 });
    const path = join(this.dir, `${randomUUID()}.part`);
    const discard = (): Promise<void> => rm(path, { force: true });
    const file = await open(path, 'wx', 0o600);
    const hash = createHash('sha256');
    const head: Uint8Array[] = [];
    let size = 0;
    try {
      for await (const chunk of source) {
        if (size < HEAD_BYTES) head.push(chunk.subarray(0, HEAD_BYTES - size));
        size += chunk.byteLength;
        if (size > maxBytes) throw new FileTooLarge(maxBytes);
        hash.update(chunk);
        await file.writeFile(chunk); // goes on where the last one ended
      }
      await file.sync(); // what the database will promise must survive a loss of power
    } catch (error) {
      await file.close();
      await discard();
      throw error;
    }
    await file.close();
    return { path, sha256: hash.digest('hex'), size, head: Buffer.concat(head), discard };
  }

  /** Removes parts that a killed process left. */
  async clean(now = Date.now()): Promise<void> {
    const names = await readdir(this.dir).catch(() => []);
    for (const name of names.filter((each) => each.endsWith('.part'))) {
      const path = join(this.dir, name);
      const found = await stat(path).catch(() => undefined);
      if (found && now - found.mtimeMs > ABANDONED_MS) await rm(path, { force: true });
    }
  }
}
