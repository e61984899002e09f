import { chmodSync, chownSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { prepareBinaries } from './binaries.js';
import { findPlace, preparePlace, rememberPlace } from './cluster-place.js';
import { EmbeddedPostgresError } from './errors.js';
import { chooseServiceUser } from './service-user.js';

/** An empty place for the files of a cluster that come out of a backup; the starter finds it like one of its own. */
export interface ClusterToFill {
  readonly dataDir: string;
  readonly passwordFile: string;
  /** Makes a file or folder of the data directory PostgreSQL's own: its user, closed to others. */
  own(path: string, mode: number): void;
  /** Keeps the place for the starter; called when everything is there. */
  finish(): void;
  /** Removes it again, wherever it lies. */
  discard(): void;
}

/**
 * Makes the place for a cluster below a product data folder, or in the shelter where PostgreSQL cannot get there.
 * @param log gets a German line when that is so
 * @throws EmbeddedPostgresError
 */
export function clusterToFill(productDir: string, log: (line: string) => void): ClusterToFill {
  const user = chooseServiceUser(findPlace(productDir).dataDir);
  prepareBinaries(user, log); // says now that PostgreSQL cannot run here, not after the copying
  const place = preparePlace(productDir, user, log);
  const own = (path: string, mode: number): void => {
    chmodSync(path, mode);
    if (user.uid !== undefined && user.gid !== undefined) chownSync(path, user.uid, user.gid);
  };
  mkdirSync(place.folder, { recursive: true });
  chmodSync(place.folder, 0o711);
  mkdirSync(place.dataDir);
  own(place.dataDir, 0o700);
  return {
    dataDir: place.dataDir,
    passwordFile: place.passwordFile,
    own,
    finish: () => rememberPlace(productDir, place),
    discard: () => rmSync(place.folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Folder of the cluster that belongs to a product data folder; whether it lies elsewhere can be seen by comparing. */
export function clusterFolder(productDir: string): string {
  return findPlace(productDir).folder;
}

/** Whether a product data folder has a cluster. */
export function hasCluster(productDir: string): boolean {
  return clusterMajor(findPlace(productDir).dataDir) !== undefined;
}

/** Path of the superuser's password of a cluster; the cluster knows no other. */
export function superuserPasswordFile(productDir: string): string {
  return findPlace(productDir).passwordFile;
}

/** The major version that made a data directory; undefined when there is none. */
export function clusterMajor(dataDir: string): string | undefined {
  try {
    return readFileSync(join(dataDir, 'PG_VERSION'), 'utf8').trim();
  } catch {
    return undefined;
  }
}

/**
 * Refuses a cluster of another major version before PostgreSQL is started on it.
 * @param ownMajor of the programs that come along
 * @throws EmbeddedPostgresError `wrong-version`, with the way out
 */
export function requireSameMajor(dataDir: string, ownMajor: string): void {
  const found = clusterMajor(dataDir);
  if (found === undefined || found === ownMajor) return;
  throw new EmbeddedPostgresError(
    'wrong-version',
    `Die Datenbank in ${dirname(dataDir)} stammt von PostgreSQL ${found}; diese Version von Bergfried bringt PostgreSQL ${ownMajor} mit ` +
      'und kann sie nicht öffnen. Es wurde nichts geändert. Bitte mit der bisherigen Version von Bergfried weiterarbeiten; ' +
      'der Weg auf das neue PostgreSQL steht in docs/operations.md unter „Upgrade“.',
  );
}
