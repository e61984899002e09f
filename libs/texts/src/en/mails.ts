import type { mailFrame as deFrame, mails as deMails } from '../de/mails.js';

/** English mails; same keys as the German source. */
export const mails: Record<keyof typeof deMails, { subject: string; text: string; link: string }> = {
  'incident-reported': {
    subject: 'New incident in your area of responsibility: {{reference}}',
    text: 'an incident was reported in your area of responsibility. Its number is {{reference}}.',
    link: 'See the incident:',
  },
  'duty-half': {
    subject: 'Deadline for incident {{reference}}: half of the time is gone',
    text: 'for incident {{reference}}, {{duty}} is running. Half of the time is gone. End: {{dueAt}} at the latest.',
    link: 'See the deadline:',
  },
  'duty-most': {
    subject: 'Deadline for incident {{reference}}: four fifths of the time are gone',
    text: 'for incident {{reference}}, {{duty}} is running. Four fifths of the time are gone. End: {{dueAt}} at the latest.',
    link: 'See the deadline:',
  },
  'duty-soon': {
    subject: 'Deadline for incident {{reference}}: less than two hours',
    text: 'for incident {{reference}}, {{duty}} is running. Less than two hours are left. End: {{dueAt}}.',
    link: 'See the deadline:',
  },
  'duty-overdue': {
    subject: 'Deadline for incident {{reference}}: over',
    text: 'for incident {{reference}}, {{duty}} ended on {{dueAt}} without a decision on record.',
    link: 'See the deadline:',
  },
  invitation: {
    subject: 'Invitation to Bergfried',
    text: 'the office “{{office}}” invites you to work with Bergfried. The link is valid for seven days from the invitation, and once.',
    link: 'See and accept the invitation:',
  },
  'password-reset': {
    subject: 'New password for Bergfried',
    text: 'a new password was asked for your account. The link is valid for one hour, and once. If you asked for nothing, there is nothing to do; your password stays as it is.',
    link: 'Choose a new password:',
  },
  'report-created': {
    subject: 'The draft of a report is ready',
    text: 'the draft of a report on information security is ready.',
    link: 'See the draft:',
  },
  'report-presented': {
    subject: 'A report is presented to you',
    text: 'a report on information security was finalised for your authority.',
    link: 'See the report:',
  },
};

/** What stands around every mail. */
export const mailFrame: {
  readonly [K in keyof typeof deFrame]: (typeof deFrame)[K] extends string
    ? string
    : Record<keyof (typeof deFrame)[K], string>;
} = {
  greeting: 'Dear {{name}},',
  greetingNobody: 'Dear Sir or Madam,',
  footer:
    'This message was sent automatically, please do not reply.\nIt holds no details on purpose: these stand in Bergfried only, after signing in.',
  demo: 'Demonstration data – entirely invented',
  dutyKind: {
    statutory: 'a statutory deadline',
    contractual: 'a contractual deadline',
    voluntary: 'a voluntary target',
  },
};
