import { storiesOf, type Story } from '../story.js';

const misdirected = storiesOf('misdirected-mail');

/** Open mailing lists, wrong attachments and calendar invitations. */
export const MISDIRECTED_MAIL: readonly Story[] = [
  misdirected('DA', 'low', 'minor', {
    title: 'Offener Mailverteiler: Einladung an 186 Tagespflegepersonen',
    text: 'Alle Adressen standen im Feld „An“. Private Mailadressen waren für alle sichtbar, weitere Angaben nicht.',
  }),
  misdirected('DA', 'low', 'minor', {
    title: 'Newsletter Ehrenamt mit 420 sichtbaren Adressen verschickt',
    text: 'Das Rundschreiben wurde aus dem Postfach statt aus dem Newsletter-Werkzeug versandt.',
  }),
  misdirected('DA', 'medium', 'reported', {
    title: 'Liste der Schülerbeförderung an alle Busunternehmen gesendet',
    text: 'Die Tabelle enthält 1.140 Kinder mit Wohnanschrift, Schule und in 61 Fällen dem Grund einer Einzelbeförderung. Vorgesehen war je Unternehmen nur der eigene Teil.',
    notes: [
      [
        'coordinator',
        'Alle elf Unternehmen haben die Löschung schriftlich bestätigt, zuletzt das aus Babenhausen.',
      ],
      [
        'officer',
        'Künftig Bereitstellung je Unternehmen über die Austauschplattform mit Ablaufdatum, kein Mailversand mehr.',
      ],
    ],
  }),
  misdirected('DA', 'low', 'minor', {
    title: 'Volkshochschule: Rundmail zum Kursausfall mit offenem Verteiler',
    text: '29 Teilnehmende eines Yogakurses konnten die Adressen der anderen sehen.',
  }),
  misdirected('DA', 'medium', 'internal', {
    title: 'Krankmeldung mit Diagnose per „Allen antworten“ an den ganzen Fachbereich',
    text: 'Die Bescheinigung ging an 74 Beschäftigte. Die IT hat die Nachricht nach 25 Minuten aus den Postfächern entfernt.',
  }),
  misdirected('DA', 'low', 'deleted', {
    title: 'Nicht öffentlicher Teil des Ausschussprotokolls an Gäste versandt',
    text: 'Der Teil enthält Namen aus zwei Grundstücksangelegenheiten. Sechs Gäste der Sitzung waren im Verteiler.',
  }),
  misdirected('DA', 'low', 'none', {
    title: 'Wirtschaftsförderung: Firmenverteiler offen verschickt',
    text: 'Im Verteiler standen ausschließlich Funktionspostfächer von Unternehmen, keine persönlichen Adressen.',
  }),
  misdirected('KS', 'high', 'late', {
    title: 'Offener Verteiler an eine Selbsthilfegruppe Sucht',
    text: 'Das Gesundheitsamt hat 23 Teilnehmende offen angeschrieben. Schon die Mitgliedschaft in der Gruppe ist ein Gesundheitsdatum. Der Vorgang wurde nach Quartalsende nachgetragen.',
    lateReason:
      'Der Fachbereich hat den Vorgang zunächst für unkritisch gehalten und erst nach Rückkehr der Sachgebietsleitung gemeldet. Danach wurde unverzüglich gemeldet.',
    voluntary: 'declined',
    when: { quarterEndsBack: 2 },
    notes: [
      ['coordinator', 'Alle 23 Personen wurden einzeln angeschrieben und um Löschung gebeten.'],
      ['officer', 'Meldeweg im Gesundheitsamt nachgeschult: auch im Zweifel sofort an die Koordination.'],
    ],
  }),
  misdirected('KS', 'medium', 'internal', {
    title: 'Gesundheitsamt: Kalenderfreigabe zeigte Namen von Patienten',
    text: 'Nach der Umstellung war der Raumkalender für das ganze Haus lesbar. Betroffen waren Termine von vier Wochen.',
    lastedDays: 28,
  }),
  misdirected('KS', 'low', 'internal', {
    title: 'Kreistagsbüro: Liste der Privatanschriften an die Pressestelle',
    text: 'Die Liste der Mandatsträger wurde mit der falschen Fassung weitergegeben. Veröffentlicht wurde nichts.',
  }),
  misdirected('KS', 'low', 'none', {
    title: 'Rundschreiben an die Bürgermeister mit falscher Anlage',
    text: 'Angehängt war der Entwurf des Wirtschaftsplans statt der Tagesordnung. Personenbezogene Daten enthält er nicht.',
  }),
  misdirected('HP', 'low', 'minor', {
    title: 'Kreisbrandinspektion: Lehrgangsliste offen an 94 Empfänger',
    text: 'Die Liste nennt Name, Wehr und Lehrgang. Zehn Empfänger gehören keiner Feuerwehr an.',
  }),
  misdirected('HP', 'medium', 'reported', {
    title: 'Ferienbetreuung: Liste der Allergien und Medikamente an alle Eltern',
    text: 'Statt des Programms wurde die Betreuungsliste mit Gesundheitsangaben zu 46 Kindern verschickt.',
    offHours: true,
  }),
  misdirected('HP', 'low', 'none', {
    title: 'Verteiler „Alle Schulen“: Zugang zum Testportal verschickt',
    text: 'Betroffen ist ein Testportal ohne Echtdaten. Das Kennwort wurde sofort geändert.',
  }),
  misdirected('HP', 'low', 'none', {
    title: 'Vertragsentwurf durch Autovervollständigung an fremde Firma',
    text: 'Der Entwurf zur Gebäudereinigung enthält Preise, aber keine personenbezogenen Daten.',
  }),
  misdirected('HR', 'low', 'minor', {
    title: 'Impferinnerung offen an 77 Beschäftigte der Pflegeheime',
    text: 'Sichtbar waren dienstliche Mailadressen. Ein Impfstatus ging aus der Mail nicht hervor.',
  }),
  misdirected('HR', 'medium', 'deleted', {
    title: 'Klassenliste mit Sorgerechtsvermerk an den Elternbeirat geschickt',
    text: 'Die Schule in Schwalmstadt hat die interne statt der freigegebenen Liste versandt.',
  }),
  misdirected('HR', 'low', 'none', {
    title: 'Ausschreibungsunterlagen vor Fristende an einen Bieter gesendet',
    text: 'Die Bewertungsmatrix war im Anhang. Die Vergabestelle entscheidet über die Aufhebung.',
  }),
  misdirected('HR', 'low', 'minor', {
    title: 'Volkshochschule: Anrede und Kurs in der Serienmail vertauscht',
    text: '112 Personen erhielten die Anmeldebestätigung einer anderen Person mit Name und Kurstitel.',
  }),
  misdirected('VB', 'low', 'minor', {
    title: 'Flüchtlingshilfe: Rundmail offen an 53 Ehrenamtliche',
    text: 'Die privaten Adressen waren für alle sichtbar. Ein Ehrenamtlicher hat sich beschwert.',
  }),
  misdirected('VB', 'low', 'deleted', {
    title: 'Teilnehmerliste des Zeltlagers an den falschen Verein gemailt',
    text: 'Die Liste mit 31 Kindern ging an einen Sportverein in Schotten statt an das Jugendwerk.',
  }),
  misdirected('VB', 'low', 'minor', {
    title: 'Bauleitplanung: Stellungnahmen ungeschwärzt versandt',
    text: 'Namen und Anschriften von sieben Einwendern waren in der Abwägungstabelle lesbar.',
    when: { quarterEndsBack: 1 },
    notes: [
      [
        'coordinator',
        'Die Tabelle fiel kurz vor Quartalsende auf, als Datenpanne erkannt wurde sie erst jetzt (Urlaub der Sachbearbeitung). Nachgetragen.',
      ],
    ],
  }),
  misdirected('HEF', 'low', 'minor', {
    title: 'Umfrage zur Kinderbetreuung: Antworten für alle sichtbar verschickt',
    text: 'Die Auswertung enthielt in einer ausgeblendeten Spalte die Mailadressen der 64 Teilnehmenden.',
  }),
  misdirected('HEF', 'medium', 'none', {
    title: 'Notfallplan Trinkwasser an eine externe Adresse gesendet',
    text: 'Der Plan ist als vertraulich eingestuft. Empfänger war ein früherer Berater, Löschung ist zugesagt.',
    when: { quarterEndsBack: 3 },
    notes: [
      [
        'coordinator',
        'Nachgetragen: Der Vorgang lag noch bei der Stabsstelle und fiel bei der Quartalsabstimmung auf.',
      ],
    ],
  }),
  misdirected('HEF', 'medium', 'internal', {
    title: 'Personalkostenliste im Anhang der Haushaltsmail',
    text: 'Die Liste mit Eingruppierungen ging an 16 Sachgebietsleitungen. Rückruf der Mail war zur Hälfte erfolgreich.',
  }),
  misdirected('ESW', 'low', 'minor', {
    title: 'Tourismus-Newsletter mit sichtbaren Empfängern verschickt',
    text: '58 Vermieterinnen und Vermieter konnten die Adressen der anderen sehen.',
  }),
  misdirected('ESW', 'low', 'deleted', {
    title: 'Kreisarchiv: Nutzungsantrag an die falsche Empfängerin gemailt',
    text: 'Der Antrag nennt den Gegenstand einer Familienforschung. Die Empfängerin hat gelöscht.',
  }),
];
