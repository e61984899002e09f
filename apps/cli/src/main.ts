import { realpathSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadConfig, settingOf, type Config } from '@bergfried/platform';
import { helpText, parseCommandLine, type CommandLine } from './command-line.js';
import { backup, checkBackup } from './commands/backup.js';
import { importCatalogue } from './commands/catalogue-import.js';
import { dbInit } from './commands/db-init.js';
import { restoreBackup } from './commands/restore.js';
import { seed } from './commands/seed.js';
import { verify } from './commands/verify.js';
import {
  createOffice,
  createTenant,
  inviteToOffice,
  type NewOfficeMember,
  type NewTenant,
} from './database/founding.js';
import { openDatabase, type OpenDatabase } from './database/open.js';
import { migrateDatabase } from './database/prepare.js';
import type { Here } from './backup/manifest.js';
import { seedDemo } from './demo/index.js';
import { describeError } from './describe-error.js';
import { migrationsDir, serviceEntries } from './paths.js';
import { terminalPrinter, type Printer } from './printer.js';
import { up } from './up/up.js';

/**
 * The command line of Bergfried.
 * @param args after the program name, for example `['up', '--port', '3001']`
 * @returns exit code: 0, or 1 after a problem that was printed in German
 */
export async function main(args: readonly string[], printer: Printer = terminalPrinter()): Promise<number> {
  try {
    await dispatch(parseCommandLine(args), printer);
    return 0;
  } catch (error) {
    printer.problem(describeError(error));
    return 1;
  }
}

async function dispatch({ command, values }: CommandLine, printer: Printer): Promise<void> {
  if (command === 'help') {
    printer.line(helpText());
    return;
  }
  const port = values['port'];
  const config = loadConfig(port === undefined ? process.env : { ...process.env, PORT: port });
  switch (command) {
    case 'up':
      return up({ config, printer, migrationsDir, services: serviceEntries, seed: seedDemo });
    case 'db init':
      return dbInit(
        config,
        settingOf(process.env, 'DATABASE_SUPERUSER_URL'),
        settingOf(process.env, 'DATABASE_BACKUP_URL'),
        printer,
      );
    case 'backup':
      return backup(
        config,
        { to: values['to'], keep: values['keep'], passphraseFile: values['passphrase-file'] },
        printer,
      );
    case 'backup check':
      return checkBackup(values['argument'] ?? '', values['passphrase-file'], await here(), printer);
    case 'restore':
      return restoreBackup(
        config,
        {
          archive: values['argument'] ?? '',
          dataDir: values['data-dir'],
          replace: values['replace'] !== undefined,
          passphraseFile: values['passphrase-file'],
        },
        await here(),
        migrationsDir,
        printer,
      );
    default:
      return withDatabase(config, printer, (database) => work(command, values, config, database, printer));
  }
}

async function work(
  command: Exclude<CommandLine['command'], 'help' | 'up' | 'db init' | 'backup' | 'backup check' | 'restore'>,
  values: CommandLine['values'],
  config: Config,
  { urls }: OpenDatabase,
  printer: Printer,
): Promise<void> {
  const value = (name: string): string => values[name] ?? '';
  const names = { name: value('name'), shortName: value('short-name'), slug: value('slug') };
  switch (command) {
    case 'migrate':
      await migrateDatabase(urls, migrationsDir, printer); // opening did it, except under a running product
      printer.line('Die Datenbank ist auf dem Stand des Programms.');
      return;
    case 'catalogue import':
      return importCatalogue(config, urls, value('argument'), values['office'], printer);
    case 'seed':
      return seed(config, urls, printer, seedDemo);
    case 'verify':
      return verify(config, urls, values['office'], printer);
    case 'office create':
      await createOffice(urls, names);
      printer.line(`Die Gemeinsame Stelle „${names.name}“ ist angelegt.`);
      return;
    case 'tenant create':
      await createTenant(urls, value('office'), {
        ...names,
        plate: value('plate'),
        ags: values['ags'],
        kind: value('kind') as NewTenant['kind'], // checked against the choices when parsed
      });
      printer.line(`Das Mitglied „${names.name}“ ist angelegt.`);
      return;
    case 'user create': {
      const role = value('role') as NewOfficeMember['role']; // checked against the choices when parsed
      const token = await inviteToOffice(urls, value('office'), {
        email: value('email'),
        name: value('name'),
        role,
      });
      printer.line(
        `Bitte diesen Link übergeben (sieben Tage gültig, wird nur hier gezeigt):\n${config.publicUrl}/m/${token}`,
      );
    }
  }
}

/** What this program can restore. */
async function here(): Promise<Here> {
  const names = (await readdir(migrationsDir)).filter((name) => name.endsWith('.sql'));
  return { platform: `${process.platform}-${process.arch}`, migrations: names };
}

async function withDatabase(
  config: Config,
  printer: Printer,
  use: (database: OpenDatabase) => Promise<void>,
): Promise<void> {
  const database = await openDatabase(config, printer, migrationsDir);
  try {
    await use(database);
  } finally {
    await database.close();
  }
}

// Run directly (operated mode: `node apps/cli/dist/main.js …`); tools/run.mjs imports and calls main itself.
const [, script] = process.argv;
if (script !== undefined && realpathSync(script) === fileURLToPath(import.meta.url)) {
  void main(process.argv.slice(2)).then((code) => process.exit(code));
}
