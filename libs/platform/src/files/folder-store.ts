import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { systemErrorCode } from '../embedded/errors.js';
import {
  asidePath,
  contentPath,
  FileMissing,
  FileStore,
  scopePath,
  type FileScope,
  type StoredContent,
} from './file-store.js';
import { Staging, type Staged } from './staging.js';
import { verified } from './verified.js';

/** Files in a folder: `<root>/tenants/<id>/ab/ab12…`. Content appears under its address by a rename, so never half. */
export class FolderStore extends FileStore {
  /** On the same file system as the store, or the rename would be a copy. */
  override readonly staging: Staging;

  constructor(private readonly root: string) {
    super();
    this.staging = new Staging(join(root, 'staging'));
  }

  override async put(scope: FileScope, staged: Staged): Promise<void> {
    const target = this.pathOf(scope, staged.sha256);
    const known = await stat(target).catch(() => undefined);
    if (known?.size === staged.size) {
      await staged.discard();
      return;
    }
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await rename(staged.path, target);
    await syncFolder(dirname(target));
  }

  override async open(scope: FileScope, sha256: string): Promise<Readable> {
    for (const path of [this.pathOf(scope, sha256), this.asideOf(scope, sha256)]) {
      const stream = await openStream(path);
      if (stream) return verified(stream, sha256);
    }
    // It may have been put back between the two looks.
    const stream = await openStream(this.pathOf(scope, sha256));
    if (stream) return verified(stream, sha256);
    throw new FileMissing(scope, sha256);
  }

  override async remove(scope: FileScope, sha256: string): Promise<void> {
    await rm(this.pathOf(scope, sha256), { force: true });
  }

  override list(scope: FileScope): AsyncIterable<StoredContent> {
    return contentBelow(join(this.root, scopePath(scope)));
  }

  override listAside(scope: FileScope): AsyncIterable<StoredContent> {
    return contentBelow(join(this.root, 'aside', scopePath(scope)));
  }

  override async setAside(scope: FileScope, sha256: string): Promise<void> {
    const path = this.pathOf(scope, sha256);
    // The time first: a crash in between makes content look new, never as if it had been aside for long.
    const now = new Date();
    if (!(await ifThere(() => utimes(path, now, now)))) return;
    await move(path, this.asideOf(scope, sha256));
  }

  override async takeBack(scope: FileScope, sha256: string): Promise<void> {
    await move(this.asideOf(scope, sha256), this.pathOf(scope, sha256));
  }

  override async forget(scope: FileScope, sha256: string): Promise<void> {
    await rm(this.asideOf(scope, sha256), { force: true });
  }

  private asideOf(scope: FileScope, sha256: string): string {
    return join(this.root, asidePath(scope, sha256));
  }

  private pathOf(scope: FileScope, sha256: string): string {
    return join(this.root, contentPath(scope, sha256));
  }
}

/** A new name is safe only when its folder is written too. Windows cannot open folders; it does so by itself. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** undefined when there is no such file. */
async function openStream(path: string): Promise<Readable | undefined> {
  const stream = createReadStream(path);
  try {
    await new Promise<void>((resolve, reject) => {
      stream.once('open', () => resolve()).once('error', reject);
    });
    return stream;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether the file was there. */
async function ifThere(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

async function move(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  if (!(await ifThere(() => rename(from, to)))) return;
  await syncFolder(dirname(to));
}

async function* contentBelow(base: string): AsyncGenerator<StoredContent> {
  for (const shelf of await readdir(base).catch(() => [])) {
    for (const sha256 of await readdir(join(base, shelf)).catch(() => [])) {
      const found = await stat(join(base, shelf, sha256)).catch(() => undefined);
      if (found) yield { sha256, storedAt: found.mtime };
    }
  }
}
