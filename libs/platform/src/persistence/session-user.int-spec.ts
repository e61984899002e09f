import { connect, createTestDatabase, type TestDatabase } from '@bergfried/testing';
import type { Client } from 'pg';
import { createDataSource } from './data-source.js';
import { refuseTooMuchPower } from './session-user.js';

describe('a process looks at its own database role', () => {
  let database: TestDatabase;
  let superuser: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    superuser = await connect(database.superuserUrl);
  });
  afterAll(async () => {
    await superuser.end();
    await database.drop();
  });

  async function check(
    url: string,
    expected: 'bergfried_app' | 'bergfried_system' = 'bergfried_app',
  ): Promise<void> {
    const dataSource = createDataSource({ url, applicationName: 'test', max: 1, entities: [] });
    await dataSource.initialize();
    try {
      await refuseTooMuchPower(dataSource, expected);
    } finally {
      await dataSource.destroy();
    }
  }

  it('works as the role that it should have', async () => {
    await check(database.appUrl);
    await check(database.systemUrl, 'bergfried_system');
  });

  it('refuses the owner, a superuser and the role of another process', async () => {
    await expect(check(database.ownerUrl)).rejects.toThrow(
      'angemeldet ist bergfried_owner als Eigentümer von Tabellen.',
    );
    await expect(check(database.superuserUrl)).rejects.toThrow(
      'mit Sonderrechten als Eigentümer von Tabellen.',
    );
    await expect(check(database.systemUrl)).rejects.toThrow(
      'muss sich als bergfried_app ohne weitere Rechte anmelden, angemeldet ist bergfried_system.',
    );
  });

  it('refuses the right role with rights that it should not have', async () => {
    await superuser.query(
      'create table app.planted (id int); alter table app.planted owner to bergfried_app',
    );
    await expect(check(database.appUrl)).rejects.toThrow('als Eigentümer von Tabellen.');
    await superuser.query('drop table app.planted');
    await check(database.appUrl);
  });
});
