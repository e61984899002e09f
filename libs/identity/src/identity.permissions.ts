import { definePermissions, ROLES } from '@bergfried/platform';

/** Who sees people, and who invites them, dates their roles and ends their access. */
export const identityPermissions = definePermissions({
  'member:read': ['officer', 'deputy', 'coordinator', 'head', 'auditor', 'operator'],
  'member:manage': ['officer', 'deputy', 'operator'],
  'setup:read': ['officer', 'deputy', 'operator'],
  'setup:manage': ['officer', 'deputy', 'operator'],
  'access:read': ['coordinator', 'head', 'data-protection-officer', 'auditor'],
  // The own named filters, and nobody else's.
  'view:manage': ROLES,
});

/** Roles that are held at the office, all others at one member. */
export const OFFICE_ROLES = ['officer', 'deputy', 'operator'] as const;
export const TENANT_ROLES = [
  'coordinator',
  'head',
  'data-protection-officer',
  'authorised-reporter',
  'it-management',
  'auditor',
  'contributor',
  'operator',
] as const;
