import { storiesOf, type Story } from '../story.js';

const physical = storiesOf('physical');
const malware = storiesOf('malware');

/** Title of the ransomware that was stopped before it could spread. */
export const STOPPED_RANSOMWARE =
  'Verschlüsselungstrojaner auf dem Schulserver der Gesamtschule Melsungen gestoppt';

/** Burglaries and the technical rest: malware, fraud, intrusion, weak points. */
export const TECHNICAL: readonly Story[] = [
  physical('DA', 'medium', 'none', {
    title: 'Einbruch in die Straßenmeisterei, Bildschirme gestohlen',
    text: 'Aufgehebelte Seitentür. Es fehlen drei Bildschirme und Werkzeug, keine Datenträger.',
    offHours: true,
  }),
  physical('DA', 'medium', 'encrypted', {
    title: 'Einbruch in die Außenstelle Groß-Umstadt, zwei Notebooks entwendet',
    text: 'Das Büro der Schuldnerberatung wurde durchsucht. Aktenschränke waren verschlossen und unbeschädigt.',
    offHours: true,
    notes: [
      [
        'coordinator',
        'Notebooks gesperrt, Verschlüsselung im Verwaltungswerkzeug bestätigt. Spurensicherung war vor Ort.',
      ],
    ],
  }),
  physical('KS', 'low', 'none', {
    title: 'Unbekannte Person im Technikflur des Kreishauses angetroffen',
    text: 'Die Person gab an, einen Termin zu suchen. Türen zum Serverraum waren geschlossen, Alarm wurde nicht ausgelöst.',
  }),
  physical('HP', 'medium', 'reported', {
    title: 'Einbruch ins Jugendamt Bürstadt, Aktenschrank aufgebrochen',
    text: 'Der Inhalt eines Schranks lag auf dem Boden. Ob Akten fehlen, wird anhand der Registratur geprüft.',
    social: true,
    offHours: true,
    notes: [
      ['coordinator', 'Registratur abgeglichen: zwei Akten fehlen.'],
      ['officer', 'Bitte Schutzbedarf des Raums prüfen, Schränke mit höherer Widerstandsklasse vorschlagen.'],
    ],
  }),
  physical('HR', 'low', 'none', {
    title: 'Einbruchsversuch an der Schule in Borken',
    text: 'Fenster des Computerraums beschädigt, niemand war im Gebäude. Fenster ist gesichert.',
    offHours: true,
  }),
  storiesOf('ransomware')('HR', 'high', 'reported', {
    title: STOPPED_RANSOMWARE,
    text: 'Die Überwachung meldete massenhafte Umbenennungen. Der Server wurde nach elf Minuten vom Netz getrennt, das Verwaltungsnetz war nicht verbunden.',
    unclear: true,
    offHours: true,
    voluntary: 'submitted',
    when: { daysAgo: 312, weekday: 6, minute: 6 * 60 + 42 },
    notes: [
      ['coordinator', 'Server getrennt, nicht ausgeschaltet. Speicherabbild für die Forensik gesichert.'],
      [
        'officer',
        'Hessen3C und Zentrale Ansprechstelle der Polizei sind informiert. Bitte keine Kontaktaufnahme mit den Tätern.',
      ],
      [
        'coordinator',
        'Einfallstor war ein Fernwartungszugang ohne zweiten Faktor. Zugang ist an allen Schulen geschlossen.',
      ],
      [
        'coordinator',
        '312 Dateien verschlüsselt, alle aus der Sicherung der Vornacht wiederhergestellt. Kein Abfluss erkennbar.',
      ],
      [
        'officer',
        'Nachbereitung mit allen Mitgliedern: Schulnetze trennen, Wiederherstellung zweimal im Jahr üben.',
      ],
    ],
  }),
  malware('DA', 'medium', 'none', {
    title: 'Schadsoftware in einer Druckertreiber-Installation erkannt',
    text: 'Ein Arbeitsplatz im Schulamt hat den Treiber von einer fremden Seite geladen. Der Virenschutz hat die Ausführung verhindert.',
    voluntary: 'declined',
  }),
  malware('VB', 'medium', 'none', {
    title: 'Makro-Schadsoftware auf einem Arbeitsplatz der Kreisvolkshochschule',
    text: 'Die Datei kam über ein privates Postfach. Der Rechner hat einmal eine fremde Adresse aufgerufen und wurde sofort isoliert.',
    voluntary: 'submitted',
    reporter: 'it',
    notes: [
      [
        'it',
        'Rechner neu aufgesetzt, Zieladresse auf der Firewall gesperrt, keine weiteren Verbindungen im Protokoll.',
      ],
    ],
  }),
  storiesOf('fraud')('DA', 'medium', 'none', {
    title: 'Gefälschte Änderung der Bankverbindung eines Bauunternehmens',
    text: 'Die Kreiskasse hat vor der Zahlung von 48.200 Euro zurückgerufen. Das Unternehmen hatte nichts geändert.',
  }),
  storiesOf('website')('KS', 'low', 'none', {
    title: 'Kommentarfunktion der Kreisseite mit Werbung überflutet',
    text: 'Rund 2.000 Einträge in einer Nacht. Funktion abgeschaltet, Einträge gelöscht.',
    offHours: true,
  }),
  storiesOf('unauthorised-access')('HP', 'high', 'reported', {
    title: 'Fremde Anmeldung am Portal der Musikschule mit Administratorkonto',
    text: 'Genutzt wurde das alte Konto einer ausgeschiedenen Verwaltungskraft. Einsehbar waren 640 Schülerinnen und Schüler mit Bankverbindung.',
    voluntary: 'submitted',
    notes: [
      ['coordinator', 'Konto gelöscht, zweiter Faktor für alle Administratoren eingerichtet.'],
      ['officer', 'Bitte die Rezertifizierung der Konten in allen Nebenportalen einplanen.'],
    ],
  }),
  storiesOf('vulnerability')('HEF', 'medium', 'none', {
    title: 'Kritische Lücke im Fernzugang: Aktualisierung über Nacht eingespielt',
    text: 'Nach einer Warnung des BSI. Die Prüfung auf Spuren eines Angriffs war ohne Befund.',
    offHours: true,
  }),
];
