import { definePermissions } from '@bergfried/platform';

/** Who reads the reports to the head of the authority, and who has them made. */
export const reportPermissions = definePermissions({
  'report:read': [
    'officer',
    'deputy',
    'coordinator',
    'head',
    'data-protection-officer',
    'it-management',
    'auditor',
  ],
  'report:create': ['officer', 'deputy'],
});
