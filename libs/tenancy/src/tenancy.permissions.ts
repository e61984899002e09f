import { definePermissions, ROLES } from '@bergfried/platform';

/** Who sees and changes offices, members and mandates. */
export const tenancyPermissions = definePermissions({
  'tenant:read': ROLES,
  'tenant:update': ['operator'],
  /** Only at the office itself (ADR 0020). */
  'tenant:create': ['operator'],
  'legal-entity:manage': ['officer', 'deputy', 'coordinator', 'operator'],
  'mandate:read': ['officer', 'deputy', 'operator'],
  'mandate:manage': ['officer', 'deputy', 'operator'],
});
