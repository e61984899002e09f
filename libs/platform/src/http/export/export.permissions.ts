import { definePermissions } from '../permissions.js';

/** Who fetches a list that was written in the background: everybody who can read one that grows so long. */
export const exportPermissions = definePermissions({
  'export:read': [
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
});
