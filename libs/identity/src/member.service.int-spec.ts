import type { Access } from '@bergfried/platform';
import {
  ACTORS,
  betweenContextAndCommit,
  membershipId,
  OFFICES,
  PASSWORD,
  recordStatements,
  rowsOf,
  TENANTS,
  type ActorName,
  openScene,
  type Scene,
} from '@bergfried/testing';
import { IdentityModule } from './identity.module.js';
import { LinkService } from './link.service.js';
import type { InviteTenantMemberRequest, MemberResponse, UpdateTenantMemberRequest } from './member.dto.js';
import { MemberService } from './member.service.js';
import { SessionService } from './session.service.js';

const PUBLIC_URL = 'https://bergfried.test';
const OWN_PASSWORD = 'Eigenes-Passwort-1';

describe('people and their invitations', () => {
  let scene: Scene;
  let people = 0;

  beforeAll(async () => {
    scene = await openScene([IdentityModule.register(PUBLIC_URL)]);
  });
  afterAll(() => scene.close());

  const members = (): MemberService => scene.services.get(MemberService);
  const links = (): LinkService => scene.services.get(LinkService);
  const manage = <T>(
    work: (access: Access) => Promise<T>,
    actor: ActorName = 'officer',
    tenant: keyof typeof TENANTS | null = 'ost',
  ): Promise<T> => scene.units.as(actor, tenant, 'member:manage', work);
  const newcomer = (): Pick<InviteTenantMemberRequest, 'name' | 'email'> => ({
    name: 'Neue Person',
    email: `neu.${String(++people)}@test.example`,
  });
  const invite = (body: Partial<InviteTenantMemberRequest> = {}) =>
    manage((access) => members().invite(access, { role: 'coordinator', ...newcomer(), ...body }));
  const update = (
    { id, version }: Pick<MemberResponse, 'id' | 'version'>,
    patch: UpdateTenantMemberRequest,
  ) => manage((access) => members().update(access, id, version, patch));
  const tokenOf = (url: string): string => url.slice(`${PUBLIC_URL}/m/`.length);
  const hasAccess = async (userId: string): Promise<boolean> =>
    (
      await rowsOf(
        scene.superuser,
        `select 1 from app.open_scope($1, 'tenant', $2, '{coordinator,head}', 'test')`,
        [userId, TENANTS.ost],
      )
    ).length > 0;
  const find = async (id: string): Promise<MemberResponse | undefined> =>
    (await manage((access) => members().findAll(access, { limit: 200 }))).items.find(
      (member) => member.id === id,
    );

  it('invites a new person, who has access only after accepting', async () => {
    const { invitation, ...member } = await invite({ role: 'head', validUntil: '2099-12-31' });
    expect(member).toMatchObject({
      tenantId: TENANTS.ost,
      officeId: null,
      name: 'Neue Person',
      role: 'head',
      validUntil: '2099-12-31',
      status: 'invited',
      version: 1,
    });
    expect(invitation.url).toMatch(/^https:\/\/bergfried\.test\/m\/[\w-]{43}$/);
    expect(Date.parse(invitation.expiresAt) - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
    expect(await hasAccess(member.userId)).toBe(false);
    const token = tokenOf(invitation.url);
    expect(await links().describe(token)).toMatchObject({
      purpose: 'invitation',
      email: member.email,
      hasAccount: false,
    });
    expect(await hasAccess(member.userId)).toBe(false); // looking is not accepting: mail scanners look, too
    await links().accept(token, OWN_PASSWORD);
    expect(await hasAccess(member.userId)).toBe(true);
    expect(await find(member.id)).toMatchObject({ status: 'active', version: 2 });
    expect(await scene.services.get(SessionService).signIn(member.email, OWN_PASSWORD, '192.0.2.1')).toBe(
      member.userId,
    );
    await expect(links().describe(token)).rejects.toMatchObject({ key: 'not-found' });
    await expect(links().accept(token, 'Ein-anderes-Passwort')).rejects.toMatchObject({ key: 'not-found' });
  });

  it('stores no token, only its hash', async () => {
    const { invitation } = await invite();
    const [row] = await rowsOf<{ links: string }>(
      scene.superuser,
      `select string_agg(l::text, ' ') as links from auth.link l`,
    );
    expect(row?.links).not.toContain(tokenOf(invitation.url));
  });

  it('lets a person who exists accept with the password that exists, and never takes another name', async () => {
    const { invitation, ...member } = await invite({
      name: 'Vom Einladenden',
      email: ACTORS.headWest.email,
      role: 'head',
    });
    expect(member).toMatchObject({ userId: ACTORS.headWest.userId, name: 'Vom Einladenden' });
    const token = tokenOf(invitation.url);
    expect(await links().describe(token)).toMatchObject({ hasAccount: true });
    await expect(links().accept(token, 'Falsches-Passwort')).rejects.toMatchObject({ key: 'password-wrong' });
    expect(await hasAccess(member.userId)).toBe(false);
    await links().accept(token, PASSWORD);
    expect(await hasAccess(member.userId)).toBe(true);
    expect(await find(member.id)).toMatchObject({ name: 'Person headWest', status: 'active' });
  });

  it('gives a new link for the old one, until it is accepted', async () => {
    const { invitation, id } = await invite();
    const renewed = await manage((access) => members().renewInvitation(access, id));
    await expect(links().describe(tokenOf(invitation.url))).rejects.toMatchObject({ key: 'not-found' });
    await links().accept(tokenOf(renewed.url), OWN_PASSWORD);
    await expect(manage((access) => members().renewInvitation(access, id))).rejects.toMatchObject({
      key: 'conflict',
    });
  });

  it.each([
    ['expired', `update auth.link set expires_at = now() where member_id = $1`],
    [
      'made for an account that was disabled',
      `update app.user_account set status = 'disabled' where id = (select user_id from auth.link where member_id = $1)`,
    ],
  ])('does not know a link that is %s', async (_, sql) => {
    const { invitation, id } = await invite();
    await scene.superuser.query(sql, [id]);
    await expect(links().describe(tokenOf(invitation.url))).rejects.toMatchObject({ key: 'not-found' });
    await expect(links().accept(tokenOf(invitation.url), OWN_PASSWORD)).rejects.toMatchObject({
      key: 'not-found',
    });
  });

  it('refuses the same role from the same day, and an end before the begin', async () => {
    const person = newcomer();
    await invite({ ...person, validFrom: '2026-01-01' });
    await expect(invite({ ...person, validFrom: '2026-01-01' })).rejects.toMatchObject({
      key: 'already-exists',
    });
    await expect(invite({ ...person, role: 'auditor', validFrom: '2026-01-01' })).resolves.toBeDefined();
    for (const body of [
      { validFrom: '2026-02-01', validUntil: '2026-01-31' },
      { validUntil: '2020-01-01' },
    ]) {
      await expect(invite(body)).rejects.toMatchObject({
        key: 'invalid',
        errors: [{ pointer: '/validUntil', code: 'order' }],
      });
    }
  });

  it('changes role and days with the version that was read', async () => {
    const member = await invite();
    const changed = await update(member, {
      role: 'auditor',
      validFrom: '2026-01-01',
      validUntil: '2026-06-30',
    });
    expect(changed).toMatchObject({
      role: 'auditor',
      validFrom: '2026-01-01',
      validUntil: '2026-06-30',
      version: 2,
    });
    await expect(update(member, { role: 'head' })).rejects.toMatchObject({ key: 'version-stale' });
    await expect(update(changed, { validUntil: '2025-12-31' })).rejects.toMatchObject({ key: 'invalid' });
    expect(await update(changed, { validUntil: null })).toMatchObject({
      validFrom: '2026-01-01',
      validUntil: null,
    });
  });

  it('ends an access at once', async () => {
    const id = membershipId('coordinator');
    expect(await hasAccess(ACTORS.coordinator.userId)).toBe(true);
    expect(await manage((access) => members().deactivate(access, id, 1))).toMatchObject({
      status: 'disabled',
      version: 2,
    });
    expect(await hasAccess(ACTORS.coordinator.userId)).toBe(false);
    await expect(
      scene.units.as('coordinator', 'ost', 'member:read', () => Promise.resolve()),
    ).rejects.toThrow('not-found');
  });

  it('lets nobody change the own access, invite oneself, or reach people of another member', async () => {
    const own = membershipId('tenantOperator');
    const asOperator = <T>(work: (access: Access) => Promise<T>): Promise<T> =>
      manage(work, 'tenantOperator');
    await expect(
      asOperator((access) => members().update(access, own, 1, { role: 'coordinator' })),
    ).rejects.toMatchObject({ key: 'own-membership' });
    await expect(asOperator((access) => members().deactivate(access, own, 1))).rejects.toMatchObject({
      key: 'own-membership',
    });
    const self = { name: 'Ich selbst', email: ACTORS.tenantOperator.email, role: 'head' };
    await expect(asOperator((access) => members().invite(access, self))).rejects.toMatchObject({
      key: 'own-membership',
    });
    const west = membershipId('coordinatorWest');
    for (const refused of [
      () => manage((access) => members().update(access, west, 1, { role: 'head' })),
      () => manage((access) => members().deactivate(access, west, 1)),
      () => manage((access) => members().renewInvitation(access, west)),
    ]) {
      await expect(refused()).rejects.toMatchObject({ key: 'not-found' });
    }
    await expect(manage(() => Promise.resolve(), 'tenantOperator', 'west')).rejects.toThrow('not-found');
  });

  it('keeps the people of the office apart from those of a member', async () => {
    const person = newcomer();
    const { invitation, ...deputy } = await manage(
      (access) => members().invite(access, { ...person, role: 'deputy' }),
      'officer',
      null,
    );
    expect(deputy).toMatchObject({
      officeId: OFFICES.alpha,
      tenantId: null,
      role: 'deputy',
      status: 'invited',
    });
    await links().accept(tokenOf(invitation.url), OWN_PASSWORD);
    expect(
      await rowsOf(scene.superuser, 'select tenant_id, role from app.roles_of($1)', [deputy.userId]),
    ).toEqual([{ tenant_id: null, role: 'deputy' }]);
    expect(await find(deputy.id)).toBeUndefined();
    const ofOffice = await manage((access) => members().findAll(access, {}), 'officeOperator', null);
    expect(ofOffice.items.map(({ role }) => role).sort()).toEqual([
      'deputy',
      'deputy',
      'officer',
      'operator',
    ]);
    expect(
      (await manage((access) => members().findAll(access, {}), 'officerBeta', null)).items.map(
        ({ email }) => email,
      ),
    ).toEqual([ACTORS.officerBeta.email]);
  });

  it('writes down who gave and who took an access', async () => {
    const { invitation, id, userId } = await invite();
    await links().accept(tokenOf(invitation.url), OWN_PASSWORD);
    const versions = await rowsOf(
      scene.superuser,
      `select op, actor, action from app.record_version where row_id = $1 order by seq`,
      [id],
    );
    expect(versions).toEqual([
      { op: 'I', actor: ACTORS.officer.userId, action: 'member:manage' },
      { op: 'U', actor: userId, action: 'invitation:accept' },
    ]);
  });

  it('lists with two statements', async () => {
    const statements = await recordStatements(() =>
      manage((access) => members().findAll(access, { limit: 2 })),
    );
    expect(betweenContextAndCommit(statements)).toHaveLength(2);
  });
});
