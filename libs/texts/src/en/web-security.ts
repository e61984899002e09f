import type { webSecurity as german } from '../de/web-security.js';
import type { Shape } from '../shape.js';

/** Texts of the security log: access that was refused. */
export const webSecurity: Shape<typeof german> = {
  title: 'Security log',
  textOffice: 'Refused access at the shared office and at the members you are responsible for.',
  textTenant: 'Refused access: by people from {{name}}, and from outside to data of {{name}}.',
  meaning:
    'Counted per hour, person and reason; no content is kept here. An entry is no accusation: mostly it was an old link or a typing mistake. Only the shared office sees the names of people from other members. Entries are deleted after 90 days.',
  sides: 'Direction',
  side: { by: 'By own people', upon: 'To own data' },
  filter: 'Filter the security log',
  reason: 'Reason',
  from: 'from',
  to: 'to',
  chipReason: 'Reason: {{text}}',
  chipFrom: 'from {{date}}',
  chipTo: 'to {{date}}',
  count_one: '{{count}} entry',
  count_other: '{{count}} entries',
  time: 'Time',
  who: 'Who',
  what: 'What',
  where: 'At',
  number: 'Count',
  times_one: 'once',
  times_other: '{{count}} times',
  span: '{{day}}, {{from}} to {{to}}',
  ownOffice: 'Shared office',
  person: {
    own: 'Person without valid access',
    office: 'Person of the shared office',
    member: 'Person of another member',
    outside: 'Person from outside',
  },
  kind: {
    'foreign-scope': 'no access',
    'foreign-row': 'entry not there',
    'right-missing': 'right missing',
    'mandate-ended': 'mandate ended',
    'access-ended': 'access ended',
    'sign-in-failed': 'wrong password',
  },
  act: {
    read: 'view {{resource}}',
    write: 'change {{resource}}',
    session: 'sign-in or change of password',
  },
  target: {
    member: '{{name}}: {{act}}',
    office: 'Shared office: {{act}}',
    elsewhere: 'Foreign or not there: {{act}}',
    none: '{{act}}',
  },
  none: 'Nothing was refused.',
  noneText: 'In the last 90 days nobody has opened anything they have no access to.',
  noneFiltered: 'No entry matches these filters.',
};
