import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HEADS_FILE, PhysicalBackup, superuserPasswordFile, systemErrorCode } from '@bergfried/platform';
import { Client } from 'pg';
import { extract } from 'tar-stream';
import { databaseName } from '../database/prepare.js';
import { productVersion } from '../paths.js';
import { UserError } from '../user-error.js';
import { ArchiveWriter, removeAbandonedParts } from './archive-writer.js';
import { archivePaths, installationFiles, installationFolders } from './contents.js';
import { FORMAT, type Manifest } from './manifest.js';
import type { BackupTarget } from './target.js';
import { bytesOf, skip } from './tar-entry.js';

/** What is backed up, and where to. */
export interface BackupOptions {
  readonly dataDir: string;
  /** The running cluster of that data folder. */
  readonly superuserUrl: string;
  readonly target: BackupTarget;
  readonly passphrase?: string | undefined;
  /** Whether the files lie in the data folder, not in an S3 store. */
  readonly filesInFolder: boolean;
}

/** A finished backup. */
export interface MadeBackup {
  readonly file: string;
  /** Bytes of the archive. */
  readonly size: number;
  readonly manifest: Manifest;
  /** Stored content that does not match its address any more; it is in the archive as it was found. */
  readonly damaged: readonly string[];
}

/**
 * Copies a running installation into one archive that holds everything acknowledged before its end (docs/adr/0025). The order
 * matters: the kept ends of the chains first, they may lag behind the database but not run ahead (ADR 0014); then files, the
 * cluster, the log up to the moment; at last the files that came meanwhile, for content is stored before its row.
 * @throws UserError in German; nothing is left behind then
 */
export async function makeBackup(options: BackupOptions): Promise<MadeBackup> {
  const { target } = options;
  try {
    await removeAbandonedParts(target.folder);
    const heads = await readIfThere(join(options.dataDir, HEADS_FILE));
    const postgres = await PhysicalBackup.open(options.superuserUrl);
    try {
      const writer = new ArchiveWriter(target.file, options.passphrase);
      try {
        return await write(options, postgres, writer, heads);
      } catch (error) {
        await writer.discard();
        throw error;
      }
    } finally {
      await postgres.close();
    }
  } catch (error) {
    throw explain(error, target.folder);
  }
}

async function write(
  options: BackupOptions,
  postgres: PhysicalBackup,
  writer: ArchiveWriter,
  heads: Buffer | undefined,
): Promise<MadeBackup> {
  const { dataDir, superuserUrl } = options;
  const { major, hasDatabase } = await postgres.describe();
  if (!hasDatabase(databaseName))
    throw new UserError('Die Datenbank wird gerade erst angelegt; es gibt noch nichts zu sichern.');
  const migrations = await appliedMigrations(superuserUrl);
  await writer.addNote(archivePaths.mark, JSON.stringify({ bergfried: FORMAT }));

  if (heads) await addBuffer(writer, `${archivePaths.folder}/${HEADS_FILE}`, heads);
  for (const name of installationFiles.filter((one) => one !== HEADS_FILE))
    await addFile(writer, dataDir, name);
  const damaged = await addFolders(writer, options);

  await addCluster(writer, postgres.data());
  const end = await postgres.end();
  for (const name of end.segments)
    await writer.add(`${archivePaths.data}/pg_wal/${name}`, postgres.wal(name, end), end.segmentSize);
  await addBuffer(writer, archivePaths.password, await readFile(superuserPasswordFile(dataDir)));
  damaged.push(...(await addFolders(writer, options)));

  const manifest: Manifest = {
    format: FORMAT,
    product: productVersion(),
    upTo: end.at.toISOString(),
    postgres: major,
    platform: `${process.platform}-${process.arch}`,
    migrations,
    filesIncluded: options.filesInFolder,
    files: [...writer.files],
  };
  await writer.addNote(archivePaths.manifest, JSON.stringify(manifest));
  return { file: options.target.file, size: await writer.finish(), manifest, damaged };
}

/** The stream of BASE_BACKUP, entry by entry. */
async function addCluster(writer: ArchiveWriter, data: Readable): Promise<void> {
  const tar = extract();
  const reading = pipeline(data, tar);
  reading.catch(() => undefined); // the loop meets the same error
  try {
    for await (const entry of tar) {
      const { name, type, size } = entry.header;
      const path = `${archivePaths.data}/${name.replace(/^\.\//, '').replace(/\/$/, '')}`;
      if (type === 'directory') {
        writer.addFolder(path);
        await skip(entry);
      } else if (type === 'file') await writer.add(path, bytesOf(entry), size);
      else throw new Error(`${name}: a cluster with links of its own cannot be copied`);
    }
    await reading;
  } catch (error) {
    tar.destroy();
    data.destroy();
    throw error;
  }
}

/** Adds the files of the folders that are not in the archive yet. @returns paths of content that is damaged */
async function addFolders(
  writer: ArchiveWriter,
  { dataDir, filesInFolder }: BackupOptions,
): Promise<string[]> {
  const known = new Set(writer.files.map(({ path }) => path));
  const damaged: string[] = [];
  for (const folder of installationFolders) {
    if (folder === 'files' && !filesInFolder) continue;
    for await (const name of filesBelow(dataDir, folder)) {
      if (known.has(`${archivePaths.folder}/${name}`)) continue;
      const sha256 = await addFile(writer, dataDir, name);
      if (folder === 'files' && sha256 !== undefined && !name.endsWith(sha256)) damaged.push(name);
    }
  }
  return damaged;
}

/** What waits to be complete is left out: uploads that still arrive, mails half written. */
async function* filesBelow(root: string, folder: string): AsyncGenerator<string> {
  if (folder === 'files/staging') return;
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  });
  for (const entry of entries) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* filesBelow(root, path);
    else if (entry.isFile() && !/\.(half|tmp|part)$/.test(entry.name)) yield path;
  }
}

/** @returns SHA-256, or undefined when the file is not there (any more) */
async function addFile(writer: ArchiveWriter, dataDir: string, name: string): Promise<string | undefined> {
  const file = await open(join(dataDir, name)).catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (file === undefined) return undefined;
  try {
    const { size } = await file.stat();
    const content =
      size === 0 ? Readable.from([]) : file.createReadStream({ end: size - 1, autoClose: false });
    return (await writer.add(`${archivePaths.folder}/${name}`, content, size)).sha256;
  } finally {
    await file.close();
  }
}

async function addBuffer(writer: ArchiveWriter, path: string, content: Buffer): Promise<void> {
  await writer.add(path, Readable.from([content]), content.length);
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
}

async function appliedMigrations(superuserUrl: string): Promise<string[]> {
  const url = new URL(superuserUrl);
  url.pathname = `/${databaseName}`;
  const client = new Client({ connectionString: url.href, application_name: 'bergfried-backup' });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>('select name from migration.applied order by name');
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

function explain(error: unknown, folder: string): unknown {
  switch (systemErrorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new UserError(
        `Auf dem Datenträger von ${folder} ist kein Platz für die Sicherung. Es wurde keine gemacht und nichts zurückgelassen.`,
        { cause: error },
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new UserError(
        `In ${folder} darf dieser Benutzer keine Sicherung ablegen, oder er darf den Datenordner nicht lesen.`,
        {
          cause: error,
        },
      );
    case 'XX001': // data_corrupted: BASE_BACKUP found a page with a wrong check sum
      return new UserError(
        'Die Datenbank ist beschädigt (Prüfsumme einer Seite), es wurde keine Sicherung gemacht. Näheres in postgres.log; bitte die letzte gute Sicherung aufheben.',
        { cause: error },
      );
    default:
      return error;
  }
}
