import type { webSituation as german } from '../de/web-situation.js';
import type { Shape } from '../shape.js';

/** "Situation": one page in plain sentences for the head of the authority. */
export const webSituation: Shape<typeof german> = {
  title: 'Situation',
  asOf: 'As of {{time}}',
  headline: {
    calm: 'The situation is calm.',
    normal: 'The situation is normal.',
    raised: 'The situation is tense.',
    serious: 'The situation is serious.',
    critical: 'The situation is critical.',
  },
  overview: 'Overview',
  open_zero: 'At present <open>no incident</open> is open.',
  open_one: 'At present <open>{{count}} incident</open> is open.',
  open_other: 'At present <open>{{count}} incidents</open> are open.',
  severe: 'Of these, <critical>{{critical}} critical</critical> and <high>{{high}} of high severity</high>.',
  notSevere: 'None of them is critical or of high severity.',
  recent_one:
    'In the last 30 days <recent>{{count}} incident</recent> was reported; closed: <closed>{{closed}}</closed>.',
  recent_other:
    'In the last 30 days <recent>{{count}} incidents</recent> were reported; closed: <closed>{{closed}}</closed>.',
  kept: 'Of <due>{{denominator}} statutory notifications</due> in the last twelve months, <kept>{{numerator}} were sent in time</kept>.',
  keptNone: 'In the last twelve months no statutory notification was due.',
  clocks: 'Deadlines that are running out',
  clocksNone: 'No statutory deadline is running.',
  clock: '{{title}}: {{recipient}}, {{legalBasis}}.',
  clockEnd: 'End {{end}}',
  decisions: 'Decisions waiting for you',
  decisionsOther: 'Decisions to be taken',
  decisionsNone: 'No decision is waiting at present.',
  decision: 'Notify, or give reasons for not notifying: {{incident}} ({{reference}})',
  decide: 'Go to the decision',
  voluntary_one:
    'In addition {{count}} voluntary or contractual deadline is running; the coordinator decides on it.',
  voluntary_other:
    'In addition {{count}} voluntary or contractual deadlines are running; the coordinator decides on them.',
  footer: 'The figures come from the incident register of {{name}}. Every figure leads to its list.',
};
