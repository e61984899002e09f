import { Access } from './access.js';
import { definePermissions, permissionInventory, permissionsOf, ROLES, rolesWith } from './permissions.js';

definePermissions({ 'planted:read': ['head', 'auditor'], 'planted:write': ['head'] });

const access = (
  tenantId: string | null,
  allRoles: readonly string[],
  tenantIds: readonly string[] = [],
  own: readonly string[] = [],
): Access =>
  new Access(
    'user',
    tenantId ? 'tenant' : 'office',
    'office',
    tenantId,
    [],
    allRoles,
    tenantIds,
    own,
    new Date(0),
    false,
  );

describe('permissions', () => {
  it('know the roles that hold them, and the other way round', () => {
    expect(rolesWith('planted:read')).toEqual(['head', 'auditor']);
    expect(permissionsOf(['auditor', 'nonsense'])).toEqual(['planted:read']);
    expect(permissionsOf(['head'])).toEqual(['planted:read', 'planted:write']);
    expect(permissionsOf([])).toEqual([]);
    expect(permissionInventory().map(([name]) => name)).toEqual(['planted:read', 'planted:write']);
  });

  it('are declared once, and asked for only when declared', () => {
    expect(() => definePermissions({ 'planted:read': ['officer'] })).toThrow(
      'permission planted:read is declared twice',
    );
    expect(() => rolesWith('planted:raed')).toThrow('permission planted:raed is not declared');
    expect(() => rolesWith('toString')).toThrow('is not declared');
  });

  it('are held by roles that there are', () => {
    for (const [, roles] of permissionInventory()) for (const role of roles) expect(ROLES).toContain(role);
  });
});

describe('an access', () => {
  it('may what one of its roles may', () => {
    expect(access('t', ['contributor', 'head']).can('planted:write')).toBe(true);
    expect(access('t', ['contributor', 'auditor']).can('planted:write')).toBe(false);
    expect(() => access('t', ['head']).can('planted:nothing')).toThrow('is not declared');
  });

  it('leaves a trace where it reads for the office only', () => {
    expect(access(null, [], ['ost', 'west'], ['west']).tracedTenantIds).toEqual(['ost']);
  });

  it('has one member in a tenant scope and none in an office', () => {
    expect(access('t', []).theTenantId).toBe('t');
    expect(() => access(null, []).theTenantId).toThrow('tenant scope only');
  });
});
