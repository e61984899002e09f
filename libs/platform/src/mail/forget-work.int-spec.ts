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

  it('goes with finished jobs too, but not with one that made something, waits or runs', async () => {
    const jobs = await rowsOf<{ id: string; used: boolean }>(
      superuser,
      'select j.id, exists (select from app.report r where r.job_id = j.id) as used from app.job_run j order by used, j.id',
    );
    expect(jobs.filter(({ used }) => used).length).toBeGreaterThan(0);
    await superuser.query(
      `insert into app.job_run (tenant_id, id, kind, state) select tenant_id, gen_random_uuid(), kind, state
       from (select distinct tenant_id, kind from app.job_run) t, unnest('{queued,running,done,failed}'::text[]) as state`,
    );
    await superuser.query(
      `update app.job_run set updated_at = now() - interval '91 days', state = case when exists (select from app.report r where r.job_id = job_run.id) then 'done' else state end`,
    );
    await superuser.query(
      `update app.office_job_run set state = 'failed', updated_at = now() - interval '89 days'`,
    );
    const offices = (await idsOf('office_job_run')).length;
    await system.query(`select app.forget_job_runs(now() - interval '90 days')`);
    const left = await rowsOf<{ state: string; used: boolean }>(
      superuser,
      `select distinct state, exists (select from app.report r where r.job_id = j.id) as used from app.job_run j order by 1, 2`,
    );
    expect(left).toEqual([
      { state: 'done', used: true },
      { state: 'queued', used: false },
      { state: 'running', used: false },
    ]);
    expect(await idsOf('office_job_run')).toHaveLength(offices);

    await superuser.query(`update app.office_job_run set updated_at = now() - interval '91 days'`);
    await superuser.query(
      `create table app.made_by_job (office_id uuid, job_id uuid, foreign key (office_id, job_id) references app.office_job_run)`,
    );
    const [kept] = await idsOf('office_job_run');
    await superuser.query(
      'insert into app.made_by_job select office_id, id from app.office_job_run where id = $1',
      [kept?.id],
    );
    await system.query(`select app.forget_job_runs(now() - interval '90 days')`);
    expect(await idsOf('office_job_run')).toEqual([kept]); // whatever else refers to one keeps it
  });
});
