import { connect, createTestDatabase, plantRows, rowsOf, type TestDatabase } from '@bergfried/testing';
import type { Client } from 'pg';

describe('what is kept of work', () => {
  let database: TestDatabase;
  let superuser: Client;
  let system: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    [superuser, system] = [await connect(database.superuserUrl), await connect(database.systemUrl)];
    await plantRows(superuser);
  });
  afterAll(async () => {
    for (const client of [superuser, system]) await client.end();
    await database.drop();
  });

  const idsOf = (table: string): Promise<{ id: string }[]> =>
    rowsOf<{ id: string }>(superuser, `select id from app.${table} order by id`);

  it('is forgotten after its time when it is done with, in every office, and not before', async () => {
    const [mail, ...mails] = await idsOf('mail_log');
    const [letter, ...letters] = await idsOf('dead_letter');
    expect([mails.length, letters.length]).toEqual([3, 3]);
    await superuser.query(
      `update app.mail_log set state = 'handed-over', changed_at = now() - interval '80 days' where id = $1`,
      [mail?.id],
    );
    await superuser.query(`update app.mail_log set changed_at = now() - interval '100 days' where id = $1`, [
      mails[0]?.id, // still planned
    ]);
    await superuser.query(`update app.dead_letter set failed_at = now() - interval '100 days'`); // not resolved
    await system.query(`select app.forget_work(now() - interval '90 days')`);
    expect([(await idsOf('mail_log')).length, (await idsOf('dead_letter')).length]).toEqual([4, 4]);

    await superuser.query(
      `update app.mail_log set state = 'handed-over', changed_at = now() - interval '91 days' where id = any ($1)`,
      [[mail?.id, mails[0]?.id]], // the office's own, and one about one of its two members
    );
    await superuser.query(
      `update app.dead_letter set resolved_at = now() - interval '91 days' where id = $1`,
      [letter?.id],
    );
    await system.query(`select app.forget_work(now() - interval '90 days')`);
    expect(await idsOf('mail_log')).toEqual([mails[1], mails[2]]);
    expect(await idsOf('dead_letter')).toEqual(letters);
  });
});
