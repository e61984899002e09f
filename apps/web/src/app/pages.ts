import type { Permission } from '../api/types.js';
import type { IconName } from '../ui/icon-paths.js';
import type { LandingPage, Scope } from './scope.js';

/** Pages of a scope, in the order of the navigation. */
export const pages = [
  { page: 'lage', icon: 'article', permission: 'dashboard:read', tenantOnly: true, forHead: true },
  { page: 'aufgaben', icon: 'list', permission: 'task:read', tenantOnly: true },
  { page: 'lagebild', icon: 'dashboard', permission: 'dashboard:read' },
  { page: 'vorfaelle', icon: 'incident', permission: 'incident:read' },
  { page: 'fristen', icon: 'timer', permission: 'incident:read' },
  { page: 'berichte', icon: 'table', permission: 'report:read' },
  { page: 'kataloge', icon: 'book', permission: 'catalogue:read' },
  { page: 'mitglieder', icon: 'county', permission: 'setup:read', officeOnly: true },
  { page: 'personen', icon: 'group', permission: 'member:read' },
  { page: 'betrieb', icon: 'restart', permission: 'job:manage' },
  { page: 'zugriffe', icon: 'visibility', permission: 'access:read', tenantOnly: true },
  { page: 'sicherheitsprotokoll', icon: 'lock', permission: 'security:read' },
] as const satisfies readonly {
  page: string;
  icon: IconName;
  permission: Permission;
  tenantOnly?: boolean;
  officeOnly?: boolean;
  /** In the navigation of the head of the authority only; everybody else finds it by link or palette. */
  forHead?: boolean;
}[];

export type PageName = (typeof pages)[number]['page'];
export type PageInfo = (typeof pages)[number];

/** True when the page exists in this scope and may be read there. */
export function pageExists(scope: Scope, info: PageInfo): boolean {
  if ('tenantOnly' in info && scope.kind !== 'tenant') return false;
  if ('officeOnly' in info && scope.kind !== 'office') return false;
  return scope.permissions.has(info.permission);
}

/** Entries of the navigation for a person in a scope. */
export function navigationOf(scope: Scope): PageInfo[] {
  return pages.filter(
    (info) => pageExists(scope, info) && (!('forHead' in info) || scope.roles.includes('head')),
  );
}

/** A page as it stands behind the scope's slug. */
export type PagePath = PageName | LandingPage;

/** The route of a page, for typed links. */
export function pageRoute<P extends PagePath>(page: P): `/$scope/${P}` {
  return `/$scope/${page}`;
}
