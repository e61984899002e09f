import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { systemErrorCode } from '../embedded/errors.js';
import {
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
    const stream = createReadStream(this.pathOf(scope, sha256));
    try {
      await new Promise<void>((resolve, reject) => {
        stream.once('open', () => resolve()).once('error', reject);
      });
    } catch (error) {
      throw systemErrorCode(error) === 'ENOENT' ? new FileMissing(scope, sha256) : error;
    }
    return verified(stream, sha256);
  }

  override async remove(scope: FileScope, sha256: string): Promise<void> {
    await rm(this.pathOf(scope, sha256), { force: true });
  }

  override async *list(scope: FileScope): AsyncIterable<StoredContent> {
    const base = join(this.root, scopePath(scope));
    for (const shelf of await readdir(base).catch(() => [])) {
      for (const sha256 of await readdir(join(base, shelf)).catch(() => [])) {
        const found = await stat(join(base, shelf, sha256)).catch(() => undefined);
        if (found) yield { sha256, storedAt: found.mtime };
      }
    }
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
