import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readSecret, writeSecret } from '../secret-file.js';

/** Passwords of the database roles of an embedded PostgreSQL. */
export interface RolePasswords {
  readonly owner: string;
  readonly app: string;
  readonly system: string;
  readonly backup: string;
}

/** Addresses of one database for the three login roles; each process gets only its own. */
export interface DatabaseUrls {
  /** bergfried_owner: migrations. */
  readonly owner: string;
  /** bergfried_app: the api. */
  readonly app: string;
  /** bergfried_system: the worker and the command line. */
  readonly system: string;
}

/**
 * The role passwords of a data folder, made at the first start and kept in a file that only its owner may read.
 * Should it get lost, new ones are made: the next start sets them in the cluster.
 */
export function rolePasswords(dataDir: string): RolePasswords {
  const path = join(dataDir, 'database-passwords.json');
  const kept = parse(readSecret(path));
  if (kept !== undefined) return kept;
  const random = (): string => randomBytes(24).toString('base64url');
  const made = { owner: random(), app: random(), system: random(), backup: random() };
  writeSecret(path, JSON.stringify(made));
  return made;
}

function parse(text: string | undefined): RolePasswords | undefined {
  if (text === undefined) return undefined;
  const value: unknown = JSON.parse(text);
  return isRolePasswords(value) ? value : undefined;
}

function isRolePasswords(value: unknown): value is RolePasswords {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['owner', 'app', 'system', 'backup'].every((role) => typeof Reflect.get(value, role) === 'string')
  );
}

/** Addresses of a database of the embedded PostgreSQL. */
export function databaseUrls(superuserUrl: string, database: string, passwords: RolePasswords): DatabaseUrls {
  const address = (role: 'owner' | 'app' | 'system'): string => {
    const url = new URL(superuserUrl);
    url.username = `bergfried_${role}`;
    url.password = passwords[role];
    url.pathname = `/${database}`;
    return url.href;
  };
  return { owner: address('owner'), app: address('app'), system: address('system') };
}
