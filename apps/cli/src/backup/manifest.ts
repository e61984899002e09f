import { UserError } from '../user-error.js';

/** Version of the archive's layout; raised when an older program could not read it. */
export const FORMAT = 1;

/** A file of an archive. */
export interface ArchivedFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
}

/** What an archive holds; its last entry. */
export interface Manifest {
  readonly format: number;
  /** Version of Bergfried that made it. */
  readonly product: string;
  /** Whatever was acknowledged before is in it; ISO 8601. */
  readonly upTo: string;
  /** Major version of PostgreSQL. */
  readonly postgres: number;
  /** `linux-x64`: a physical copy is bound to it. */
  readonly platform: string;
  /** Applied migrations, in order. */
  readonly migrations: readonly string[];
  /** Whether the files lie in the data folder; else in an S3 store that has a backup of its own. */
  readonly filesIncluded: boolean;
  readonly files: readonly ArchivedFile[];
}

/** What this program can restore. */
export interface Here {
  readonly platform: string;
  /** Names of the migrations that this program knows. */
  readonly migrations: readonly string[];
}

/** @throws UserError when it is not what {@link Manifest} says */
export function parseManifest(text: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = null;
  }
  if (!isManifest(value))
    throw new UserError('Das Verzeichnis der Sicherung ist nicht lesbar; sie ist beschädigt.');
  return value;
}

/** @throws UserError when the archive was made by something that this program does not know */
export function requireFits(manifest: Manifest, here: Here): void {
  const unknown = manifest.migrations.filter((name) => !here.migrations.includes(name));
  if (unknown.length > 0) {
    throw new UserError(
      `Die Sicherung stammt von einer neueren Version (${manifest.product}); diese kennt ${String(unknown.length)} ` +
        `Migrationen der Datenbank noch nicht, zuerst ${unknown[0] ?? ''}. Bitte mit der neueren Version zurückspielen.`,
    );
  }
  if (manifest.platform !== here.platform) {
    throw new UserError(
      `Die Sicherung stammt von einem Rechner der Art ${manifest.platform}, dieser ist ${here.platform}. ` +
        'Eine Sicherung der mitgelieferten Datenbank lässt sich nur auf der gleichen Art zurückspielen.',
    );
  }
}

function isManifest(value: unknown): value is Manifest {
  return (
    isObject(value) &&
    value['format'] === FORMAT &&
    typeof value['product'] === 'string' &&
    typeof value['upTo'] === 'string' &&
    !Number.isNaN(Date.parse(value['upTo'])) &&
    typeof value['postgres'] === 'number' &&
    typeof value['platform'] === 'string' &&
    typeof value['filesIncluded'] === 'boolean' &&
    isList(value['migrations'], (one) => typeof one === 'string') &&
    isList(value['files'], isArchivedFile)
  );
}

function isArchivedFile(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value['path'] === 'string' &&
    Number.isSafeInteger(value['size']) &&
    typeof value['sha256'] === 'string' &&
    /^[0-9a-f]{64}$/.test(value['sha256'])
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}
