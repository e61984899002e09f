import { definePermissions } from '../http/permissions.js';

/** Who sees which access was refused: those who steer the office, and those who answer for a member (ADR 0021). */
export const securityPermissions = definePermissions({
  'security:read': [
    'officer',
    'deputy',
    'operator',
    'coordinator',
    'head',
    'data-protection-officer',
    'auditor',
  ],
});
