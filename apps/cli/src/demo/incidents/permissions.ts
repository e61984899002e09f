import { storiesOf, type Story } from '../story.js';

const permissions = storiesOf('wrong-permissions');

/** Folders, mailboxes and specialist applications that too many people could open. */
export const PERMISSIONS: readonly Story[] = [
  permissions('DA', 'medium', 'reported', {
    title: 'Scan-Ablage des Sozialamts für das ganze Haus lesbar',
    text: 'Nach dem Austausch der Multifunktionsgeräte landeten Scans im gemeinsamen Ordner. Rund 900 Dokumente waren drei Wochen sichtbar.',
    lastedDays: 21,
    social: true,
    notes: [
      [
        'coordinator',
        'Ordner gesperrt, Dokumente in die Fachablage übernommen und im Sammelordner gelöscht.',
      ],
      [
        'officer',
        'Prüfschritt „Scanziel“ in die Checkliste zum Gerätetausch aufnehmen, gilt für alle Mitglieder.',
      ],
    ],
  }),
  permissions('DA', 'low', 'no-access', {
    title: 'Ordner „Personal & Orga <alt>“ ohne Rechteeinschränkung',
    text: 'Der Ordner stammt aus der alten Dateiablage und wurde mit „Jeder“ übernommen. Darin lagen Urlaubslisten von 2019 bis 2021.',
  }),
  permissions('DA', 'low', 'no-access', {
    title: 'Ehemalige Praktikantin noch in der Gruppe Bauaufsicht',
    text: 'Das Konto war deaktiviert, die Gruppe aber nicht bereinigt. Aufgefallen bei der Rechteprüfung.',
  }),
  permissions('DA', 'low', 'internal', {
    title: 'Sammelpostfach Elterngeld für den Fachbereich Schule freigegeben',
    text: 'Bei einer Vertretung wurde die falsche Gruppe eingetragen. Vier Beschäftigte hatten zwei Tage Zugriff.',
    lastedDays: 2,
    social: true,
  }),
  permissions('DA', 'low', 'none', {
    title: 'Testumgebung der Homepage ohne Anmeldung erreichbar',
    text: 'Enthalten waren nur Musterseiten. Die Umgebung ist jetzt auf das Hausnetz beschränkt.',
  }),
  permissions('KS', 'medium', 'reported', {
    title: 'Fachverfahren Jugendhilfe: Vertretungsregel öffnet alle Bezirke',
    text: 'Nach einem Update konnten 38 Fachkräfte alle Fälle des Kreises öffnen. Das Protokoll zeigt 112 fachfremde Aufrufe.',
    social: true,
    notes: [
      [
        'coordinator',
        'Hersteller hat die Regel per Korrektur zurückgenommen, Aufrufe werden mit dem Fachbereich durchgesehen.',
      ],
    ],
  }),
  permissions('KS', 'low', 'no-access', {
    title: 'Freigabelink der Austauschplattform ohne Kennwort und Ablauf',
    text: 'Der Link zu Planungsunterlagen mit Eigentümerlisten stand in einer Sitzungsvorlage. Abrufe gab es keine.',
  }),
  permissions('KS', 'low', 'none', {
    title: 'Notfallkonto der Gebäudeleittechnik mit Standardkennwort',
    text: 'Bei einer Begehung festgestellt. Kennwort geändert, Zugang nur noch aus dem Technikernetz.',
  }),
  permissions('HP', 'medium', 'reported', {
    title: 'Ratsinformationssystem zeigte nicht öffentliche Anlagen',
    text: 'Zwei Anlagen mit Namen aus Stundungsfällen waren fünf Tage ohne Anmeldung abrufbar und wurden 31-mal geladen.',
    lastedDays: 5,
  }),
  permissions('HP', 'low', 'internal', {
    title: 'Gesundheitsamt: Statistikordner mit Klarnamen im Haus sichtbar',
    text: 'Die Auswertung enthielt Namen statt Nummern. Zugriff hatten 20 Beschäftigte des Amts.',
  }),
  permissions('HP', 'low', 'no-access', {
    title: 'Schulserver: Lehrerlaufwerk kurzzeitig für Schüler lesbar',
    text: 'Nach einer Fehlkonfiguration an der Gesamtschule Wald-Michelbach. Dauer 40 Minuten, außerhalb des Unterrichts.',
    offHours: true,
  }),
  permissions('HR', 'low', 'no-access', {
    title: 'Ausgeschiedener Dienstleister mit aktivem Fernzugang',
    text: 'Das Konto war elf Wochen nach Vertragsende noch aktiv. Letzte Anmeldung vor Vertragsende.',
    lastedDays: 77,
  }),
  permissions('VB', 'medium', 'reported', {
    title: 'Ausländerbehörde: Terminliste über Suchmaschine auffindbar',
    text: 'Eine Tabelle mit 84 Namen und Staatsangehörigkeiten lag in einem öffentlichen Verzeichnis der Homepage.',
    notes: [
      ['it', 'Datei entfernt, Löschung im Suchindex beantragt und bestätigt.'],
      ['dpo', 'Öffentlich abrufbar, Angaben zur Staatsangehörigkeit: bitte melden.'],
    ],
  }),
  permissions('VB', 'low', 'internal', {
    title: 'Waffenbehörde: Ablage nach Umorganisation im falschen Fachbereich sichtbar',
    text: 'Sechs Beschäftigte der Straßenverkehrsbehörde konnten die Ablage eine Woche öffnen.',
    lastedDays: 7,
    reporter: 'it',
  }),
  permissions('VB', 'low', 'no-access', {
    title: 'Kalender der Amtsärztin mit Details freigegeben',
    text: 'Sichtbar waren Kürzel, keine vollen Namen. Freigabe auf „Frei/Gebucht“ gesetzt.',
    when: { daysAgo: 97, weekday: 2, minute: 8 * 60 + 50 },
    reopened: 'Bei der Stichprobe war die Freigabe auf dem zweiten Kalender noch offen.',
  }),
  permissions('HEF', 'medium', 'reported', {
    title: 'Online-Formular: fremder Zwischenstand beim Elternbeitrag angezeigt',
    text: 'Durch einen Fehler im Zwischenspeicher sahen neun Eltern die Angaben anderer Familien, darunter Einkommen.',
    social: true,
  }),
  permissions('HEF', 'low', 'no-access', {
    title: 'Gemeinsames Laufwerk Kreiskasse/Vollstreckung ohne Trennung',
    text: 'Die getrennten Gruppen wurden bei der Serverumstellung zusammengelegt.',
  }),
  permissions('ESW', 'low', 'no-access', {
    title: 'DMS: Schreibrechte für alle im Aktenplan des Gesundheitsamts',
    text: 'Ein Rollenfehler nach dem Update des Dokumentenmanagements. Änderungen gab es keine.',
  }),
];
