import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack, type Pack } from 'tar-stream';
import { encrypt } from './encryption.js';
import type { ArchivedFile } from './manifest.js';

/** A part that was not written to for so long belongs to a process that died. */
const ABANDONED_MS = 10 * 60_000;

/** Writes an archive beside its final name, 0600; it gets that name when it is complete and on the disk, or vanishes. */
export class ArchiveWriter {
  /** Files written so far, in order. */
  readonly files: ArchivedFile[] = [];
  private readonly part: string;
  private readonly tar: Pack = pack();
  private readonly written: Promise<void>;

  constructor(
    private readonly target: string,
    passphrase: string | undefined,
  ) {
    this.part = `${target}.${randomUUID()}.part`;
    const file = createWriteStream(this.part, { mode: 0o600, flags: 'wx', flush: true });
    const packed = createGzip({ level: 6 });
    this.written =
      passphrase === undefined
        ? pipeline(this.tar, packed, file)
        : pipeline(this.tar, packed, encrypt(passphrase), file);
    this.written.catch(() => undefined); // whoever adds or finishes gets it
  }

  /** Adds a file whose size is known. @throws Error when the source is longer or shorter, or the disk is full */
  async add(path: string, source: AsyncIterable<Buffer>, size: number): Promise<ArchivedFile> {
    const file = { path, size, sha256: await this.write(path, source, size) };
    this.files.push(file);
    return file;
  }

  /** Adds what says something of the archive itself and is not among its files. */
  async addNote(path: string, text: string): Promise<void> {
    const content = Buffer.from(text);
    await this.write(path, Readable.from([content]), content.length);
  }

  /** Adds an empty folder. */
  addFolder(path: string): void {
    this.tar.entry({ name: path, type: 'directory', mode: 0o700 });
  }

  /** @returns bytes of the finished archive */
  async finish(): Promise<number> {
    this.tar.finalize();
    await this.written;
    await rename(this.part, this.target);
    const folder = await open(dirname(this.target));
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
    return (await stat(this.target)).size;
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    this.tar.destroy();
    await this.written.catch(() => undefined);
    await rm(this.part, { force: true });
  }

  /** @returns SHA-256 */
  private async write(path: string, source: AsyncIterable<Buffer>, size: number): Promise<string> {
    const hash = createHash('sha256');
    const entry = this.tar.entry({ name: path, size, mode: 0o600 });
    const hashed = async function* (): AsyncGenerator<Buffer> {
      for await (const chunk of source) {
        hash.update(chunk);
        yield chunk;
      }
    };
    try {
      await pipeline(hashed, entry);
    } catch (error) {
      throw await this.cause(error);
    }
    return hash.digest('hex');
  }

  /** What is behind a broken pipe. */
  private async cause(error: unknown): Promise<unknown> {
    this.tar.destroy();
    const end = await this.written.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return systemError(end) ? end : error;
  }
}

function systemError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}

/** Removes what killed backups left in a folder. */
export async function removeAbandonedParts(folder: string, now = Date.now()): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^bergfried-.*\.part$/.test(basename(name))) continue;
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found && now - found.mtimeMs > ABANDONED_MS) await rm(join(folder, name), { force: true });
  }
}
