import { join } from 'node:path';
import type { FileStore } from './file-store.js';
import { FolderStore } from './folder-store.js';
import { s3PlaceOf } from './s3-place.js';

/** Where files lie. */
export interface FileSettings {
  /** Folder of the installation, absolute. */
  readonly dataDir: string;
  /** S3-compatible store; a folder below {@link dataDir} without one. */
  readonly s3Url: string | undefined;
}

/** Opens the store of files and clears what a killed process left half-way. */
export async function openFileStore({ dataDir, s3Url }: FileSettings): Promise<FileStore> {
  const store = s3Url === undefined ? new FolderStore(join(dataDir, 'files')) : await openS3(s3Url, dataDir);
  await store.staging.clean();
  return store;
}

async function openS3(url: string, dataDir: string): Promise<FileStore> {
  const place = s3PlaceOf(url);
  if (!place) throw new Error('S3_URL names no bucket or no key');
  // The client is large; who keeps files in a folder never loads it.
  const { S3Store } = await import('./s3-store.js');
  return new S3Store(place, join(dataDir, 'files', 'staging'));
}
