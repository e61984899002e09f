import { createHash, randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './errors.js';
import { canEnter, type ServiceUser } from './service-user.js';
import { openShelter } from './shelter.js';

/** Where a cluster and what belongs to it lie; absolute paths. The folder appears whole or not at all. */
export interface ClusterPlace {
  /** Mode 0711, ours. */
  readonly folder: string;
  /** PostgreSQL's own data directory, mode 0700, the service user's. */
  readonly dataDir: string;
  /** Password of the superuser, mode 0600, ours. */
  readonly passwordFile: string;
  /** The port of the last start, so that it can be kept. */
  readonly portFile: string;
  readonly logFile: string;
}

/** Names the files of a cluster in its folder. */
export function placeIn(folder: string): ClusterPlace {
  return {
    folder,
    dataDir: join(folder, 'data'),
    passwordFile: join(folder, 'superuser-password'),
    portFile: join(folder, 'port'),
    logFile: join(folder, 'postgres.log'),
  };
}

const pointerName = 'postgres.path';

/** The place of the cluster of a product data folder; says nothing about whether it exists. */
export function findPlace(productDir: string): ClusterPlace {
  const pointer = join(productDir, pointerName);
  return placeIn(existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : join(productDir, 'postgres'));
}

/**
 * Decides where the cluster of a product data folder lies: below it, or, when PostgreSQL's user cannot
 * get there, in a shelter outside, to which a file in the data folder then points for all later starts.
 * @param log gets one German line when the shelter is used
 * @throws EmbeddedPostgresError `folder-unusable`
 */
export function preparePlace(
  productDir: string,
  user: ServiceUser,
  log: (line: string) => void,
): ClusterPlace {
  const place = findPlace(productDir);
  if (existsSync(place.dataDir)) {
    if (user.uid === undefined || canEnter(user, place.dataDir)) return place;
    throw new EmbeddedPostgresError(
      'folder-unusable',
      `PostgreSQL (Benutzernummer ${user.uid}) erreicht seinen Datenordner ${place.dataDir} nicht. ` +
        'Bitte prüfen, ob ein übergeordneter Ordner für andere Benutzer verschlossen wurde.',
    );
  }
  if (place.folder !== join(productDir, 'postgres')) {
    throw new EmbeddedPostgresError(
      'folder-unusable',
      `Der Datenbank-Ordner ${place.folder} fehlt. Der Datenordner ${productDir} verweist auf ihn; ` +
        'ohne ihn bitte den ganzen Datenordner entfernen und neu beginnen oder eine Sicherung zurückspielen.',
    );
  }
  return user.uid === undefined || canEnter(user, productDir) ? place : shelterPlace(productDir, log);
}

/**
 * Makes the product data folder, or readies an empty one of ours. Others may pass through it (0711), not look into
 * it: PostgreSQL may run as another user. One that holds something keeps its rights; it may be somebody's home.
 */
export function makeProductFolder(productDir: string): void {
  mkdirSync(productDir, { recursive: true });
  const isOurs = statSync(productDir).uid === process.getuid?.();
  if (isOurs && readdirSync(productDir).length === 0) chmodSync(productDir, 0o711); // mkdir's mode is cut by the umask
}

function shelterPlace(productDir: string, log: (line: string) => void): ClusterPlace {
  const id = createHash('sha256').update(productDir).digest('hex').slice(0, 8);
  const folder = join(openShelter(), `daten-${id}-${randomUUID().slice(0, 8)}`);
  log(`PostgreSQL erreicht den Datenordner ${productDir} nicht; die Datenbank liegt deshalb in ${folder}.`);
  return placeIn(folder);
}

/**
 * Keeps the place for later starts; called once the cluster is there, so that the pointer never names
 * something unfinished.
 */
export function rememberPlace(productDir: string, place: ClusterPlace): void {
  if (place.folder === join(productDir, 'postgres')) return;
  const pointer = join(productDir, pointerName);
  writeFileSync(`${pointer}.tmp`, `${place.folder}\n`, { mode: 0o600 });
  renameSync(`${pointer}.tmp`, pointer);
}
