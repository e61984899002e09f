import { definePermissions } from '@bergfried/platform';

/**
 * Who has the page "Meine Aufgaben": exactly those who read incidents. The scope that it opens is the one of incidents, so a
 * wider circle would see more than the lists do (an operator who is officer, too: what is "nur Kreis").
 */
export const taskPermissions = definePermissions({
  'task:read': [
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
