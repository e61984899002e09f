import { storiesOf, type Story } from '../story.js';

const misdirected = storiesOf('misdirected-mail');

/** Misdirected post of registration, fines, health, foreigners' and weapons offices, building control and treasury. */
export const MISDIRECTED_OFFICES: readonly Story[] = [
  misdirected('DA', 'low', 'deleted', {
    title: 'Kfz-Zulassung: Zulassungsbescheinigung an das falsche Autohaus ausgehändigt',
    text: 'Zwei Händler holten gleichzeitig ab, die Mappen wurden vertauscht. Der Händler hat die Bescheinigung am selben Tag zurückgebracht.',
    vehicle: true,
  }),
  misdirected('DA', 'low', 'deleted', {
    title: 'Bußgeldstelle: Anhörungsbogen mit Beweisfoto an den falschen Halter',
    text: 'Zahlendreher im Kennzeichen bei der Handerfassung. Das Foto zeigt eine erkennbare Person.',
  }),
  misdirected('DA', 'low', 'unopened', {
    title: 'Ausländerbehörde: Schreiben zum Freizügigkeitsrecht an frühere Wohnung in Łódź',
    text: 'Die Familie war bereits nach Weiterstadt gezogen. Die polnische Post hat den Brief zurückgesandt.',
  }),
  misdirected('DA', 'low', 'secrecy', {
    title: 'Gesundheitsamt: Laborbefund an die falsche Arztpraxis gefaxt',
    text: 'Die Praxis Dr. Dvořák steht im Verzeichnis direkt über der richtigen. Die Praxis hat das Fax vernichtet.',
  }),
  misdirected('DA', 'medium', 'reported', {
    title: 'Waffenbehörde: Ablehnung einer Waffenbesitzkarte in fremdem Umschlag',
    text: 'Der Bescheid nennt Vorstrafen. Geöffnet wurde er von einem anderen Antragsteller aus dem Ostkreis.',
  }),
  misdirected('DA', 'low', 'deleted', {
    title: 'Bauaufsicht: Nachbareinwendungen ungeschwärzt an den Bauherrn gegeben',
    text: 'Bei der Akteneinsicht wurde der interne Teil der Bauakte nicht entnommen.',
  }),
  misdirected('DA', 'low', 'deleted', {
    title: 'Kreiskasse: Mahnlauf mit Kontodaten von drei Schuldnern in einem Brief',
    text: 'Die Kuvertiermaschine hat drei Seiten zusammengefasst. Der Empfänger aus Dieburg hat die Blätter zurückgegeben.',
  }),
  misdirected('KS', 'medium', 'reported', {
    title: 'Gesundheitsamt: Bogen der Einschulungsuntersuchung an fremde Eltern ausgegeben',
    text: 'An der Grundschule in Vellmar wurden zwei Bögen vertauscht. Eingetragen sind Auffälligkeiten in der Entwicklung.',
  }),
  misdirected('KS', 'medium', 'reported', {
    title: 'Führerscheinstelle: Anordnung eines Gutachtens an den Namensvetter zugestellt',
    text: 'Gleicher Name, anderes Geburtsdatum. Das Schreiben nennt den Verdacht auf Alkoholabhängigkeit.',
  }),
  misdirected('KS', 'low', 'minor', {
    title: 'Veterinäramt: Kontrollbericht an den Nachbarbetrieb gemailt',
    text: 'Der Bericht ohne Beanstandungen enthält Name und Betriebsnummer der Halterin.',
  }),
  misdirected('KS', 'low', 'deleted', {
    title: 'Vollstreckung: Pfändungsverfügung an den falschen Arbeitgeber gefaxt',
    text: 'Zwei Firmen in Kaufungen mit ähnlichem Namen. Das Lohnbüro hat sofort zurückgerufen.',
  }),
  misdirected('KS', 'low', 'secrecy', {
    title: 'Zulassungsstelle Hofgeismar: Mängelanzeige an die falsche Versicherung',
    text: 'Die Anzeige über fehlenden Versicherungsschutz ging an einen unbeteiligten Versicherer.',
    vehicle: true,
  }),
  misdirected('HP', 'medium', 'deleted', {
    title: 'Einbürgerung: Originalurkunden einem anderen Antragsteller beigelegt',
    text: 'Geburts- und Heiratsurkunde einer Familie lagen in der Rücksendung an einen Antragsteller aus Viernheim.',
    notes: [['coordinator', 'Urkunden sind vollständig zurück und der Familie gegen Quittung ausgehändigt.']],
  }),
  misdirected('HP', 'low', 'deleted', {
    title: 'Kreiskasse: Lastschriftliste der Musikschule an die falsche Schulleitung',
    text: 'Liste mit 38 Bankverbindungen, unverschlüsselt per Mail innerhalb des Schulnetzes.',
  }),
  misdirected('HP', 'low', 'secrecy', {
    title: 'Rettungsdienst: Einsatzprotokoll an das falsche Krankenhaus gefaxt',
    text: 'In der Nachtschicht wurde die falsche Kurzwahl gedrückt. Die Notaufnahme hat angerufen und das Protokoll vernichtet.',
    offHours: true,
  }),
  misdirected('HP', 'low', 'minor', {
    title: 'Gesundheitsamt: Belehrungsbescheinigung an den früheren Arbeitgeber',
    text: 'Die Bescheinigung nach Infektionsschutzgesetz enthält nur Name und Datum der Belehrung.',
  }),
  misdirected('HP', 'low', 'deleted', {
    title: 'Personalamt: Absage mit den Namen der Mitbewerber im Anhang',
    text: 'Statt des Absageschreibens wurde die Auswahlübersicht mit fünf Namen angehängt.',
  }),
  misdirected('HR', 'low', 'deleted', {
    title: 'Zwei Bußgeldbescheide im selben Umschlag versandt',
    text: 'Der Empfänger aus Borken hat den fremden Bescheid bei der Bußgeldstelle abgegeben.',
  }),
  misdirected('HR', 'medium', 'reported', {
    title: 'Ausländerbehörde: Ladung mit Reisedaten an die falsche Unterkunft',
    text: 'Die Ladung mit Angaben zum Asylverfahren wurde in einer anderen Gemeinschaftsunterkunft am schwarzen Brett ausgehängt.',
  }),
  misdirected('HR', 'low', 'secrecy', {
    title: 'Waffenbehörde: Anfrage zur Zuverlässigkeit an die falsche Polizeistation',
    text: 'Die Anfrage ging nach Homberg statt nach Fritzlar und wurde dort an die richtige Stelle gegeben.',
  }),
  misdirected('HR', 'low', 'deleted', {
    title: 'Katastrophenschutz: Helferliste mit Privatnummern am Presseverteiler',
    text: 'Die Einladung zur Übung wurde mit der internen Alarmierungsliste verschickt. Vier Redaktionen waren im Verteiler.',
  }),
  misdirected('VB', 'low', 'deleted', {
    title: 'Kfz-Zulassung: zwei Fahrzeugpapiere beim Postversand vertauscht',
    text: 'Außenstelle Alsfeld: zwei Halter erhielten jeweils die Papiere des anderen. Beide haben zurückgesandt.',
    vehicle: true,
  }),
  misdirected('VB', 'medium', 'reported', {
    title: 'Amtsärztliches Gutachten an die falsche Dienststelle geschickt',
    text: 'Das Gutachten zur Dienstfähigkeit lag offen im Posteingang einer Kreisgemeinde. Der Beschäftigte wurde unterrichtet.',
    notes: [
      [
        'dpo',
        'Gesundheitsdaten eines Beschäftigten, mehrere Personen hatten Einsicht. Ich empfehle die Meldung und die Unterrichtung nach Art. 34.',
      ],
      [
        'coordinator',
        'Versand amtsärztlicher Gutachten nur noch im doppelten Umschlag, Anweisung an das Gesundheitsamt ist heraus.',
      ],
    ],
  }),
  misdirected('VB', 'low', 'minor', {
    title: 'Brandschutzaufsicht: Mängelliste an die falsche Hausverwaltung',
    text: 'Die Liste nennt zwei Ansprechpersonen mit dienstlicher Telefonnummer.',
  }),
  misdirected('VB', 'medium', 'internal', {
    title: 'Personalakte: Beurteilung an die falsche Fachbereichsleitung weitergeleitet',
    text: 'Die Beurteilung einer Beschäftigten wurde im Haus falsch weitergeleitet und dort gelesen. Der Vorgang bleibt im Kreis.',
    countyOnly: true,
    notes: [
      ['dpo', 'Beide Beteiligten sind auf Verschwiegenheit hingewiesen. Die Beschäftigte ist unterrichtet.'],
    ],
  }),
  misdirected('HEF', 'low', 'deleted', {
    title: 'Führerscheinstelle: ärztliches Zeugnis im falschen Vorgang beantwortet',
    text: 'Das Zeugnis wurde einer Antwort an eine andere Bürgerin angehängt. Sie hat die Löschung bestätigt.',
  }),
  misdirected('HEF', 'medium', 'reported', {
    title: 'Abfallgebühren: 212 Bescheide um eine Zeile versetzt gedruckt',
    text: 'Im Serienbrief passten Anschrift und Inhalt nicht zusammen. Auf den Bescheiden stehen Namen, Objekte und Lastschriftkonten anderer Haushalte.',
    entity: 'enterprise',
    notes: [
      [
        'coordinator',
        'Druckerei hat die restlichen 1.900 Stück gesperrt. Alle Betroffenen erhalten ein Schreiben mit Rückumschlag.',
      ],
      [
        'officer',
        'Ursache ist die nach dem Sortieren nicht gesperrte Steuerdatei. Prüfschritt in die Freigabe aufnehmen.',
      ],
    ],
  }),
  misdirected('HEF', 'low', 'deleted', {
    title: 'Schülerbeförderung: Ablehnungsbescheid an eine fremde Familie',
    text: 'Zwei Familien mit demselben Nachnamen in Heringen, falsche Auswahl im Fachverfahren.',
  }),
  misdirected('HEF', 'low', 'minor', {
    title: 'Baugenehmigung an den Architekten eines anderen Vorhabens gemailt',
    text: 'Die Genehmigung enthält Name und Anschrift des Bauherrn. Der Architekt hat die Mail gelöscht.',
  }),
  misdirected('ESW', 'high', 'reported', {
    title: 'Veterinäramt: Anzeige mit Namen der Hinweisgeberin an den Tierhalter geschickt',
    text: 'Mit der Anhörung wurde die vollständige Anzeige versandt. Die Hinweisgeberin wohnt im selben Ort und fürchtet Übergriffe.',
    voluntary: 'declined',
    notes: [['coordinator', 'Hinweisgeberin unterrichtet, Polizeistation Eschwege hat Streifen zugesagt.']],
  }),
];
