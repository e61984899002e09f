import type { Membership, Permission, Role, ScopeRef, Session } from '../api/types.js';

/** Where a person works: an office (reads across its members) or one tenant. The slug is the URL's first segment. */
export interface Scope extends ScopeRef {
  slug: string;
  name: string;
  shortName: string;
  officeId: string;
  officeName: string;
  demo: boolean;
  roles: Role[];
  permissions: ReadonlySet<string>;
  /** Day the access ends (YYYY-MM-DD), the latest of all roles; null when one of them has no end. */
  validUntil: string | null;
}

/** When somebody has several roles in one place, the first of these decides the landing page and is shown. */
const rolePriority: readonly Role[] = [
  'head',
  'officer',
  'deputy',
  'coordinator',
  'authorised-reporter',
  'data-protection-officer',
  'it-management',
  'auditor',
  'operator',
  'contributor',
];

function toScope(rows: readonly Membership[]): Scope | null {
  const first = rows[0];
  if (!first) return null;
  const isTenant = first.tenantId !== null;
  const name = first.tenantName ?? first.officeName;
  const roles = rolePriority.filter((role) => rows.some((row) => row.role === role));
  const ends = rows.map((row) => row.validUntil);
  return {
    kind: isTenant ? 'tenant' : 'office',
    id: first.tenantId ?? first.officeId,
    slug: first.tenantSlug ?? first.officeSlug,
    name,
    shortName: first.tenantShortName ?? name,
    officeId: first.officeId,
    officeName: first.officeName,
    demo: rows.some((row) => row.demo),
    roles,
    permissions: new Set(rows.flatMap((row) => row.permissions)),
    validUntil: ends.includes(null)
      ? null
      : (ends
          .filter((end) => end !== null)
          .sort()
          .at(-1) ?? null),
  };
}

/** All places a person may work in: offices first, then tenants by name. */
export function scopesOf(session: Session): Scope[] {
  const groups = new Map<string, Membership[]>();
  for (const row of session.memberships) {
    const slug = row.tenantSlug ?? row.officeSlug;
    groups.set(slug, [...(groups.get(slug) ?? []), row]);
  }
  return [...groups.values()]
    .map(toScope)
    .filter((scope) => scope !== null)
    .sort((a, b) => (a.kind === b.kind ? a.name.localeCompare(b.name, 'de') : a.kind === 'office' ? -1 : 1));
}

export function findScope(session: Session, slug: string): Scope | undefined {
  return scopesOf(session).find((scope) => scope.slug === slug);
}

/** Places to start from: an office stands for the tenants its officer looks after, so they are not asked which one. */
export function entryScopes(session: Session): Scope[] {
  const all = scopesOf(session);
  const offices = new Set(all.filter((scope) => scope.kind === 'office').map((scope) => scope.id));
  return all.filter((scope) => scope.kind === 'office' || !offices.has(scope.officeId));
}

/** Page a role lands on, without the leading slug. */
const landingPages = {
  officer: 'lagebild',
  deputy: 'lagebild',
  coordinator: 'aufgaben',
  head: 'lage',
  'data-protection-officer': 'fristen',
  'authorised-reporter': 'fristen',
  'it-management': 'vorfaelle',
  auditor: 'lagebild',
  contributor: 'vorfaelle/neu',
  operator: 'personen',
} as const satisfies Record<Role, string>;

export type LandingPage = (typeof landingPages)[Role];

export function landingPage(scope: Scope): LandingPage {
  return landingPages[scope.roles[0] ?? 'contributor'];
}

/** True when one of the given permissions is held in this scope. */
export const may = (scope: Scope, permission: Permission): boolean => scope.permissions.has(permission);

/** What a notFound carries when the scope of the address is none of the person's. */
export const foreignScope = 'foreign-scope';
