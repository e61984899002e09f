import { definePermissions } from '@bergfried/platform';

/** Who sees the figures of a member or of the office. */
export const reportsPermissions = definePermissions({
  'dashboard:read': [
    'officer',
    'deputy',
    'coordinator',
    'head',
    'data-protection-officer',
    'authorised-reporter',
    'it-management',
    'auditor',
  ],
});
