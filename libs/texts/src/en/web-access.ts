import type { webAccess as german } from '../de/web-access.js';
import type { Shape } from '../shape.js';

/** Texts of the access trace. */
export const webAccess: Shape<typeof german> = {
  title: 'Access by the office',
  text: 'Who from the shared office has read what kind of data here, and when.',
  meaning:
    'One row means: this person has read such data at least once in this hour. How often and which ones is not recorded. Nobody can change the rows; they are deleted after three years.',
  filter: 'Filter access',
  person: 'Person',
  kind: 'Data',
  from: 'from',
  to: 'to',
  chipPerson: 'Person: {{text}}',
  chipKind: 'Data: {{text}}',
  chipFrom: 'from {{date}}',
  chipTo: 'to {{date}}',
  count_one: '{{count}} entry',
  count_other: '{{count}} entries',
  hour: 'Time',
  actor: 'Who',
  role: 'Role',
  resource: 'What was read',
  span: '{{day}}, {{from}} to {{to}}',
  unknown: 'no longer named',
  none: 'So far the shared office has read nothing here.',
  noneFiltered: 'No access matches these filters.',
};
