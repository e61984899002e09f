/** Texts of the access trace. */
export const webAccess = {
  title: 'Zugriffe der Stelle',
  text: 'Wer von der Gemeinsamen Stelle hier wann was gelesen hat: eine Zeile je Person, Art und Stunde.',
  hour: 'Zeit',
  actor: 'Wer',
  role: 'Rolle',
  resource: 'Was',
  span: '{{day}}, {{from}} bis {{to}} Uhr',
  none: 'Bisher hat die Gemeinsame Stelle hier nichts gelesen.',
} as const;
