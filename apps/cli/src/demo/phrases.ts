import type { Story, WaiverKind } from './story.js';

/** Groups of incidents that share a vocabulary; finer than the categories, so that no text contradicts its story. */
export type PhraseGroup =
  | 'mail'
  | 'phishing'
  | 'password'
  | 'device'
  | 'loss'
  | 'permissions'
  | 'outage'
  | 'provider'
  | 'physical'
  | 'technical';

/** The phrase group of a story. */
export function groupOf(story: Story): PhraseGroup {
  switch (story.category) {
    case 'misdirected-mail':
      return 'mail';
    case 'phishing':
      return story.password ? 'password' : 'phishing';
    case 'loss-theft':
      return story.outcome === 'encrypted' ? 'device' : 'loss';
    case 'wrong-permissions':
      return 'permissions';
    case 'outage':
      return 'outage';
    case 'provider-incident':
      return 'provider';
    case 'physical':
      return 'physical';
    default:
      return 'technical';
  }
}

/** Timeline entries of coordinators in the first and in the later part of an incident. */
export interface CourseEntries {
  readonly early: readonly string[];
  readonly late: readonly string[];
}

/** Used where a story brings no notes of its own. */
export const COORDINATOR_ENTRIES: Readonly<Record<PhraseGroup, CourseEntries>> = {
  mail: {
    early: [
      'Sachgebietsleitung informiert, um Rückgabe oder Löschung ist gebeten.',
      'Fachbereich schildert den Ablauf wie gemeldet. Sendung ist in der Akte vermerkt.',
      'Ablauf mit der Sachbearbeitung durchgesprochen.',
      'Rückmeldung der Gegenseite ist angefordert.',
      'Postausgang des Tages geprüft: kein zweiter Fall.',
    ],
    late: [
      'Rückmeldung der Gegenseite liegt vor und ist zur Akte genommen.',
      'Fachbereich prüft Anschrift und Anlagen künftig zu zweit.',
      'Fall in der Teamrunde besprochen, Merkblatt zum Versand erneut verteilt.',
      'Berichtigte Fassung ist versandt.',
      'Fachbereich hat die Vorlage für den Versand überarbeitet.',
      'Keine weiteren Rückfragen, Schließung vorgesehen.',
    ],
  },
  phishing: {
    early: [
      'Muster an die gemeinsame Stelle weitergegeben.',
      'Absenderangaben für die Sperrliste gesichert.',
      'Rücksprache mit den Betroffenen: keine Angaben gemacht.',
    ],
    late: [
      'Keine weiteren Meldungen aus anderen Fachbereichen.',
      'Warnhinweis im Intranet veröffentlicht.',
      'Sperrliste ist aktiv, keine neuen Versuche.',
    ],
  },
  password: {
    early: [
      'Konto gesperrt und Kennwort zurückgesetzt.',
      'Laufende Sitzungen beendet, Protokolle angefordert.',
    ],
    late: [
      'Postfachregeln geprüft, keine Auffälligkeiten.',
      'Zweiter Faktor neu eingerichtet, Gespräch mit der betroffenen Person geführt.',
      'Protokolle ausgewertet, Ergebnis ist in der Akte.',
    ],
  },
  device: {
    early: [
      'Gerät in der Verwaltung gesperrt.',
      'Status der Verschlüsselung geprüft: aktiv.',
      'Verlustmeldung aufgenommen.',
    ],
    late: ['Ersatzgerät ausgegeben, Zertifikate getauscht.', 'Inventar berichtigt, Versicherung informiert.'],
  },
  loss: {
    early: [
      'Verlustmeldung aufgenommen, zuständige Stellen informiert.',
      'Letzter bekannter Ort und Zeitpunkt sind festgehalten.',
    ],
    late: ['Inventar und Nachweise abgeglichen.', 'Ausgabe und Rücknahme werden künftig quittiert.'],
  },
  permissions: {
    early: [
      'Rechte auf die zuständige Gruppe zurückgesetzt.',
      'Auswertung der Zugriffe ist angefordert.',
      'Fachbereich und Administration haben den Stand gemeinsam geprüft.',
    ],
    late: [
      'Fachbereich bestätigt, dass die Berechtigungen jetzt stimmen.',
      'Prüfung auf benachbarte Bereiche ausgedehnt, ohne Befund.',
      'Änderung ist dokumentiert, Vorlage berichtigt.',
    ],
  },
  outage: {
    early: [
      'Störung beim Anbieter gemeldet, Störungsnummer liegt vor.',
      'Fachbereiche informiert, Ersatzverfahren angelaufen.',
      'Anbieter bestätigt die Störung, Dauer noch offen.',
    ],
    late: [
      'Betrieb läuft wieder, Nacharbeiten im Fachbereich.',
      'Ursachenbericht beim Anbieter angefordert.',
      'Ausfallzeit für die Abrechnung der Dienstgüte festgehalten.',
      'Ursachenbericht liegt vor und ist plausibel.',
    ],
  },
  provider: {
    early: [
      'Dienstleister um schriftliche Auskunft gebeten.',
      'Vertrag zur Auftragsverarbeitung herausgesucht, Ansprechperson erreicht.',
    ],
    late: ['Auskunft des Dienstleisters liegt vor.', 'Nachweis ist bei den Vertragsunterlagen abgelegt.'],
  },
  physical: {
    early: [
      'Polizei und Hausverwaltung sind informiert.',
      'Räume gemeinsam mit der Hausverwaltung begangen.',
    ],
    late: ['Sicherung der Türen und Fenster ist beauftragt.', 'Inventar abgeglichen.'],
  },
  technical: {
    early: [
      'Protokolle gesichert, betroffene Stelle informiert.',
      'Sofortmaßnahmen mit der Administration abgestimmt.',
    ],
    late: ['Nachprüfung ohne Befund.', 'Hersteller oder Dienstleister hat die Maßnahme bestätigt.'],
  },
};

/** Entries that only make sense where personal data are concerned. */
export const BREACH_ENTRIES: CourseEntries = {
  early: [
    'Datenschutzbeauftragte Person beteiligt.',
    'Zahl der Betroffenen und Art der Daten für die Entscheidung zusammengestellt.',
  ],
  late: [
    'Vorgang ins Verzeichnis nach Art. 33 Abs. 5 DSGVO übernommen.',
    'Unterrichtung der Betroffenen mit dem Fachbereich abgestimmt.',
  ],
};

/** What the officer or the deputy adds, whatever the incident. */
export const OFFICER_ENTRIES: readonly string[] = [
  'Einstufung nachvollziehbar. Bitte die Maßnahme mit Termin ins Fachgespräch nehmen.',
  'Ähnlicher Fall in der Vergangenheit; die Handlungsempfehlung liegt in der Ablage der gemeinsamen Stelle.',
  'Vorschlag: Thema in die nächste Sensibilisierung aufnehmen.',
  'Kurz telefoniert: Die Sofortmaßnahmen sind ausreichend.',
  'Danke für die schnelle Meldung, aus meiner Sicht fehlt nichts.',
  'Bitte mit der Fachbereichsleitung besprechen, wie sich das künftig vermeiden lässt.',
  'Zur Kenntnis genommen, Rückfragen habe ich keine.',
];

/** What the officer or the deputy adds early where personal data are concerned, before the decision. */
export const OFFICER_BREACH_ENTRIES: readonly string[] = [
  'Bitte noch die Anzahl der betroffenen Personen nachtragen.',
  'Bitte prüfen, ob eine Unterrichtung der Betroffenen nach Art. 34 DSGVO nötig ist.',
  'Aus Sicht der gemeinsamen Stelle kann nach der Entscheidung über die Meldung geschlossen werden.',
  'Ich schlage vor, die Entscheidung heute zu treffen. Die Begründung sollte den Empfängerkreis nennen.',
];

/** Data-protection officer and IT management have log-ins in Vogelsberg only. */
export const DPO_ENTRIES: readonly string[] = [
  'Zur Kenntnis genommen, keine Einwände gegen das Vorgehen.',
  'Bitte die Angaben zu Zahl und Art der Datensätze für das Verzeichnis ergänzen.',
  'Aus meiner Sicht sind die getroffenen Maßnahmen angemessen.',
  'Ich bitte um Nachricht, wenn die Rückmeldung der Gegenseite vorliegt.',
];

export const IT_ENTRIES: readonly string[] = [
  'Protokolle gesichert und an die Koordination gegeben.',
  'Technische Prüfung abgeschlossen, keine weiteren Systeme betroffen.',
  'Änderung ist im Betriebshandbuch dokumentiert.',
];

/** Reasons for not reporting, by kind (Art. 33 (1) GDPR: unlikely to result in a risk). */
export const WAIVER_REASONS: Readonly<Record<WaiverKind, readonly string[]>> = {
  deleted: [
    'Rückgabe beziehungsweise Löschung ist bestätigt, eine Weitergabe glaubhaft ausgeschlossen. Ein Risiko für die betroffenen Personen besteht voraussichtlich nicht.',
    'Der Empfängerkreis ist bekannt, Rückgabe oder Löschung ist erklärt. Eine Meldung ist nicht erforderlich.',
    'Kurzzeitige Offenlegung gegenüber einem bekannten Empfänger, Inhalt vollständig zurückgeholt. Voraussichtlich kein Risiko.',
    'Der Empfänger hat den Irrtum selbst gemeldet und nichts weitergegeben. Nachteile für die Betroffenen sind nicht zu erwarten.',
  ],
  secrecy: [
    'Die Gegenseite ist selbst zur Verschwiegenheit verpflichtet, die Unterlagen sind zurückgegeben oder vernichtet. Voraussichtlich kein Risiko.',
    'Kenntnis nur bei einer zur Verschwiegenheit verpflichteten Stelle, dort nicht weiterverarbeitet. Keine Meldung.',
    'Der Empfänger unterliegt einer Schweigepflicht und hat den Irrtum sofort angezeigt. Ein Risiko ist nicht zu erwarten.',
  ],
  internal: [
    'Die Daten haben das Haus nicht verlassen, alle Beteiligten unterliegen der Verschwiegenheit. Voraussichtlich kein Risiko.',
    'Offenlegung nur innerhalb der Behörde, Zugang beendet, Beschäftigte auf Vertraulichkeit hingewiesen.',
    'Nur ein kleiner Kreis von Beschäftigten hatte Zugang. Folgen für die Betroffenen sind nicht zu erwarten.',
  ],
  unopened: [
    'Der Rücklauf war ungeöffnet, eine Kenntnisnahme durch Dritte ist ausgeschlossen.',
    'Ungeöffnet zurückgegeben. Die Vertraulichkeit wurde nicht verletzt, ein Risiko besteht nicht.',
    'Verschluss unversehrt, Inhalt vollständig. Kein Risiko für die betroffenen Personen.',
  ],
  encrypted: [
    'Datenträger nach Stand der Technik verschlüsselt, Schlüssel nicht abhandengekommen, Gerät gesperrt. Kein Risiko.',
    'Verschlüsselung aktiv und geprüft, Sperre gesetzt. Die Daten sind für Dritte nicht lesbar.',
    'Gerät verschlüsselt, Zugangsmittel getrennt aufbewahrt. Eine Meldung ist nicht erforderlich.',
  ],
  'no-access': [
    'Die Auswertung zeigt keinen unbefugten Zugriff im gesamten Zeitraum. Voraussichtlich kein Risiko.',
    'Die Möglichkeit des Zugriffs bestand, genutzt wurde sie nach Auswertung nicht. Voraussichtlich kein Risiko.',
    'Auswertung mit der Administration: keine Aufrufe durch Unbefugte. Keine Meldung, Vorgang ist dokumentiert.',
  ],
  minor: [
    'Geringer Umfang, keine Angaben mit besonderem Schutzbedarf, um Löschung ist gebeten. Voraussichtlich kein Risiko.',
    'Offengelegt wurden nur wenige Angaben, überwiegend Kontaktdaten. Eine Meldung ist nicht erforderlich.',
    'Nach Art und Zahl der Angaben sind Nachteile nicht zu erwarten. Keine Meldung, die Betroffenen sind informiert.',
  ],
  'password-reset': [
    'Kennwort wenige Minuten nach der Eingabe geändert, Anmeldung durch den zweiten Faktor verhindert. Kein Zugriff erfolgt.',
    'Konto rechtzeitig gesperrt, Protokolle ohne fremde Anmeldung. Voraussichtlich kein Risiko.',
    'Keine erfolgreiche Anmeldung mit den eingegebenen Daten. Die vorsorglich laufende Frist wird beendet.',
  ],
};

/** Reasons for leaving out the voluntary report to Hessen3C. */
export const VOLUNTARY_DECLINED: Readonly<Record<'attack' | 'mistake', readonly string[]>> = {
  attack: ['Vor der Ausführung gestoppt und ohne neue Merkmale, daher kein Erkenntnisgewinn für andere.'],
  mistake: [
    'Kein Angriff auf die Informationstechnik. Auf die freiwillige Meldung wird verzichtet.',
    'Organisatorischer Fehler ohne Bezug zu einem Angriff, die Meldung an die Datenschutzaufsicht genügt.',
  ],
};
