import { findEmbeddedPostgres, startEmbeddedPostgres, type Config } from '@bergfried/platform';
import { finishExchange } from '../backup/exchange.js';
import { backupBeforeUpgrade } from '../commands/backup.js';
import type { Printer } from '../printer.js';
import { databaseUrls, rolePasswords, type DatabaseUrls } from './accounts.js';
import { operatedUrls } from './operated.js';
import { databaseName, migrateDatabase, prepareDatabase } from './prepare.js';

/** The migrated database of the product, for one command. */
export interface OpenDatabase {
  readonly urls: DatabaseUrls;
  /** Lets go; an embedded PostgreSQL that was started for this command ends. */
  close(): Promise<void>;
}

/**
 * Opens the database for a command: an operated one by its addresses, the embedded one of the data folder
 * otherwise, running or not. Migrations that are missing are applied, except under a running product.
 * @throws ConfigError, EmbeddedPostgresError with German messages
 */
export async function openDatabase(
  config: Config,
  printer: Printer,
  migrationsDir: string,
): Promise<OpenDatabase> {
  const operated = operatedUrls(config);
  if (operated !== undefined) {
    await migrateDatabase(operated, migrationsDir, printer);
    return { urls: operated, close: async () => undefined };
  }
  if (finishExchange(config.dataDir)) printer.line('Ein unterbrochenes Zurückspielen wurde abgeschlossen.');
  const running = await openRunning(config);
  if (running !== undefined) return running;

  const postgres = await startEmbeddedPostgres({
    dataDir: config.dataDir,
    log: (line) => printer.line(line),
  });
  try {
    const passwords = rolePasswords(config.dataDir);
    const urls = await prepareDatabase({
      superuserUrl: postgres.superuserUrl,
      passwords,
      migrationsDir,
      beforeUpgrade: (pending) => backupBeforeUpgrade(config, postgres.superuserUrl, pending, printer),
    });
    return { urls, close: () => postgres.stop() };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** The embedded PostgreSQL that `up` is running now. */
async function openRunning(config: Config): Promise<OpenDatabase | undefined> {
  const superuserUrl = await findEmbeddedPostgres(config.dataDir);
  if (superuserUrl === undefined) return undefined;
  const urls = databaseUrls(superuserUrl, databaseName, rolePasswords(config.dataDir));
  return { urls, close: async () => undefined };
}
