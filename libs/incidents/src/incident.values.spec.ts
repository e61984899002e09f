import { ROLES } from '@bergfried/platform';
import { englishLabels, germanLabels } from '@bergfried/texts';
import { STATUSES } from './incident.status.js';
import {
  CATEGORIES,
  DUTY_KINDS,
  DUTY_STATES,
  ENTRY_KINDS,
  PERSONAL_DATA,
  RSIT_CLASS,
  SEVERITIES,
  TLP,
  VISIBILITIES,
} from './incident.values.js';

/** Reference Security Incident Taxonomy of ENISA, classes of version 1003. */
const RSIT = [
  'abusive-content',
  'malicious-code',
  'information-gathering',
  'intrusion-attempts',
  'intrusions',
  'availability',
  'information-content-security',
  'fraud',
  'vulnerable',
  'other',
  'test',
];

describe('coded values', () => {
  it.each([
    ['category', CATEGORIES],
    ['severity', SEVERITIES],
    ['personalData', PERSONAL_DATA],
    ['status', STATUSES],
    ['dutyKind', DUTY_KINDS],
    ['dutyState', DUTY_STATES],
    ['entryKind', ENTRY_KINDS],
    ['tlp', TLP],
    ['visibility', VISIBILITIES],
    ['role', ROLES],
  ] as const)('of %s have a word each in both languages, and no word is left over', (group, values) => {
    expect(Object.keys(germanLabels[group]).sort()).toEqual([...values].sort());
    expect(Object.keys(englishLabels[group]).sort()).toEqual([...values].sort());
  });

  it('of categories have a class of the taxonomy that CERTs share', () => {
    for (const category of CATEGORIES) expect(RSIT).toContain(RSIT_CLASS[category]);
  });
});
