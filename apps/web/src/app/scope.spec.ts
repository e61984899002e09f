import { officeMembership, sampleMembership, sampleSession } from '../testing/samples.js';
import { entryScopes, findScope, landingPage, scopesOf } from './scope.js';

const kassel = sampleMembership({
  id: 'm2',
  tenantId: 't2',
  tenantName: 'Landkreis Kassel',
  tenantShortName: 'Kassel',
  tenantSlug: 'kassel',
});

describe('scopesOf', () => {
  it('lists the office first, then members by name', () => {
    const session = sampleSession(sampleMembership(), kassel, officeMembership());
    expect(scopesOf(session).map((scope) => scope.slug)).toEqual(['stelle', 'kassel', 'vogelsberg']);
  });

  it('joins several roles in one place: rights of all, landing page of the weightiest', () => {
    const reporter = sampleMembership({
      id: 'm3',
      role: 'authorised-reporter',
      permissions: ['duty:decide'],
    });
    const scope = findScope(sampleSession(reporter, sampleMembership()), 'vogelsberg');
    expect(scope?.roles).toEqual(['coordinator', 'authorised-reporter']);
    expect(scope?.permissions.has('duty:decide')).toBe(true);
    expect(scope?.permissions.has('incident:create')).toBe(true);
    expect(scope && landingPage(scope)).toBe('aufgaben');
  });

  it('has an end only when every role ends, and then the latest', () => {
    const until = (id: string, validUntil: string | null) => sampleMembership({ id, validUntil });
    const end = (...rows: ReturnType<typeof sampleMembership>[]) =>
      scopesOf(sampleSession(...rows))[0]?.validUntil;
    expect(end(until('a', '2026-12-01'), until('b', '2026-12-31'))).toBe('2026-12-31');
    expect(end(until('a', '2026-12-01'), until('b', null))).toBeNull();
  });

  it('knows no scope without membership', () => {
    expect(findScope(sampleSession(sampleMembership()), 'kassel')).toBeUndefined();
  });
});

describe('entryScopes', () => {
  it('does not ask an officer which of the office’s members', () => {
    const session = sampleSession(officeMembership(), sampleMembership({ role: 'officer' }), kassel);
    expect(entryScopes(session).map((scope) => scope.slug)).toEqual(['stelle']);
  });

  it('asks a person with tasks at two members', () => {
    expect(entryScopes(sampleSession(sampleMembership(), kassel))).toHaveLength(2);
  });
});

describe('landingPage', () => {
  it.each([
    ['head', 'lage'],
    ['data-protection-officer', 'fristen'],
    ['it-management', 'vorfaelle'],
    ['contributor', 'vorfaelle/neu'],
    ['operator', 'personen'],
  ] as const)('of %s is %s', (role, page) => {
    const scope = scopesOf(sampleSession(sampleMembership({ role })))[0];
    expect(scope && landingPage(scope)).toBe(page);
  });
});
