import { definePermissions } from '@bergfried/platform';

/** Who reads, reports and works on incidents, and who decides on notifications. */
export const incidentPermissions = definePermissions({
  'incident:read': [
    'officer',
    'deputy',
    'coordinator',
    'head',
    'data-protection-officer',
    'authorised-reporter',
    'it-management',
    'auditor',
  ],
  'incident:create': ['officer', 'deputy', 'coordinator', 'it-management', 'contributor'],
  'incident:update': ['officer', 'deputy', 'coordinator'],
  'incident:comment': [
    'officer',
    'deputy',
    'coordinator',
    'data-protection-officer',
    'authorised-reporter',
    'it-management',
  ],
  // A voluntary report may be recorded by who works on the incident; on a statutory one the controller's person decides.
  'duty:record': ['officer', 'deputy', 'coordinator', 'authorised-reporter', 'head'],
  'duty:decide': ['authorised-reporter', 'head'],
});
