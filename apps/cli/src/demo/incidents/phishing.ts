import { storiesOf, type Story } from '../story.js';

const phishing = storiesOf('phishing');

/** Phishing; in about a third of the cases a password was entered. */
export const PHISHING: readonly Story[] = [
  phishing('DA', 'high', 'reported', {
    title: 'Kennwort auf nachgebauter Webmail-Seite eingegeben, 1.300 Spam-Mails versandt',
    text: 'Das Postfach einer Sachbearbeiterin der Sozialhilfe wurde vier Stunden missbraucht. Im Postfach liegen Bescheide und Atteste.',
    social: true,
    password: true,
    unclear: true,
    patch: { personalData: 'yes' },
    notesBefore: 2,
    voluntary: 'submitted',
    notes: [
      ['coordinator', 'Konto gesperrt, Kennwort zurückgesetzt, alle Sitzungen beendet.'],
      [
        'coordinator',
        'Protokoll zeigt einen Abruf des gesamten Posteingangs über IMAP. Damit sind personenbezogene Daten betroffen.',
      ],
      [
        'officer',
        'IMAP von außen ist für alle Postfächer abzuschalten; der Beschluss dazu liegt seit Längerem vor.',
      ],
    ],
  }),
  phishing('DA', 'medium', 'password-reset', {
    title: 'QR-Code auf angeblichem Paketaufkleber: Kennwort eingegeben',
    text: 'Die Poststelle hat den Code mit dem Diensthandy gelesen und das Kennwort der Domäne eingegeben. Nach acht Minuten gesperrt.',
    password: true,
    unclear: true,
  }),
  phishing('DA', 'low', 'none', {
    title: 'Welle „Postfach voll“ an 340 Beschäftigte',
    text: 'Der Filter hat die ersten 40 Mails durchgelassen. Sechs Beschäftigte haben gemeldet, niemand hat geklickt.',
  }),
  phishing('DA', 'low', 'none', {
    title: 'Gefälschte Rechnung im Namen der Straßenmeisterei',
    text: 'Anhang war ein Bild mit Verweis auf eine Bezahlseite. Die Seite ist im Proxy gesperrt.',
  }),
  phishing('DA', 'low', 'none', {
    title: 'Angebliche Landrats-Mail bittet um Gutscheinkarten',
    text: 'Absender war eine Freemail-Adresse. Das Vorzimmer hat den Betrugsversuch erkannt.',
  }),
  phishing('DA', 'low', 'none', {
    title: 'Anruf „Microsoft-Support“ im Bürgerbüro Dieburg',
    text: 'Der Anrufer wollte eine Fernwartung starten. Die Mitarbeiterin hat aufgelegt und den Vorfall gemeldet.',
  }),
  phishing('DA', 'low', 'false-alarm', {
    title: 'Verdächtige Mail der Beihilfestelle war echt',
    text: 'Mehrere Beschäftigte meldeten eine Mail mit Link auf ein neues Portal. Die Beihilfestelle hat den Versand bestätigt.',
  }),
  phishing('KS', 'high', 'reported', {
    title: 'Kennwort nach gefälschter Teams-Einladung eingegeben',
    text: 'Ein Postfach der Jugendgerichtshilfe war zwei Tage lang mitlesbar. Eine Weiterleitungsregel zu einer fremden Adresse war eingerichtet.',
    lastedDays: 2,
    social: true,
    password: true,
    voluntary: 'submitted',
    notes: [
      [
        'coordinator',
        'Weiterleitungsregel entfernt, 96 weitergeleitete Nachrichten gesichert und durchgesehen.',
      ],
      [
        'officer',
        'Suche nach Weiterleitungsregeln in allen Postfächern angestoßen; Ergebnis bitte hier eintragen.',
      ],
      ['coordinator', 'Suche abgeschlossen: keine weiteren fremden Regeln.'],
    ],
  }),
  phishing('KS', 'medium', 'password-reset', {
    title: 'Kennwort auf gefälschter Anmeldeseite des Dokumentenmanagements eingegeben',
    text: 'Die Anmeldung scheiterte am zweiten Faktor. Der Mitarbeiter hat sich selbst gemeldet.',
    password: true,
    unclear: true,
  }),
  phishing('KS', 'low', 'none', {
    title: 'Phishing im Namen einer Sparkasse an die Kreiskasse',
    text: 'Neun Mails mit Aufforderung zur Bestätigung eines Auftrags. Alle gemeldet, keine geöffnet.',
  }),
  phishing('KS', 'low', 'none', {
    title: 'Bewerbung mit Link auf fremden Speicherdienst',
    text: 'Hinter dem Link lag ein Archiv mit Kennwort. Die Personalstelle hat nicht heruntergeladen.',
  }),
  phishing('KS', 'low', 'none', {
    title: 'SMS „Ihr Dienstkonto läuft ab“ auf 17 Diensthandys',
    text: 'Die Nummern standen auf einer Internetseite mit Ansprechpersonen. Die Zieladresse ist gesperrt.',
  }),
  phishing('HP', 'medium', 'password-reset', {
    title: 'Kennwort im Formular „Gehaltsanpassung“ eingegeben',
    text: 'Drei Beschäftigte der Schulsekretariate haben den Link geöffnet, eine hat Benutzername und Kennwort eingegeben.',
    password: true,
    unclear: true,
  }),
  phishing('HP', 'low', 'none', {
    title: 'Gefälschte Mahnung eines Verlags an 12 Schulen',
    text: 'Die Mahnung nennt eine ausländische Kontoverbindung. Eine Schule hatte zur Zahlung angewiesen, die Kasse hat gestoppt.',
  }),
  phishing('HP', 'low', 'none', {
    title: 'Phishing-Mail über gekapertes Konto einer Gemeinde',
    text: 'Die Mail kam von einer echten Adresse aus dem Kreisgebiet. Die Gemeinde wurde angerufen und hat das Konto gesperrt.',
    notes: [['officer', 'Warnung an alle Mitglieder verschickt, Absenderadresse vorübergehend gesperrt.']],
  }),
  phishing('HP', 'low', 'false-alarm', {
    title: 'Gemeldete Kennwortabfrage gehörte zur Awareness-Kampagne',
    text: 'Die Mail war Teil der angekündigten Übung. Die Meldung zeigt, dass der Meldeweg bekannt ist.',
  }),
  phishing('HR', 'high', 'late', {
    title: 'Kennwort eingegeben: fremde Anmeldung am Fachverfahren Jugendhilfe',
    text: 'Über das erbeutete Konto wurde das Fachverfahren geöffnet. Zunächst war unklar, ob Akten gelesen wurden.',
    social: true,
    password: true,
    unclear: true,
    lateReason:
      'Erst die Auswertung der Protokolle durch den Hersteller zeigte, dass Akten geöffnet wurden. Die Meldung folgte am selben Tag.',
    voluntary: 'submitted',
    when: { daysAgo: 231, weekday: 1, minute: 10 * 60 + 25 },
    patch: { personalData: 'yes' },
    notesBefore: 2,
    notes: [
      ['coordinator', 'Hersteller sagt die Auswertung der Zugriffsprotokolle bis Ende der Woche zu.'],
      ['coordinator', 'Ergebnis: 14 Akten wurden geöffnet, Ausleitung nicht erkennbar.'],
      [
        'officer',
        'Für künftige Fälle: vorsorglich melden und nachreichen (Art. 33 Abs. 4), nicht auf die Auswertung warten.',
      ],
    ],
  }),
  phishing('HR', 'medium', 'none', {
    title: 'Kennwort eines Übungskontos auf gefälschter Seite eingegeben',
    text: 'Betroffen ist ein Konto des Schulungsraums ohne Zugriff auf Fachverfahren oder Postfächer.',
    password: true,
  }),
  phishing('HR', 'low', 'none', {
    title: 'Angeblicher Steuerbescheid als Anhang an die Finanzabteilung',
    text: 'Der Anhang war eine HTML-Datei mit Eingabemaske. Der Filter wurde nachgeschärft.',
  }),
  phishing('HR', 'low', 'none', {
    title: 'Anruf mit gefälschter Nummer der IT-Hotline',
    text: 'Der Anrufer fragte nach dem Kennwort für eine „Umstellung“. Nichts wurde herausgegeben.',
  }),
  phishing('HR', 'low', 'none', {
    title: 'Gefälschte Umfrage im Namen des Personalrats',
    text: 'Die Umfrage fragte nach Benutzername und Geburtsdatum. 22 Mails wurden aus den Postfächern entfernt.',
  }),
  phishing('VB', 'high', 'no-access', {
    title: 'Kennwort auf nachgebauter Portalseite eingegeben, Anmeldung aus dem Ausland',
    text: 'Ein Beschäftigter der Kfz-Zulassung hat das Kennwort eingegeben. 20 Minuten später gab es einen Anmeldeversuch aus dem Ausland.',
    password: true,
    unclear: true,
    voluntary: 'submitted',
    reporter: 'it',
    notes: [
      ['it', 'Konto gesperrt. Anmeldung wurde durch die Standortregel abgewiesen, kein Zugriff auf i-Kfz.'],
      ['officer', 'Bitte die Standortregel auch für die Konten der Dienstleister setzen.'],
      [
        'dpo',
        'Nach den Protokollen kein Zugriff auf personenbezogene Daten. Einverstanden mit der Entscheidung, nicht zu melden.',
      ],
    ],
  }),
  phishing('VB', 'low', 'none', {
    title: 'Welle „Ihre Reisekostenabrechnung“ im Haus Lauterbach',
    text: '61 Mails, vier Klicks, keine Eingabe. Die Zielseite war nach zehn Minuten gesperrt.',
  }),
  phishing('VB', 'low', 'none', {
    title: 'Gefälschte Domain-Rechnung an die Pressestelle',
    text: 'Ein angebliches Register fordert 249 Euro. Nicht bezahlt, Muster an die Kreiskasse gegeben.',
  }),
  phishing('VB', 'low', 'none', {
    title: 'Phishing gegen Schulsekretariate im Raum Schotten',
    text: 'Der Link führte auf eine kopierte Seite des Schulportals. Zwei Klicks ohne Eingabe.',
  }),
  phishing('HEF', 'medium', 'no-access', {
    title: 'Kennwort in angeblicher Faxbenachrichtigung eingegeben',
    text: 'Eine Mitarbeiterin des Gesundheitsamts hat das Kennwort eingegeben und nach einer halben Stunde die IT angerufen.',
    password: true,
    unclear: true,
  }),
  phishing('HEF', 'low', 'none', {
    title: 'Gefälschte Zustellbenachrichtigung im elektronischen Postfach',
    text: 'Die Mail ahmt das besondere Behördenpostfach nach. Vier Beschäftigte haben gemeldet.',
  }),
  phishing('HEF', 'low', 'none', {
    title: 'Betrugsanruf im Namen der Leitstelle',
    text: 'Der Anrufer fragte nach Rufnummern der Bereitschaft. Die Leitstelle 112 hat bestätigt, dass sie nicht angerufen hat.',
    offHours: true,
  }),
  phishing('ESW', 'low', 'none', {
    title: 'Angebliche Fördermittelzusage der WIBank an die Kämmerei',
    text: 'Anhang mit Makro, durch die Bürosoftware blockiert. Absenderdomain war zwei Tage alt.',
  }),
];
