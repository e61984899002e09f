/** Mails: kind and a number, never content; what it is about stands behind the link only. `{{x}}` are parameters. */
export const mails = {
  'incident-reported': {
    subject: 'Neuer Vorfall in Ihrem Zuständigkeitsbereich: {{reference}}',
    text: 'in Ihrem Zuständigkeitsbereich wurde ein Vorfall gemeldet. Er hat die Nummer {{reference}}.',
    link: 'Vorfall ansehen:',
  },
  'duty-half': {
    subject: 'Frist zu Vorfall {{reference}}: die Hälfte der Zeit ist um',
    text: 'zum Vorfall {{reference}} läuft {{duty}}. Die Hälfte der Zeit ist um. Ende: spätestens {{dueAt}}.',
    link: 'Frist ansehen:',
  },
  'duty-most': {
    subject: 'Frist zu Vorfall {{reference}}: vier Fünftel der Zeit sind um',
    text: 'zum Vorfall {{reference}} läuft {{duty}}. Vier Fünftel der Zeit sind um. Ende: spätestens {{dueAt}}.',
    link: 'Frist ansehen:',
  },
  'duty-soon': {
    subject: 'Frist zu Vorfall {{reference}}: weniger als zwei Stunden',
    text: 'zum Vorfall {{reference}} läuft {{duty}}. Es bleiben weniger als zwei Stunden. Ende: {{dueAt}}.',
    link: 'Frist ansehen:',
  },
  'duty-overdue': {
    subject: 'Frist zu Vorfall {{reference}}: abgelaufen',
    text: 'zum Vorfall {{reference}} ist {{duty}} am {{dueAt}} abgelaufen, ohne dass eine Entscheidung festgehalten wurde.',
    link: 'Frist ansehen:',
  },
  invitation: {
    subject: 'Einladung zu Bergfried',
    text: 'die Stelle „{{office}}“ lädt Sie zur Mitarbeit in Bergfried ein. Der Link gilt sieben Tage ab der Einladung und nur einmal.',
    link: 'Einladung ansehen und annehmen:',
  },
  'password-reset': {
    subject: 'Neues Passwort für Bergfried',
    text: 'für Ihr Konto wurde ein neues Passwort angefordert. Der Link gilt eine Stunde und nur einmal. Haben Sie nichts angefordert, brauchen Sie nichts zu tun; Ihr Passwort bleibt, wie es ist.',
    link: 'Neues Passwort festlegen:',
  },
  'report-created': {
    subject: 'Der Entwurf eines Berichts liegt bereit',
    text: 'der Entwurf eines Berichts zur Informationssicherheit liegt bereit.',
    link: 'Entwurf ansehen:',
  },
  'report-presented': {
    subject: 'Ein Bericht liegt vor',
    text: 'für Ihr Haus wurde ein Bericht zur Informationssicherheit festgeschrieben und liegt vor.',
    link: 'Bericht ansehen:',
  },
} as const;

/** What stands around every mail. */
export const mailFrame = {
  greeting: 'Guten Tag {{name}},',
  greetingNobody: 'Guten Tag,',
  footer:
    'Diese Nachricht wurde automatisch verschickt, bitte antworten Sie nicht darauf.\nSie enthält absichtlich keine Einzelheiten: Die stehen nur in Bergfried, nach der Anmeldung.',
  demo: 'Musterdaten – frei erfunden',
  dutyKind: {
    statutory: 'eine gesetzliche Meldefrist',
    contractual: 'eine vertragliche Meldefrist',
    voluntary: 'ein freiwilliges Ziel',
  },
} as const;
