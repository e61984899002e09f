import {
  initCluster,
  migrate,
  migrateQueue,
  pendingMigrations,
  renewHistoryOrder,
  systemErrorCode,
} from '@bergfried/platform';
import { Client } from 'pg';
import { databaseUrls, type DatabaseUrls, type RolePasswords } from './accounts.js';
import type { Printer } from '../printer.js';
import { UserError } from '../user-error.js';

/** Name of the database of an embedded PostgreSQL. */
export const databaseName = 'bergfried';
/** Name it carries until it is complete. */
const unfinishedName = 'bergfried_unfinished';

/** What a new database is made from. */
export interface PrepareOptions {
  readonly superuserUrl: string;
  readonly passwords: RolePasswords;
  readonly migrationsDir: string;
  /** Fills a new database; left out, it stays empty. */
  readonly fill?: (urls: DatabaseUrls) => Promise<unknown>;
  /** Called before migrations are applied to a database that holds something; gives the path of the backup it made. */
  readonly beforeUpgrade?: (pending: readonly string[]) => Promise<string>;
}

/**
 * Brings the database of an embedded PostgreSQL up to date. A new one is made and filled under another name and
 * renamed when complete; so an interruption at any moment, even of the demonstration data, leaves no half
 * database behind: the next call throws the unfinished one away and begins again.
 * @returns its addresses
 */
export async function prepareDatabase(options: PrepareOptions): Promise<DatabaseUrls> {
  if (!(await exists(options.superuserUrl))) await build(options);
  else await bringUpToDate(options);
  return databaseUrls(options.superuserUrl, databaseName, options.passwords);
}

/**
 * Applies what is missing to a database and says so.
 * @throws UserError with the German reason of the migration runner
 */
export async function migrateDatabase(
  urls: DatabaseUrls,
  migrationsDir: string,
  printer: Printer,
): Promise<void> {
  const applied = await applyMigrations(urls, migrationsDir);
  for (const name of applied) printer.line(`Migration angewandt: ${name}`);
}

async function build(options: PrepareOptions): Promise<void> {
  const { superuserUrl, passwords, migrationsDir, fill } = options;
  await execute(superuserUrl, `drop database if exists ${unfinishedName} with (force)`);
  await initialise(options, unfinishedName);
  // Until the rename nothing in it has to survive a crash, so no commit waits for the disk. The rename itself does,
  // and with it all that was written before (one log, in order).
  await execute(superuserUrl, `alter database ${unfinishedName} set synchronous_commit = off`);
  const urls = databaseUrls(superuserUrl, unfinishedName, passwords);
  await applyMigrations(urls, migrationsDir);
  await fill?.(urls);
  // the first pages need statistics at once; autovacuum would bring them within minutes
  await execute(withDatabase(superuserUrl, unfinishedName), 'vacuum (analyze)');
  await execute(superuserUrl, `alter database ${unfinishedName} reset synchronous_commit`);
  await execute(superuserUrl, `alter database ${unfinishedName} rename to ${databaseName}`);
}

async function bringUpToDate(options: PrepareOptions): Promise<void> {
  const { superuserUrl, passwords, migrationsDir, beforeUpgrade } = options;
  await initialise(options, databaseName);
  const urls = databaseUrls(superuserUrl, databaseName, passwords);
  const pending = await pendingMigrations(urls.owner, { dir: migrationsDir });
  const backup = pending.length > 0 ? await beforeUpgrade?.(pending) : undefined;
  try {
    await applyMigrations(urls, migrationsDir);
  } catch (error) {
    if (backup === undefined || !(error instanceof UserError)) throw error;
    throw new UserError(
      `${error.message}\nDiese Migration hat nichts geändert. Der Stand vor der Aktualisierung ist gesichert in ${backup}. ` +
        `Um mit der bisherigen Version weiterzuarbeiten, dort eingeben: npm run bergfried -- restore ${backup} --replace`,
      { cause: error },
    );
  }
}

async function applyMigrations({ owner }: DatabaseUrls, dir: string): Promise<readonly string[]> {
  try {
    const { applied } = await migrate(owner, { dir });
    await migrateQueue(owner);
    await renewHistoryOrder(owner); // the database may have come from a dump (docs/adr/0014)
    return applied;
  } catch (error) {
    // the runner's own words are German and say which file; what has a code comes from the connection
    if (error instanceof Error && systemErrorCode(error) === undefined)
      throw new UserError(error.message, { cause: error });
    throw error;
  }
}

function initialise({ superuserUrl, passwords }: PrepareOptions, database: string): Promise<void> {
  return initCluster(superuserUrl, {
    database,
    ownerPassword: passwords.owner,
    appPassword: passwords.app,
    systemPassword: passwords.system,
    backupPassword: passwords.backup,
  });
}

async function exists(superuserUrl: string): Promise<boolean> {
  const rows = await execute(superuserUrl, 'select from pg_database where datname = $1', [databaseName]);
  return rows > 0;
}

async function execute(url: string, sql: string, values: readonly string[] = []): Promise<number> {
  const client = new Client({ connectionString: url, application_name: 'bergfried-prepare' });
  await client.connect();
  try {
    const { rowCount } = await client.query(sql, [...values]);
    return rowCount ?? 0;
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
