import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { roleUrl, TEMPLATE } from './template.js';

/** A database of its own for one test file, cloned from the template with the fixture in it. */
export interface TestDatabase {
  readonly name: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly systemUrl: string;
  readonly superuserUrl: string;
  drop(): Promise<void>;
}

/** Clones the template (about 100 ms); drop it in afterAll. @param superuserUrl another server than that of the run */
export async function createTestDatabase(
  superuserUrl = process.env['TEST_SUPERUSER_URL'],
): Promise<TestDatabase> {
  if (!superuserUrl) throw new Error('libs/testing/jest.global-setup.cjs has not run');
  const name = `bergfried_test_${randomBytes(6).toString('hex')}`;
  const admin = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: superuserUrl });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  await admin(`create database ${name} template ${TEMPLATE} strategy wal_log owner bergfried_owner`);
  await admin(`revoke all on database ${name} from public`); // rights on a database are not cloned; these are initCluster's
  await admin(`grant connect on database ${name} to bergfried_app, bergfried_system, bergfried_backup`);
  return {
    name,
    ownerUrl: roleUrl(superuserUrl, name, 'owner'),
    appUrl: roleUrl(superuserUrl, name, 'app'),
    systemUrl: roleUrl(superuserUrl, name, 'system'),
    superuserUrl: roleUrl(superuserUrl, name, 'superuser'),
    drop: () => admin(`drop database if exists ${name} with (force)`),
  };
}
