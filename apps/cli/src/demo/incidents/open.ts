import { storiesOf, type Story } from '../story.js';

const misdirected = storiesOf('misdirected-mail');
const permissions = storiesOf('wrong-permissions');

const DAY = 24;

/** What is still open at now: one to three in each county, one critical, four statutory clocks and a voluntary one that run. */
export const OPEN: readonly Story[] = [
  misdirected('VB', 'medium', 'running', {
    title: 'Jugendamt: Protokoll der Hilfekonferenz an die falsche Familie gemailt',
    text: 'Das Protokoll nennt Diagnosen und den Grund der Inobhutnahme. Die Empfängerin hat sich beim Bereitschaftsdienst gemeldet. Die Löschung ist noch nicht bestätigt.',
    social: true,
    open: { path: ['triaged', 'contained'], hoursAgo: 63, toleranceHours: 2 },
    notes: [
      ['coordinator', 'Empfängerin telefonisch erreicht, schriftliche Bestätigung der Löschung ist erbeten.'],
      [
        'dpo',
        'Gesundheitsdaten eines Kindes und Sozialdaten: Ich rate zur Meldung an den HBDI und zur Unterrichtung der Familie.',
      ],
      ['officer', 'Entwurf der Meldung liegt vor. Es fehlt noch die Entscheidung der Behördenleitung.'],
    ],
  }),
  storiesOf('vulnerability')('VB', 'medium', 'none', {
    title: 'Zwei Server mit auslaufendem Betriebssystem noch im Fachnetz',
    text: 'Windows Server 2016 erhält nur noch bis 12. Januar 2027 Aktualisierungen. Ein Server der Gebäudeleittechnik und einer der Zeiterfassung sind nicht umgestellt.',
    reporter: 'it',
    open: { path: ['triaged'], hoursAgo: 16 * DAY },
    notes: [
      [
        'it',
        'Zeiterfassung: Umstellung mit dem Hersteller terminiert. Gebäudeleittechnik: Angebot steht aus.',
      ],
      ['officer', 'Bis zur Umstellung in ein eigenes Netzsegment nehmen.'],
    ],
  }),
  misdirected('DA', 'medium', 'running', {
    title: 'Offener Mailverteiler: Elternbrief mit Förderbedarf an 312 Empfänger',
    text: 'Der Elternbrief ging mit sichtbarem Verteiler hinaus, im Anhang stand eine Liste mit Förderschwerpunkten von 27 Kindern.',
    open: { path: ['triaged'], hoursAgo: 32, toleranceHours: 6 },
    notes: [
      [
        'coordinator',
        'Bitte um Löschung ist an alle 312 Adressen heraus. Anzahl und Art der Angaben werden ermittelt.',
      ],
    ],
  }),
  permissions('DA', 'medium', 'reported', {
    title: 'Wohngeldstelle: Scan-Eingang für drei Fachbereiche sichtbar',
    text: 'Seit der Umstellung auf den neuen Scandienst lagen Nachweise in einem gemeinsamen Eingang. Die Bereinigung der Rechte läuft.',
    social: true,
    open: { path: ['triaged', 'contained'], hoursAgo: 11 * DAY },
    notes: [
      ['coordinator', 'Eingang getrennt. Prüfung der übrigen Scanprofile bis zur nächsten Besprechung.'],
    ],
  }),
  storiesOf('outage')('DA', 'medium', 'none', {
    title: 'ekom21: Bußgeldverfahren seit der Umstellung mit Abbrüchen',
    text: 'Beim Druck von Bescheiden bricht das Verfahren ab. Der Dienstleister arbeitet an einer Korrektur, ein Umweg ist eingerichtet.',
    open: { path: ['triaged', 'contained'], hoursAgo: 5 * DAY },
  }),
  storiesOf('physical')('HP', 'medium', 'reported', {
    title: 'Einbruch in die Außenstelle Lampertheim, Tresor mit Dokumenten entwendet',
    text: 'Im Tresor lagen Blankodokumente der Zulassungsstelle und 19 einbehaltene Führerscheine. Die Nummern sind zur Fahndung gegeben.',
    offHours: true,
    open: { path: ['triaged', 'contained'], hoursAgo: 18 * DAY },
    notes: [
      ['coordinator', 'Nummern der Blankodokumente sind gesperrt. Ermittlung der Kriminalpolizei dauert an.'],
    ],
  }),
  storiesOf('provider-incident')('HP', 'low', 'none', {
    title: 'Anbieter der Schulverwaltung kündigt Nachprüfung eines Sicherheitshinweises an',
    text: 'Nach Auskunft des Anbieters ist die Installation des Kreises nicht betroffen. Der schriftliche Nachweis steht aus.',
    open: { path: ['triaged'], hoursAgo: 8 * DAY },
  }),
  storiesOf('outage')('HEF', 'critical', 'none', {
    title: 'Wasserschaden im Serverraum: Fachverfahren im Landratsamt abgeschaltet',
    text: 'Nach einem Rohrbruch über dem Serverraum wurden die Systeme kontrolliert heruntergefahren. Die Leitstelle 112 arbeitet am Ersatzstandort weiter.',
    voluntary: 'running',
    offHours: true,
    open: { path: ['triaged', 'contained'], hoursAgo: 20 },
    notes: [
      [
        'coordinator',
        'Wasser abgestellt, Trocknung läuft. Zwei Speichersysteme sind nass geworden und bleiben aus.',
      ],
      [
        'officer',
        'Zusammentreten des Krisenstabs der Behördenleitung vorgeschlagen. Notbetrieb für Auszahlungen und Bereitschaft Jugendamt zuerst.',
      ],
      [
        'coordinator',
        'Sicherungen sind im zweiten Brandabschnitt unversehrt. Nachbarkreis bietet Arbeitsplätze an.',
      ],
    ],
  }),
  misdirected('KS', 'medium', 'running', {
    title: 'Jobcenter: Eingliederungsplan im Online-Konto einer anderen Person',
    text: 'Der Plan mit Angaben zu gesundheitlichen Einschränkungen war im falschen Konto abrufbar und wurde einmal geöffnet. Verantwortlich ist die gemeinsame Einrichtung.',
    social: true,
    entity: 'jobcenter',
    open: { path: ['triaged'], hoursAgo: 24, toleranceHours: 6 },
    notes: [
      [
        'coordinator',
        'Dokument aus dem fremden Konto entfernt. Meldung geht an die BfDI, nicht an den HBDI.',
      ],
    ],
  }),
  storiesOf('unauthorised-access')('KS', 'high', 'reported', {
    title: 'Postfach der Pressestelle: Anmeldungen aus dem Ausland',
    text: 'Über vier Tage wurde das Postfach aus zwei Ländern gelesen. Wie die Zugangsdaten abhandenkamen, wird noch untersucht.',
    lastedDays: 4,
    voluntary: 'submitted',
    open: { path: ['triaged', 'contained'], hoursAgo: 9 * DAY },
    notes: [
      [
        'coordinator',
        'Alle Sitzungen beendet, zweiter Faktor erzwungen. Presseverteiler wurde heruntergeladen.',
      ],
      ['officer', 'Bitte die Anmeldeprotokolle 90 Tage sichern, bevor sie überschrieben werden.'],
    ],
  }),
  storiesOf('loss-theft')('HR', 'low', 'encrypted', {
    title: 'Diensthandy des Gesundheitsamts nach Hausbesuch verschwunden',
    text: 'Das Gerät war mit Code gesichert und wurde gesperrt. Eine Bestätigung der Fernlöschung fehlt noch, weil es nicht online war.',
    open: { path: ['triaged', 'contained'], hoursAgo: 7 * DAY },
  }),
  permissions('HR', 'low', 'no-access', {
    title: 'Zeugnisablage der Schulverwaltung mit vererbten Rechten',
    text: 'Bei der Rechteprüfung fielen 16 Ordner mit zu weiten Rechten auf. Die Schulen bereinigen nacheinander.',
    open: { path: ['triaged'], hoursAgo: 13 * DAY },
  }),
  storiesOf('phishing')('ESW', 'medium', 'running', {
    title: 'Kennwort auf gefälschter Anmeldeseite „Zeitwirtschaft“ eingegeben',
    text: 'Eine Beschäftigte der Ausländerbehörde hat das Kennwort eingegeben. Ob das Postfach gelesen wurde, ist noch offen; die Frist läuft vorsorglich.',
    password: true,
    unclear: true,
    open: { path: ['triaged'], hoursAgo: 12, toleranceHours: 3 },
    notes: [['coordinator', 'Konto gesperrt, Protokolle beim Betreiber des Mailservers angefordert.']],
  }),
];
