import { readFileSync, realpathSync } from 'node:fs';
import { Client } from 'pg';
import { superuser } from './cluster.js';
import type { ClusterPlace } from './cluster-place.js';
import { EmbeddedPostgresError, systemErrorCode } from './errors.js';

/**
 * The superuser's address of a cluster, database `postgres`.
 * @throws EmbeddedPostgresError `password-lost` when its password file cannot be read
 */
export function superuserUrl(place: ClusterPlace, port: number): string {
  try {
    const password = readFileSync(place.passwordFile, 'utf8').trim();
    return `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`;
  } catch (cause) {
    throw passwordLost(place, cause);
  }
}

/**
 * Whether this very cluster answers on the port. A copied data folder carries the same password,
 * so PostgreSQL is asked which directory it serves.
 * @throws EmbeddedPostgresError `password-lost` when it refuses our password
 */
export async function answers(place: ClusterPlace, port: number): Promise<boolean> {
  const client = new Client({ connectionString: superuserUrl(place, port), connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined); // reported by the query; without a listener it would end the process
  try {
    await client.connect();
    const { rows } = await client.query<{ setting: string }>(
      `select setting from pg_settings where name = 'data_directory'`,
    );
    return rows[0] !== undefined && realpathSync(rows[0].setting) === realpathSync(place.dataDir);
  } catch (error) {
    if (systemErrorCode(error) === '28P01') throw passwordLost(place, error); // invalid_password
    return false; // starting, stopping, or not there
  } finally {
    await client.end().catch(() => undefined);
  }
}

function passwordLost(place: ClusterPlace, cause: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'password-lost',
    `Das Passwort der Datenbank in ${place.passwordFile} fehlt oder passt nicht. Bitte die Datei aus der Sicherung wiederherstellen.`,
    { cause },
  );
}
