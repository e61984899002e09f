import type { webAccess as german } from '../de/web-access.js';
import type { Shape } from '../shape.js';

/** Texts of the access trace. */
export const webAccess: Shape<typeof german> = {
  title: 'Access by the office',
  text: 'Who from the shared office has read what here, and when: one row per person, kind and hour.',
  hour: 'Time',
  actor: 'Who',
  role: 'Role',
  resource: 'What',
  span: '{{day}}, {{from}} to {{to}}',
  none: 'So far the shared office has read nothing here.',
};
