import { initCluster, migrate, migrateQueue } from '@bergfried/platform';
import pg from 'pg';
import { foundFixture } from './fixture.js';

export const TEMPLATE = 'bergfried_template';
/** Passwords of the login roles on the test server, which lives for one run on the loopback interface. */
const PASSWORD = 'test-run-only';

/** Address of a database on the test server as one of our roles. */
export function roleUrl(
  superuserUrl: string,
  database: string,
  role: 'owner' | 'app' | 'system' | 'superuser',
): string {
  const url = new URL(superuserUrl);
  url.pathname = `/${database}`;
  if (role !== 'superuser') {
    url.username = `bergfried_${role}`;
    url.password = PASSWORD;
  }
  return url.href;
}

/** Makes roles and the migrated template with the fixture of two offices; marks it as a test database. */
export async function makeTemplate(superuserUrl: string, migrationsDir: string): Promise<void> {
  const admin = new pg.Client({ connectionString: superuserUrl });
  await admin.connect();
  await admin.query(`drop database if exists ${TEMPLATE} with (force)`);
  await admin.end();
  const accounts = {
    ownerPassword: PASSWORD,
    appPassword: PASSWORD,
    systemPassword: PASSWORD,
    backupPassword: PASSWORD,
  };
  await initCluster(superuserUrl, { database: TEMPLATE, ...accounts });
  const ownerUrl = roleUrl(superuserUrl, TEMPLATE, 'owner');
  await migrate(ownerUrl, { dir: migrationsDir });
  await migrateQueue(ownerUrl);
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(`update app.database_mode set mode = 'test'`);
  await owner.end();
  await foundFixture(roleUrl(superuserUrl, TEMPLATE, 'system'));
}
