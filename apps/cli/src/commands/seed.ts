import type { Config } from '@bergfried/platform';
import { Client } from 'pg';
import type { DatabaseUrls } from '../database/accounts.js';
import type { SeedOptions } from '../demo/index.js';
import type { Printer } from '../printer.js';
import { chooseDemoPassword, demoLogins, seedOptions } from '../up/demo-access.js';
import { table } from '../up/welcome.js';
import { UserError } from '../user-error.js';

/**
 * Makes the demonstration in an empty database, and shows its log-ins.
 * @throws UserError when the database is not empty, or holds the beginning of a demonstration
 */
export async function seed(
  config: Config,
  urls: DatabaseUrls,
  printer: Printer,
  seedDemo: (options: SeedOptions) => Promise<unknown>,
): Promise<void> {
  await requireEmpty(urls);
  const password = chooseDemoPassword(config);
  await seedDemo(seedOptions(config, urls, password, printer));
  printer.line(table([['E-Mail', 'Rolle', 'Stelle oder Mitglied'], ...demoLogins(new Date())]));
  printer.line(`\n  Passwort für alle: ${password}`);
}

async function requireEmpty({ owner }: DatabaseUrls): Promise<void> {
  const client = new Client({ connectionString: owner, application_name: 'bergfried-seed' });
  await client.connect();
  try {
    const { rows: modes } = await client.query<{ mode: string }>('select mode from app.database_mode');
    await client.query('set role bergfried_definer'); // the owner itself sees no rows
    const { rowCount } = await client.query('select from app.office limit 1');
    if (rowCount === 0 && modes[0]?.mode === 'normal') return;
    throw new UserError(
      modes[0]?.mode === 'normal'
        ? 'Die Datenbank ist nicht leer; die Vorführung gehört in eine leere.'
        : 'Eine frühere Vorführung wurde nicht fertig. Bitte die Datenbank neu anlegen und noch einmal beginnen.',
    );
  } finally {
    await client.end();
  }
}
