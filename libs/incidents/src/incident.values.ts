/** Words of the county, each mapped to an ENISA RSIT class (v1003) for exchange with CERTs. */
export const RSIT_CLASS = {
  'misdirected-mail': 'information-content-security',
  'loss-theft': 'information-content-security',
  phishing: 'fraud',
  malware: 'malicious-code',
  ransomware: 'malicious-code',
  'unauthorised-access': 'intrusions',
  'wrong-permissions': 'information-content-security',
  outage: 'availability',
  'provider-incident': 'other',
  website: 'intrusion-attempts',
  vulnerability: 'vulnerable',
  fraud: 'fraud',
  physical: 'intrusions',
  other: 'other',
} as const;

export type Category = keyof typeof RSIT_CLASS;
export const CATEGORIES = Object.keys(RSIT_CLASS) as readonly Category[];
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];
export const PERSONAL_DATA = ['yes', 'no', 'unclear'] as const;
export type PersonalData = (typeof PERSONAL_DATA)[number];
export const TLP = ['red', 'amber-strict', 'amber', 'green', 'clear'] as const;
export const VISIBILITIES = ['county-and-office', 'county-only'] as const;
export const ENTRY_KINDS = ['reported', 'note', 'status', 'duty', 'change'] as const;
export const DUTY_KINDS = ['statutory', 'contractual', 'voluntary'] as const;
export const DUTY_STATES = ['running', 'submitted', 'not-required', 'overdue'] as const;
export type DutyState = (typeof DUTY_STATES)[number];
