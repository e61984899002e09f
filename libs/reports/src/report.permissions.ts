import { definePermissions } from '@bergfried/platform';

/**
 * Who reads the reports to the head of the authority, and who has them made. A report is presented when it is finalised; until
 * then it is a draft of the office and its coordinator (domain reference, corrections no. 1).
 */
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
  'report:draft': ['officer', 'deputy', 'coordinator'],
  'report:create': ['officer', 'deputy'],
  'report:finalise': ['officer', 'deputy'],
});
