import { definePermissions } from '@bergfried/platform';

/** Who reads the requirements, and who brings catalogues in: they are the office's and count for all members. */
export const cataloguePermissions = definePermissions({
  'catalogue:read': [
    'officer',
    'deputy',
    'coordinator',
    'head',
    'data-protection-officer',
    'authorised-reporter',
    'it-management',
    'auditor',
    'operator',
  ],
  'catalogue:import': ['officer', 'deputy'],
});
