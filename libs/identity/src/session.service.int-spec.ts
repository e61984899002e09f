import {
  ACTORS,
  mandateId,
  OFFICES,
  PASSWORD,
  rowsOf,
  TENANTS,
  openScene,
  type Scene,
} from '@bergfried/testing';
import { Logger } from '@nestjs/common';
import { IdentityModule } from './identity.module.js';
import { SessionService } from './session.service.js';

const ADDRESS = '192.0.2.7';

describe('sign-in', () => {
  let scene: Scene;

  beforeAll(async () => {
    Logger.overrideLogger(false); // failures are logged, which is not what is looked at here
    scene = await openScene([IdentityModule.register('https://bergfried.test')]);
  });
  afterAll(() => scene.close());
  afterEach(() => scene.superuser.query('delete from auth.throttle'));

  const sessions = (): SessionService => scene.services.get(SessionService);
  const signIn = (email: string, password = PASSWORD, address = ADDRESS): Promise<string> =>
    sessions().signIn(email, password, address);

  it('knows the person by address and password', async () => {
    expect(await signIn(ACTORS.head.email)).toBe(ACTORS.head.userId);
  });

  it('says the same to everybody else', async () => {
    await scene.superuser.query(`update app.user_account set status = 'disabled' where id = $1`, [
      ACTORS.auditor.userId,
    ]);
    await scene.superuser.query(
      `insert into app.user_account (id, email, name) values (gen_random_uuid(), 'eingeladen@test.example', 'Eingeladen')`,
    );
    const attempts = [
      [ACTORS.head.email, 'falsch'],
      ['niemand@test.example', PASSWORD],
      ['niemand@test.example', 'no such person'], // the decoy that is hashed for unknown people
      [ACTORS.auditor.email, PASSWORD],
      ['eingeladen@test.example', PASSWORD],
      ['eingeladen@test.example', ''],
    ] as const;
    for (const [email, password] of attempts)
      await expect(signIn(email, password)).rejects.toMatchObject({ key: 'sign-in-failed', params: {} });
  });

  it('makes a guesser wait after ten tries, but not the person elsewhere', async () => {
    const tries = Array.from({ length: 10 }, () => signIn(ACTORS.head.email, 'geraten'));
    for (const attempt of await Promise.allSettled(tries))
      expect(attempt).toMatchObject({ reason: { key: 'sign-in-failed' } });
    await expect(signIn(ACTORS.head.email)).rejects.toMatchObject({
      key: 'too-many-requests',
      params: { seconds: expect.any(Number) },
    });
    expect(await signIn(ACTORS.head.email, PASSWORD, '192.0.2.8')).toBe(ACTORS.head.userId);
    expect(await signIn(ACTORS.coordinator.email)).toBe(ACTORS.coordinator.userId);
  });

  it('forgets failed tries after a success', async () => {
    for (let round = 0; round < 2; round++) {
      for (let n = 0; n < 6; n++)
        await expect(signIn(ACTORS.head.email, 'vertippt')).rejects.toMatchObject({ key: 'sign-in-failed' });
      await signIn(ACTORS.head.email);
    }
  });

  it('stops an address that tries many people', async () => {
    await expect(signIn('niemand@test.example', 'x')).rejects.toThrow();
    await scene.superuser.query(`update auth.throttle set points = 100 where key like 'address%'`);
    await expect(signIn(ACTORS.head.email)).rejects.toMatchObject({ key: 'too-many-requests' });
  });

  it('describes the person with every role that is valid today', async () => {
    const { user, memberships } = await sessions().describe(ACTORS.officer.userId);
    expect(user).toEqual({
      id: ACTORS.officer.userId,
      email: ACTORS.officer.email,
      name: 'Person officer',
      language: 'de',
    });
    expect(
      memberships.map(({ officeId, tenantId, tenantSlug, role }) => [officeId, tenantId, tenantSlug, role]),
    ).toEqual([
      [OFFICES.alpha, null, null, 'officer'],
      [OFFICES.alpha, TENANTS.ost, 'ost', 'officer'],
      [OFFICES.alpha, TENANTS.west, 'west', 'officer'],
    ]);
    expect(memberships[0]?.permissions).toContain('member:manage');
    await scene.superuser.query(`update app.mandate set valid_until = '2024-01-01' where id = $1`, [
      mandateId('officer', 'west'),
    ]);
    expect((await sessions().describe(ACTORS.officer.userId)).memberships).toHaveLength(2);
    expect(
      (await sessions().describe(ACTORS.officeOperator.userId)).memberships.map(({ tenantId }) => tenantId),
    ).toEqual([null]);
    expect((await sessions().describe(ACTORS.stranger.userId)).memberships).toEqual([]);
  });

  it('knows nobody who is disabled or gone', async () => {
    for (const userId of [ACTORS.auditor.userId, '0195f000-0000-7009-8000-000000000009']) {
      await expect(sessions().describe(userId)).rejects.toMatchObject({ key: 'not-signed-in' });
    }
  });

  describe('a new password', () => {
    const { userId, email } = ACTORS.itManagement;
    const keep = (sid: string, user: string): Promise<unknown> =>
      scene.superuser.query(
        `insert into auth.session (sid, sess, expire) values ($1, $2, now() + interval '1 hour')`,
        [sid, JSON.stringify({ passport: { user } })],
      );

    it('needs the present one', async () => {
      await expect(
        sessions().changePassword(userId, 'falsch', 'Ein-neues-Passwort', 'own'),
      ).rejects.toMatchObject({ key: 'password-wrong' });
      expect(await signIn(email)).toBe(userId);
    });

    it('ends every other session of the person and no session of anybody else', async () => {
      await keep('own', userId);
      await keep('elsewhere', userId);
      await keep('another', ACTORS.head.userId);
      await sessions().changePassword(userId, PASSWORD, 'Ein-neues-Passwort', 'own');
      expect(await rowsOf(scene.superuser, 'select sid from auth.session order by sid')).toEqual([
        { sid: 'another' },
        { sid: 'own' },
      ]);
      await expect(signIn(email)).rejects.toMatchObject({ key: 'sign-in-failed' });
      expect(await signIn(email, 'Ein-neues-Passwort')).toBe(userId);
    });

    it('cannot be reached by guessing the present one', async () => {
      const tries = Array.from({ length: 10 }, () =>
        sessions().changePassword(ACTORS.head.userId, 'geraten', 'Ein-neues-Passwort', 'own'),
      );
      await Promise.allSettled(tries);
      await expect(
        sessions().changePassword(ACTORS.head.userId, PASSWORD, 'Ein-neues-Passwort', 'own'),
      ).rejects.toMatchObject({ key: 'too-many-requests' });
    });
  });
});
