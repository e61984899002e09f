import { storiesOf, type Story } from '../story.js';

const misdirected = storiesOf('misdirected-mail');

/** The second office: three municipalities, so smaller matters. One is open with a running clock. */
export const FULDA: readonly Story[] = [
  misdirected('NEU', 'low', 'unopened', {
    title: 'Wahlbenachrichtigung an falsche Straße zugestellt',
    text: 'Die Karte wurde vom Nachbarn im Rathaus abgegeben.',
  }),
  storiesOf('phishing')('NEU', 'low', 'none', {
    title: 'Gefälschte Rechnung an die Gemeindekasse',
    text: 'Die Rechnung trug den Namen eines örtlichen Betriebs, aber eine fremde Kontoverbindung. Es wurde nicht gezahlt.',
  }),
  misdirected('NEU', 'medium', 'reported', {
    title: 'Standesamt: Geburtsurkunde an einen Dritten versandt',
    text: 'Die Urkunde mit Hinweis auf eine Adoption lag im falschen Umschlag.',
    notes: [['officer', 'Für Personenstandsfälle gilt das Offenbarungsverbot. Bitte heute noch melden.']],
  }),
  misdirected('NEU', 'medium', 'running', {
    title: 'Kita-Anmeldungen offen an alle Eltern gemailt',
    text: 'Die Tabelle mit 44 Kindern und Angaben zum Betreuungsgrund war angehängt.',
    social: true,
    open: { path: ['triaged'], hoursAgo: 28, toleranceHours: 6 },
    notes: [['coordinator', 'Bitte um Löschung ist verschickt, bisher 19 Bestätigungen.']],
  }),
  storiesOf('outage')('FLI', 'low', 'none', {
    title: 'Rathaus Flieden nach Blitzschlag einen Tag ohne Telefon',
    text: 'Der Router des Anbieters war defekt. Eine Rufumleitung auf das Bürgerbüro-Handy war eingerichtet.',
    offHours: true,
  }),
  storiesOf('loss-theft')('FLI', 'low', 'encrypted', {
    title: 'Tablet des Bauhofs aus dem Fahrzeug gestohlen',
    text: 'Gerät verschlüsselt und gesperrt, Anzeige bei der Polizei in Neuhof.',
  }),
  storiesOf('wrong-permissions')('KAL', 'low', 'no-access', {
    title: 'Ordner Friedhofsverwaltung ohne Rechtetrennung',
    text: 'Bei der Serverumstellung wurde die Gruppe „Alle“ übernommen. Zugriffe gab es nach Protokoll keine.',
  }),
  misdirected('KAL', 'low', 'minor', {
    title: 'Seniorennachmittag: Einladung mit offenem Verteiler',
    text: 'Sichtbar waren 36 private Mailadressen.',
  }),
];
