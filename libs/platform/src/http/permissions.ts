/** Every role a person can hold at a member or at the office, dated (see identity). */
export const ROLES = [
  'officer',
  'deputy',
  'coordinator',
  'head',
  'data-protection-officer',
  'authorised-reporter',
  'it-management',
  'auditor',
  'contributor',
  'operator',
] as const;
export type Role = (typeof ROLES)[number];

const registry = new Map<string, readonly Role[]>();

/**
 * Declares the permissions of one lib and the roles that hold them; called once at import by `<x>.permissions.ts`.
 * @throws Error when a permission is declared twice
 */
export function definePermissions<Name extends string>(
  permissions: Record<Name, readonly Role[]>,
): Readonly<Record<Name, readonly Role[]>> {
  for (const [name, roles] of Object.entries<readonly Role[]>(permissions)) {
    if (registry.has(name)) throw new Error(`permission ${name} is declared twice`);
    registry.set(name, roles);
  }
  return permissions;
}

/** Roles that hold a permission. @throws Error for a permission nobody declared */
export function rolesWith(permission: string): readonly Role[] {
  const roles = registry.get(permission);
  if (!roles) throw new Error(`permission ${permission} is not declared`);
  return roles;
}

/** Permissions held by at least one of these roles, sorted; for the session answer and the inventory. */
export function permissionsOf(roles: readonly string[]): string[] {
  return [...registry]
    .filter(([, holders]) => holders.some((role) => roles.includes(role)))
    .map(([name]) => name)
    .sort();
}

/** The one inventory of all permissions, sorted by name. */
export function permissionInventory(): readonly (readonly [string, readonly Role[]])[] {
  return [...registry].sort(([a], [b]) => a.localeCompare(b));
}
