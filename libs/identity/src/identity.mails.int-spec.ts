import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PlatformModule } from '@bergfried/platform';
import {
  ACTORS,
  createTestDatabase,
  createTestUnits,
  createTestWorker,
  OFFICES,
  PASSWORD,
  queueIdle,
  type TestDatabase,
  type TestUnits,
  type TestWorker,
} from '@bergfried/testing';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { IdentityModule } from './identity.module.js';
import { LinkService } from './link.service.js';
import { MemberService } from './member.service.js';
import { PasswordResetService, RESET_ANSWER_MS } from './password-reset.service.js';
import { SessionService } from './session.service.js';

jest.setTimeout(60_000);

@Module({})
class ServicesUnderTest {}
const dataDir = mkdtempSync(join(tmpdir(), 'bergfried-identity-'));

let database: TestDatabase;
let units: TestUnits;
let services: INestApplicationContext;
let worker: TestWorker;
let outside: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  units = await createTestUnits(database, []);
  services = await NestFactory.createApplicationContext(
    {
      module: ServicesUnderTest,
      imports: [PlatformModule.forJobs(units.dataSource), IdentityModule.register('https://bergfried.test')],
    },
    { logger: false, abortOnError: false },
  );
  worker = await createTestWorker({ systemUrl: database.systemUrl, modules: [], dataDir });
  outside = new pg.Client({ connectionString: database.superuserUrl });
  await outside.connect();
});
afterAll(async () => {
  await worker.close();
  await services.close();
  await outside.end();
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
  rmSync(join(dataDir, 'mail'), { recursive: true, force: true });
  await outside.query('delete from app.mail_log; delete from app.job_done; delete from auth.throttle');
});

const mails = (): string[] => {
  try {
    return readdirSync(join(dataDir, 'mail')).map((name) =>
      readFileSync(join(dataDir, 'mail', name), 'utf8')
        .replace(/=\r?\n/g, '')
        .replace(/=3D/g, '='),
    );
  } catch {
    return []; // nothing was written yet
  }
};
const settled = (): Promise<void> => queueIdle(outside);
const tokenIn = (mail: string): string => /https:\/\/bergfried\.test\/m\/([\w-]+)/.exec(mail)?.[1] ?? '';
const onlyMail = (): string => {
  const [mail, ...others] = mails();
  expect(others).toEqual([]);
  return mail ?? '';
};

describe('a forgotten password', () => {
  const resets = (): PasswordResetService => services.get(PasswordResetService);
  const { email, userId } = ACTORS.coordinator;

  it('is set anew by one link, once; all sessions end', async () => {
    await outside.query(
      `insert into auth.session (sid, sess, expire) values ('s1', $1, now() + interval '1 hour')`,
      [{ passport: { user: userId } }],
    );
    await resets().request(email.toUpperCase(), '10.0.0.1');
    await settled();
    const mail = onlyMail();
    expect(mail).toContain(`To: Person coordinator <${email}>`);
    const token = tokenIn(mail);
    const links = services.get(LinkService);
    expect(await links.describe(token)).toMatchObject({ purpose: 'password-reset', email });
    await links.accept(token, 'Ein-neues-Passwort-2026');
    await expect(links.accept(token, 'Noch-ein-Passwort-2026')).rejects.toMatchObject({ key: 'not-found' });
    expect((await outside.query('select from auth.session')).rowCount).toBe(0);
    const sessions = services.get(SessionService);
    expect(await sessions.signIn(email, 'Ein-neues-Passwort-2026', '10.0.0.1')).toBe(userId);
    await expect(sessions.signIn(email, PASSWORD, '10.0.0.1')).rejects.toMatchObject({
      key: 'sign-in-failed',
    });
  });

  it('leaves no token in the database, and only the last link works', async () => {
    await resets().request(email, '10.0.0.1');
    await settled();
    const first = tokenIn(onlyMail());
    await resets().request(email, '10.0.0.1');
    await settled();
    const second =
      mails()
        .map(tokenIn)
        .find((token) => token !== first) ?? '';
    await expect(services.get(LinkService).describe(first)).rejects.toMatchObject({ key: 'not-found' });
    expect(await services.get(LinkService).describe(second)).toMatchObject({ purpose: 'password-reset' });
    const { rows } = await outside.query<{ found: boolean }>(
      `select exists (select from app.outbox o where o::text like $1) or exists (select from app.mail_log m where m::text like $1)
           or exists (select from bullmq.job j where j::text like $1) as found`,
      [`%${second}%`],
    );
    expect(rows).toEqual([{ found: false }]);
  });

  it('ends after an hour', async () => {
    await resets().request(email, '10.0.0.1');
    await settled();
    await outside.query(
      `update auth.link set expires_at = now() - interval '1 second' where purpose = 'password-reset' and used_at is null`,
    );
    await expect(services.get(LinkService).describe(tokenIn(onlyMail()))).rejects.toMatchObject({
      key: 'not-found',
    });
  });

  it('is answered alike for known and unknown people, in the same time', async () => {
    const took = async (whom: string): Promise<number> => {
      const start = performance.now();
      await resets().request(whom, '10.0.0.1');
      return performance.now() - start;
    };
    const known = [await took(email), await took(ACTORS.head.email), await took(ACTORS.auditor.email)];
    const unknown = [
      await took('nobody@test.example'),
      await took('none@test.example'),
      await took('no@test.example'),
    ];
    await settled();
    for (const time of [...known, ...unknown]) expect(time).toBeGreaterThanOrEqual(RESET_ANSWER_MS - 5);
    expect(Math.abs(Math.min(...known) - Math.min(...unknown))).toBeLessThan(60);
    expect(mails()).toHaveLength(3);
  });

  it('brings three mails an hour at most, and stops who asks for everybody', async () => {
    for (let i = 0; i < 5; i += 1) await resets().request(email, '10.0.0.1');
    await settled();
    await outside.query(`update auth.throttle set points = 30 where key like 'reset-address:%'`);
    await expect(resets().request(ACTORS.head.email, '10.0.0.1')).rejects.toMatchObject({
      key: 'too-many-requests',
    });
    expect((await outside.query('select from app.outbox')).rowCount).toBe(0);
  });

  it('is not mailed to who is invited only, or has no access any more', async () => {
    await outside.query(`update app.user_account set status = 'disabled' where id = $1`, [
      ACTORS.auditor.userId,
    ]);
    await resets().request(ACTORS.auditor.email, '10.0.0.1');
    expect((await outside.query('select from app.outbox')).rowCount).toBe(0);
    await outside.query(`update app.user_account set status = 'active' where id = $1`, [
      ACTORS.auditor.userId,
    ]);
  });

  it('stands in the log of an office that the person has joined, never of one that only invited', async () => {
    await outside.query(
      `insert into app.office_member (office_id, id, user_id, role, valid_from) values ($1, gen_random_uuid(), $2, 'operator', '2020-01-01')`,
      [OFFICES.beta, ACTORS.coordinator.userId],
    );
    await resets().request(ACTORS.coordinator.email, '10.0.0.1');
    await settled();
    const { rows } = await outside.query<{ office_id: string }>('select office_id from app.mail_log');
    expect(rows).toEqual([{ office_id: OFFICES.alpha }]);
  });

  it('is written in the language of the person', async () => {
    await outside.query(`update app.user_account set language = 'en' where id = $1`, [ACTORS.head.userId]);
    await resets().request(ACTORS.head.email, '10.0.0.1');
    await settled();
    expect(onlyMail()).toContain('New password for Bergfried');
  });
});

describe('an invitation', () => {
  const invite = (email: string): Promise<{ id: string; invitation: { url: string } }> =>
    units.as('officer', 'ost', 'member:manage', (access) =>
      services.get(MemberService).invite(access, { name: 'Neue Person', email, role: 'contributor' }),
    );

  it('travels by mail too, with a link of its own; using one ends both', async () => {
    const { invitation } = await invite('neu1@test.example');
    await settled();
    const mail = onlyMail();
    expect(mail).toContain('neu1@test.example');
    const mailed = tokenIn(mail);
    const shown = invitation.url.split('/').at(-1) ?? '';
    expect(mailed).not.toBe(shown);
    const links = services.get(LinkService);
    expect(await links.describe(mailed)).toMatchObject({ purpose: 'invitation', hasAccount: false });
    await links.accept(mailed, 'Mein-erstes-Passwort');
    await expect(links.describe(shown)).rejects.toMatchObject({ key: 'not-found' });
    await expect(links.describe(mailed)).rejects.toMatchObject({ key: 'not-found' });
  });

  it('that is renewed ends both older links', async () => {
    const { id, invitation } = await invite('neu2@test.example');
    await settled();
    const first = tokenIn(onlyMail());
    await units.as('officer', 'ost', 'member:manage', (access) =>
      services.get(MemberService).renewInvitation(access, id),
    );
    await settled();
    const links = services.get(LinkService);
    for (const old of [first, invitation.url.split('/').at(-1) ?? ''])
      await expect(links.describe(old)).rejects.toMatchObject({ key: 'not-found' });
    const second =
      mails()
        .map(tokenIn)
        .find((token) => token !== first) ?? '';
    expect(await links.describe(second)).toMatchObject({ purpose: 'invitation' });
  });

  it('cannot be used to set the password of an account, nor a reset to join', async () => {
    await invite(ACTORS.head.email);
    await settled();
    const links = services.get(LinkService);
    await expect(links.accept(tokenIn(onlyMail()), 'Ein-fremdes-Passwort')).rejects.toMatchObject({
      key: 'password-wrong',
    });
  });
});
