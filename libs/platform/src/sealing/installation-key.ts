import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemErrorCode } from '../embedded/errors.js';

/** Shortest secret that is taken. */
const MIN_LENGTH = 32;

/**
 * The one secret of an installation that is not in its database: it seals the history and makes the links in mails.
 * Everything derived from it has a purpose of its own, so none gives another away.
 */
export class InstallationKey {
  constructor(private readonly secret: string) {
    if (secret.length < MIN_LENGTH)
      throw new Error(`Das Geheimnis der Installation braucht mindestens ${String(MIN_LENGTH)} Zeichen.`);
  }

  /** 32 bytes for one purpose. */
  for(purpose: 'record-seal' | 'mail-link'): Buffer {
    return Buffer.from(hkdfSync('sha256', this.secret, 'bergfried', purpose, 32));
  }

  /** A secret of the installation for one name: the same name gives the same. URL-safe, 43 characters. */
  tokenFor(name: string): string {
    return createHmac('sha256', this.for('mail-link')).update(name).digest('base64url');
  }
}

/** Where the secret comes from. */
export interface KeySource {
  /** Setting BERGFRIED_KEY; wins. */
  readonly setting: string | undefined;
  /** File that holds it otherwise, made at the first start, readable by its owner only. */
  readonly file: string;
}

/** Name of the file below the data folder. */
export const KEY_FILE = 'installation.key';

/** The secret, or null when there is none yet. */
export function findInstallationKey({ setting, file }: KeySource): InstallationKey | null {
  if (setting !== undefined) return new InstallationKey(setting);
  try {
    return new InstallationKey(readFileSync(file, 'utf8').trim());
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** The secret; makes the file when there is none. Two processes that start together end up with the same. */
export function installationKey(source: KeySource): InstallationKey {
  const found = findInstallationKey(source);
  if (found) return found;
  mkdirSync(dirname(source.file), { recursive: true });
  const half = `${source.file}.${String(process.pid)}`;
  writeFileSync(half, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(half, source.file); // fails when somebody was faster; then theirs counts
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') throw error;
  } finally {
    unlinkSync(half);
  }
  const made = findInstallationKey(source);
  if (!made) throw new Error(`Das Geheimnis der Installation konnte nicht angelegt werden: ${source.file}`);
  return made;
}
