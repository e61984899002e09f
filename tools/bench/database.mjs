import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initCluster, migrate, migrateQueue, startEmbeddedPostgres } from '@bergfried/platform';
import pg from 'pg';

/**
 * The PostgreSQL of a run: the embedded one in a folder of its own, or an existing one.
 * @param {string | undefined} superuserUrl of an existing one
 * @returns {Promise<{ version: string, create(name: string): Promise<Database>, stop(): Promise<void> }>}
 */
export async function openCluster(superuserUrl) {
  const password = randomBytes(18).toString('base64url');
  const place =
    superuserUrl === undefined ? await startEmbedded() : { superuserUrl, stop: async () => undefined };
  const [{ version }] = await rows(place.superuserUrl, "select current_setting('server_version') as version");
  return {
    version: `PostgreSQL ${version.split(' ')[0]}${superuserUrl === undefined ? ' (mitgeliefert)' : ''}`,
    create: (name) => createDatabase(place.superuserUrl, name, password),
    stop: () => place.stop(),
  };
}

async function startEmbedded() {
  const dataDir = mkdtempSync(join(tmpdir(), 'bergfried-bench-'));
  chmodSync(dataDir, 0o711); // as root, PostgreSQL's user must get through
  const postgres = await startEmbeddedPostgres({ dataDir, log: (line) => console.log(line) });
  return {
    superuserUrl: postgres.superuserUrl,
    stop: async () => {
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * A migrated database with the product's own roles.
 * @typedef {{ superuser: string, app: string, system: string, drop(): Promise<void> }} Database
 * @returns {Promise<Database>}
 */
async function createDatabase(superuserUrl, name, password) {
  const address = (role) => {
    const url = new URL(superuserUrl);
    url.pathname = `/${name}`;
    if (role !== undefined) Object.assign(url, { username: `bergfried_${role}`, password });
    return url.href;
  };
  const drop = () => rows(superuserUrl, `drop database if exists ${name} with (force)`);
  await drop();
  await initCluster(superuserUrl, {
    database: name,
    ownerPassword: password,
    appPassword: password,
    systemPassword: password,
    backupPassword: password,
  });
  await migrate(address('owner'), { dir: 'migrations' });
  await migrateQueue(address('owner'));
  return { superuser: address(), app: address('app'), system: address('system'), drop };
}

/** Rows of one statement on a connection of its own. */
export async function rows(url, sql, values = []) {
  const client = new pg.Client({ connectionString: url, application_name: 'bergfried-bench' });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows ?? [];
  } finally {
    await client.end();
  }
}
