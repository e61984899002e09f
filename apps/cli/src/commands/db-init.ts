import { randomBytes } from 'node:crypto';
import { initCluster, type Config } from '@bergfried/platform';
import { operatedUrls } from '../database/operated.js';
import type { Printer } from '../printer.js';
import { UserError } from '../user-error.js';

/**
 * Makes the roles and the database in an operated PostgreSQL, once per cluster; may be repeated.
 * The roles get the passwords that stand in the three addresses.
 * @param superuserUrl of DATABASE_SUPERUSER_URL; used for this command only
 * @param backupUrl of DATABASE_BACKUP_URL; left out, the role of the backup gets a new password, which is printed
 * @throws UserError when an address is missing or names another role
 */
export async function dbInit(
  config: Config,
  superuserUrl: string | undefined,
  backupUrl: string | undefined,
  printer: Printer,
): Promise<void> {
  const urls = operatedUrls(config);
  if (urls === undefined) {
    throw new UserError(
      'Das mitgelieferte PostgreSQL richtet sich beim Start selbst ein. Für ein eigenes bitte DATABASE_OWNER_URL, ' +
        'DATABASE_URL, DATABASE_SYSTEM_URL und für diesen Befehl DATABASE_SUPERUSER_URL setzen.',
    );
  }
  if (superuserUrl === undefined || !URL.canParse(superuserUrl)) {
    throw new UserError(
      'Bitte DATABASE_SUPERUSER_URL setzen: die Adresse eines Administrators, nur für diesen Befehl.',
    );
  }
  const owner = login(urls.owner, 'DATABASE_OWNER_URL', 'bergfried_owner');
  const app = login(urls.app, 'DATABASE_URL', 'bergfried_app');
  const system = login(urls.system, 'DATABASE_SYSTEM_URL', 'bergfried_system');
  const database = decodeURIComponent(new URL(urls.owner).pathname.slice(1));
  if (database === '') throw new UserError('DATABASE_OWNER_URL nennt keine Datenbank (…/bergfried).');

  const backupPassword =
    backupUrl === undefined
      ? randomBytes(24).toString('base64url')
      : login(backupUrl, 'DATABASE_BACKUP_URL', 'bergfried_backup');
  await initCluster(superuserUrl, {
    database,
    ownerPassword: owner,
    appPassword: app,
    systemPassword: system,
    backupPassword,
  });
  printer.line(`Rollen und Datenbank „${database}“ sind eingerichtet. Weiter mit: bergfried migrate`);
  if (backupUrl !== undefined) return;
  printer.line(`Passwort der Rolle bergfried_backup (wird nur hier gezeigt): ${backupPassword}`);
}

function login(url: string, name: string, role: string): string {
  const { username, password } = new URL(URL.canParse(url) ? url : 'postgres://');
  if (decodeURIComponent(username) === role && password !== '') return decodeURIComponent(password);
  throw new UserError(`${name} muss den Benutzer ${role} und sein Passwort nennen: postgres://${role}:…@…`);
}
