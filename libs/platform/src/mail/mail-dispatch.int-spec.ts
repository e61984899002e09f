import {
  ACTORS,
  createTestDatabase,
  createTestUnits,
  createTestWorker,
  eventually,
  OFFICES,
  startSmtpDouble,
  TENANTS,
  type SmtpDouble,
  type TestDatabase,
  type TestUnits,
  type TestWorker,
} from '@bergfried/testing';
import { Injectable, Module } from '@nestjs/common';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { DeadLetterService } from '../queue/dead-letter.service.js';
import { declareSubscribers } from '../queue/events.js';
import { HandlesJob } from '../queue/handlers.js';
import type { SystemJob } from '../queue/job.js';
import '../queue/job.permissions.js';
import { MailDispatch } from './mail-dispatch.js';
import type { MailPerson } from './mail-kinds.js';
import { MailLogService } from './mail-log.service.js';

jest.setTimeout(60_000);
declareSubscribers('test.mailing', { 'test-mailing': 'mail' });

const person = (name: 'coordinator' | 'head', language: 'de' | 'en'): MailPerson => ({
  userId: ACTORS[name].userId,
  email: ACTORS[name].email,
  name: `Person ${name}`,
  language,
});
const audience = { people: [] as MailPerson[] };

@Injectable()
class TestMailing {
  constructor(private readonly mails: MailDispatch) {}

  @HandlesJob('test-mailing')
  async mail(job: SystemJob): Promise<void> {
    await this.mails.send(job, () =>
      Promise.resolve({
        kind: 'incident-reported',
        people: audience.people,
        path: '/ost/vorfaelle/1',
        params: () => ({ reference: 'OS-V2026-001' }),
      }),
    );
    await job.finish(async () => undefined);
  }
}
@Module({ providers: [TestMailing] })
class TestMailingModule {}

let database: TestDatabase;
let smtp: SmtpDouble;
let worker: TestWorker;
let units: TestUnits;
let outside: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  smtp = await startSmtpDouble();
  units = await createTestUnits(database, []);
  worker = await createTestWorker({
    systemUrl: database.systemUrl,
    modules: [TestMailingModule],
    smtpUrl: smtp.url,
  });
  outside = new pg.Client({ connectionString: database.superuserUrl });
  await outside.connect();
});
afterAll(async () => {
  await worker.close();
  await units.close();
  await outside.end();
  await smtp.close();
  await database.drop();
});
beforeEach(async () => {
  smtp.mails.length = 0;
  smtp.manners.recipient = () => '250 ok';
  smtp.manners.accepted = () => Promise.resolve('250 taken');
  audience.people = [person('coordinator', 'de'), person('head', 'en')];
  await outside.query('delete from app.mail_log; delete from app.dead_letter');
});

const add = async (): Promise<string> => {
  const id = uuidv7();
  await outside.query(
    `insert into app.outbox (id, office_id, for_tenant_id, event, payload) values ($1, $2, $3, 'test.mailing', '{}')`,
    [id, OFFICES.alpha, TENANTS.ost],
  );
  return `${id}.test-mailing`;
};
const states = async (): Promise<string[]> =>
  (await outside.query<{ state: string }>('select state from app.mail_log order by user_id')).rows.map(
    ({ state }) => state,
  );
const done = (key: string): Promise<unknown> =>
  eventually(
    'the job',
    async () => (await outside.query('select from app.job_done where job_key = $1', [key])).rowCount === 1,
  );
const buried = (key: string): Promise<{ id: string; version: number }> =>
  eventually('the dead letter', async () => {
    const { rows } = await outside.query<{ id: string; version: number }>(
      'select id, version from app.dead_letter where job_key = $1 and retried_at is null',
      [key],
    );
    return rows[0];
  });

describe('mails of a job', () => {
  it('go to each person once, in the language of each, with kind and number only', async () => {
    await done(await add());
    expect(smtp.mails.map(({ to }) => to).sort()).toEqual(
      [ACTORS.coordinator.email, ACTORS.head.email].sort(),
    );
    const words = smtp.mails.map(({ content }) => content.replace(/=\n/g, ''));
    expect(words.some((text) => text.includes('wurde ein Vorfall gemeldet'))).toBe(true);
    expect(words.some((text) => text.includes('an incident was reported'))).toBe(true);
    for (const text of words)
      expect(text.match(/https?:\/\/\S+/g)).toEqual(['https://bergfried.test/ost/vorfaelle/1']);
    expect(await states()).toEqual(['handed-over', 'handed-over']);
  });

  it('say in a demonstration that everything is invented', async () => {
    await outside.query('update app.office set is_demo = true where office_id = $1', [OFFICES.alpha]);
    await done(await add());
    await outside.query('update app.office set is_demo = false where office_id = $1', [OFFICES.alpha]);
    const german = smtp.mails.find(({ to }) => to === ACTORS.coordinator.email)?.content ?? '';
    expect(german).toContain('Musterdaten =E2=80=93 frei erfunden');
    expect(german).toMatch(/^Subject: .*Musterdaten/m);
  });

  it('wait for a server that is busy, and do not repeat what it has taken', async () => {
    const busy = { times: 2 };
    smtp.manners.recipient = (address) =>
      address === ACTORS.head.email && busy.times-- > 0 ? '451 later' : '250 ok';
    await done(await add());
    expect(smtp.mails.map(({ to }) => to).sort()).toEqual(
      [ACTORS.coordinator.email, ACTORS.head.email].sort(),
    );
  });

  it('that nobody knows of stay as they are until a person decides', async () => {
    const silent = { yes: true };
    smtp.manners.accepted = (mail) =>
      Promise.resolve(mail.to === ACTORS.head.email && silent.yes ? null : '250 taken');
    const key = await add();
    const letter = await buried(key);
    expect((await states()).sort()).toEqual(['handed-over', 'unclear']);
    const sent = smtp.mails.length;

    const unclear = await units.as('officer', null, 'job:manage', (access) =>
      new MailLogService(units.unitOfWork).findAll(access, { state: ['unclear'] }),
    );
    expect(unclear.items).toMatchObject([
      { kind: 'incident-reported', userId: ACTORS.head.userId, tenantId: TENANTS.ost },
    ]);

    silent.yes = false;
    await units.as('officer', null, 'job:manage', (access) =>
      new DeadLetterService(units.unitOfWork).retry(access, letter.id, letter.version),
    );
    await done(key);
    expect(smtp.mails.slice(sent).map(({ to }) => to)).toEqual([ACTORS.head.email]);
    expect(await states()).toEqual(['handed-over', 'handed-over']);
  });

  it('that are refused are told to the operator, the others go', async () => {
    smtp.manners.recipient = (address) => (address === ACTORS.head.email ? '550 unknown' : '250 ok');
    await buried(await add());
    expect((await states()).sort()).toEqual(['handed-over', 'refused']);
    expect(smtp.mails.map(({ to }) => to)).toEqual([ACTORS.coordinator.email]);
  });

  it('are dropped for who lost the role before they left', async () => {
    smtp.manners.recipient = (address) => {
      if (address !== ACTORS.head.email) return '250 ok';
      audience.people = [person('coordinator', 'de')];
      return '451 later';
    };
    await done(await add());
    expect((await states()).sort()).toEqual(['dropped', 'handed-over']);
    expect(smtp.mails.map(({ to }) => to)).toEqual([ACTORS.coordinator.email]);
  });

  it('to nobody are done at once', async () => {
    audience.people = [];
    await done(await add());
    expect(smtp.mails).toEqual([]);
  });
});
