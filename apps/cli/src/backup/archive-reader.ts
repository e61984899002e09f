import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { systemErrorCode } from '@bergfried/platform';
import { extract } from 'tar-stream';
import { UserError } from '../user-error.js';
import { classify } from './contents.js';
import { decrypt, MAGIC } from './encryption.js';
import { FORMAT, parseManifest, type ArchivedFile, type Manifest } from './manifest.js';
import { bytesOf, skip, type TarEntry } from './tar-entry.js';

/** Longest manifest that is taken into memory: a million files. */
const MAX_MANIFEST = 256 * 1024 * 1024;

/** Gets what an archive holds, in its order. */
export interface ArchiveVisitor {
  /** Has to read the content to its end. */
  file(path: string, content: AsyncIterable<Buffer>): Promise<void>;
  folder(path: string): Promise<void>;
}

const ignore: ArchiveVisitor = {
  file: (_, content) => skip(content),
  folder: async () => undefined,
};

/**
 * Reads an archive to its end and compares everything with its manifest: nothing missing, nothing more, each hash.
 * What a visitor was given is genuine only when this returns.
 * @throws UserError saying in German what is wrong with the file
 */
export async function readArchive(
  path: string,
  passphrase: string | undefined,
  visitor: ArchiveVisitor = ignore,
): Promise<Manifest> {
  const content = await openArchive(path, passphrase);
  const tar = extract();
  const reading = pipeline(content, createGunzip(), tar);
  reading.catch(() => undefined); // the loop below meets the same error
  const check = new Check();
  try {
    for await (const entry of tar) await check.take(entry, visitor);
    await reading;
  } catch (error) {
    tar.destroy();
    throw explain(
      await reading.then(
        () => error,
        (reason: unknown) => reasonOf(error, reason),
      ),
      path,
    );
  }
  return check.finish(path);
}

/** What has been seen of an archive so far. */
class Check {
  private readonly seen = new Map<string, ArchivedFile>();
  private isMarked = false;
  private manifest: Manifest | null = null;

  async take(entry: TarEntry, visitor: ArchiveVisitor): Promise<void> {
    const { name, type, size } = entry.header;
    const path = name.replace(/\/$/, '');
    const kind = classify(path);
    if (!this.isMarked) {
      if (kind !== 'mark' || size > 10_000) throw foreign();
      requireKnownFormat((await collect(bytesOf(entry))).toString('utf8'));
      this.isMarked = true;
      return;
    }
    if (kind === null || kind === 'mark' || this.manifest !== null || this.seen.has(path))
      throw unexpected(name);
    if (type === 'directory' && kind === 'data') {
      await visitor.folder(path);
      await skip(entry);
      return;
    }
    if (type !== 'file') throw unexpected(name); // links would lead out of the folder
    if (kind === 'manifest') {
      if (size > MAX_MANIFEST) throw unexpected(name);
      this.manifest = parseManifest((await collect(bytesOf(entry))).toString('utf8'));
      return;
    }
    const hash = createHash('sha256');
    let length = 0;
    await visitor.file(
      path,
      (async function* () {
        for await (const chunk of bytesOf(entry)) {
          hash.update(chunk);
          length += chunk.length;
          yield chunk;
        }
      })(),
    );
    this.seen.set(path, { path, size: length, sha256: hash.digest('hex') });
  }

  finish(archive: string): Manifest {
    if (!this.isMarked) throw foreign();
    if (this.manifest === null)
      throw new UserError(`Die Sicherung ${archive} ist unvollständig: Ihr Verzeichnis am Ende fehlt.`);
    const listed = new Set(this.manifest.files.map(({ path }) => path));
    for (const { path, size, sha256 } of this.manifest.files) {
      const found = this.seen.get(path);
      if (found === undefined) throw damaged(archive, `${path} fehlt`);
      if (found.size !== size || found.sha256 !== sha256) throw damaged(archive, `${path} wurde verändert`);
    }
    for (const path of this.seen.keys())
      if (!listed.has(path)) throw damaged(archive, `${path} gehört nicht dazu`);
    return this.manifest;
  }
}

async function openArchive(path: string, passphrase: string | undefined): Promise<Readable> {
  try {
    const file = await open(path);
    const begin = Buffer.alloc(MAGIC.length);
    await file.read(begin, 0, begin.length, 0);
    const source = file.createReadStream({ start: 0 });
    if (!begin.equals(MAGIC)) return source;
    if (passphrase === undefined) {
      source.destroy();
      throw new UserError(
        'Die Sicherung ist verschlüsselt. Bitte mit --passphrase-file die Datei mit dem Kennwort nennen.',
      );
    }
    const clear = new PassThrough();
    pipeline(source, decrypt(passphrase), clear).catch((error: unknown) =>
      clear.destroy(error instanceof Error ? error : new Error(String(error))),
    );
    return clear;
  } catch (error) {
    throw explain(error, path);
  }
}

async function collect(content: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function requireKnownFormat(text: string): void {
  let format: unknown;
  try {
    const value: unknown = JSON.parse(text);
    format =
      typeof value === 'object' && value !== null && 'bergfried' in value ? value.bergfried : undefined;
  } catch {
    throw foreign();
  }
  if (typeof format !== 'number') throw foreign();
  if (format !== FORMAT)
    throw new UserError(
      `Die Sicherung hat die Form ${String(format)}, diese Version von Bergfried kennt nur ${String(FORMAT)}. Bitte mit der Version zurückspielen, die sie gemacht hat, oder einer neueren.`,
    );
}

/** Of two errors the one that says more. */
function reasonOf(error: unknown, reason: unknown): unknown {
  return error instanceof UserError || systemErrorCode(error) === 'ENOSPC' ? error : reason;
}

function explain(error: unknown, path: string): unknown {
  if (error instanceof UserError) return error;
  const code = systemErrorCode(error) ?? '';
  if (code === 'ENOENT') return new UserError(`Die Sicherung ${path} gibt es nicht.`);
  if (code === 'EISDIR') return new UserError(`${path} ist ein Ordner, keine Sicherung.`);
  if (code === 'EACCES') return new UserError(`Die Sicherung ${path} darf dieser Benutzer nicht lesen.`);
  if (code === 'Z_BUF_ERROR')
    return new UserError(`Die Sicherung ${path} ist unvollständig (abgeschnitten).`);
  if (code === 'Z_DATA_ERROR')
    return new UserError(`${path} ist keine Sicherung von Bergfried, oder die Datei ist beschädigt.`);
  if (error instanceof Error && /tar|Unexpected end of data/i.test(error.message))
    return new UserError(`Die Sicherung ${path} ist beschädigt.`);
  return error;
}

function foreign(): UserError {
  return new UserError('Das ist keine Sicherung von Bergfried.');
}

function unexpected(name: string): UserError {
  return new UserError(
    `Die Sicherung enthält etwas, das nicht hineingehört („${name}“). Sie wird nicht angefasst.`,
  );
}

function damaged(archive: string, what: string): UserError {
  return new UserError(`Die Sicherung ${archive} ist beschädigt: ${what}.`);
}
