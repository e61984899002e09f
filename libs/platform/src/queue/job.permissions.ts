import { definePermissions } from '../http/permissions.js';

/**
 * Who sees how far work is that was asked for, and who looks after work that failed. The coordinator is among them
 * because what is about a "nur Kreis" record is hidden from the office, its failures too.
 */
export const jobPermissions = definePermissions({
  'job:read': [
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
  'job:manage': ['officer', 'deputy', 'coordinator', 'operator'],
});
