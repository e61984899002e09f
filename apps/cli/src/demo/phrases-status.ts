import type { PhraseGroup } from './phrases.js';

/** Closing remarks by group. */
export const CLOSE_REASONS: Readonly<Record<PhraseGroup, readonly string[]>> = {
  mail: [
    'Entscheidung dokumentiert, keine offenen Punkte.',
    'Team belehrt, Vorgang abgeschlossen.',
    'Ablauf im Versand angepasst.',
    'Fachbereich hat die Prüfung vor dem Versand eingeführt.',
    'Alle Rückmeldungen liegen vor.',
  ],
  phishing: [
    'Keine weiteren Versuche, Filter greift.',
    'Keine weiteren Auffälligkeiten nach zwei Tagen Beobachtung.',
    'Warnung ist erfolgt, keine offenen Punkte.',
  ],
  password: [
    'Konto wieder freigegeben, Beobachtung ohne Befund.',
    'Kennwort und zweiter Faktor erneuert, keine offenen Punkte.',
  ],
  device: [
    'Gerät gesperrt und ersetzt.',
    'Ersatz ist ausgegeben, keine offenen Punkte.',
    'Suche eingestellt, Inventar berichtigt.',
  ],
  loss: [
    'Nachweise vollständig, Ausgabeverfahren angepasst.',
    'Vorgang abgeschlossen, keine offenen Punkte.',
  ],
  permissions: [
    'Rechte berichtigt und nachgeprüft.',
    'Stichprobe ohne Befund.',
    'Fachbereich hat die Rechteliste abgezeichnet.',
    'Ursache behoben, Prüfung abgeschlossen.',
  ],
  outage: [
    'Dienst läuft stabil.',
    'Nacharbeiten abgeschlossen, keine offenen Punkte.',
    'Ursache ist bekannt und behoben.',
    'Anbieter hat Abhilfe zugesagt, Termin steht im Fachgespräch.',
  ],
  provider: [
    'Schriftliche Auskunft liegt vor, keine offenen Punkte.',
    'Dienstleister hat die Maßnahmen nachgewiesen.',
  ],
  physical: [
    'Begehung erfolgt, Maßnahmen sind beauftragt.',
    'Keine weiteren Erkenntnisse, Vorgang abgeschlossen.',
  ],
  technical: [
    'Beobachtung ohne Befund, keine offenen Punkte.',
    'Ursache behoben, Nachbereitung ist erfolgt.',
    'Keine weiteren Spuren gefunden.',
  ],
};

/** Reasons for closing as a false alarm; the product ends running clocks with them. */
export const FALSE_ALARM_REASONS: readonly string[] = [
  'Nachfrage hat ergeben: kein Vorfall. Die Meldung war dennoch richtig.',
  'Sachverhalt geklärt, die Sicherheit war nicht berührt.',
];
