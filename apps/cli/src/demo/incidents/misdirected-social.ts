import { storiesOf, type Story } from '../story.js';

const misdirected = storiesOf('misdirected-mail');

/** Post and mail of the social and youth departments that reached the wrong person. */
export const MISDIRECTED_SOCIAL: readonly Story[] = [
  misdirected('DA', 'medium', 'reported', {
    title: 'Hilfeplan des Jugendamts an die falsche Pflegefamilie geschickt',
    text: 'Beim Eintüten wurden zwei Hilfepläne vertauscht. Die Pflegefamilie in Groß-Umstadt hat den Brief geöffnet und angerufen; der Plan enthält Diagnosen und Angaben zum Sorgerecht.',
    social: true,
    notes: [
      [
        'coordinator',
        'Brief wurde persönlich in Groß-Umstadt abgeholt, Empfangsbestätigung liegt in der Akte.',
      ],
      [
        'officer',
        'Empfehlung: Hilfepläne nur noch im Vier-Augen-Prinzip kuvertieren. Vorlage der Dienstanweisung ist hinterlegt.',
      ],
    ],
  }),
  misdirected('DA', 'low', 'deleted', {
    title: 'Unterhaltsvorschussbescheid an namensgleiche Empfängerin gemailt',
    text: 'Die Adresse wurde aus der Vorschlagsliste übernommen. Die Empfängerin arbeitet bei einer Gemeinde im Kreis und hat sich selbst gemeldet.',
    social: true,
  }),
  misdirected('DA', 'low', 'secrecy', {
    title: 'Gutachten zur Eingliederungshilfe ging an den unzuständigen Träger',
    text: 'Statt an den Landeswohlfahrtsverband wurde das Gutachten an einen anderen Rehabilitationsträger gesendet. Dieser unterliegt ebenfalls dem Sozialgeheimnis.',
    social: true,
  }),
  misdirected('DA', 'medium', 'reported', {
    title: 'Jobcenter: Sammelumschlag mit 14 fremden Leistungsberechnungen',
    text: 'Ein Druckauftrag wurde nicht getrennt. Eine Leistungsberechtigte aus Pfungstadt erhielt 14 Berechnungsbögen anderer Haushalte mit Einkommen und Miete.',
    social: true,
    entity: 'jobcenter',
  }),
  misdirected('DA', 'low', 'unopened', {
    title: 'Kostenübernahme nach SGB XII an alte Anschrift zugestellt',
    text: 'Der Umzug ins Pflegeheim war noch nicht eingetragen. Der Brief kam mit Vermerk der Post zurück.',
    social: true,
  }),
  misdirected('DA', 'high', 'reported', {
    title: 'Auskunftssperre übersehen: Schreiben nennt neue Anschrift der Mutter',
    text: 'In der Einladung zum Umgangsgespräch stand die gesperrte Anschrift. Der Kindesvater hat das Schreiben erhalten. Frauenberatung und Polizei wurden sofort informiert.',
    social: true,
    voluntary: 'declined',
    notes: [
      [
        'coordinator',
        'Mutter telefonisch unterrichtet (Art. 34 DSGVO), Wechsel in eine andere Unterkunft wird geprüft.',
      ],
      [
        'coordinator',
        'Fachverfahren: Sperrvermerk wird künftig auch im Adressfeld der Vorlage angezeigt, Änderung beim Hersteller beantragt.',
      ],
      [
        'officer',
        'Bitte das Protokoll der Unterrichtung zum Vorgang nehmen; die Aufsicht wird danach fragen.',
      ],
    ],
  }),
  misdirected('DA', 'low', 'deleted', {
    title: 'Pflegegeldbescheid an die Betreuerin eines anderen Falls gefaxt',
    text: 'Zwei Faxnummern im Kurzwahlspeicher unterscheiden sich nur in der letzten Ziffer.',
    social: true,
  }),
  misdirected('DA', 'low', 'secrecy', {
    title: 'Amtsvormundschaft: Bericht an das falsche Familiengericht übermittelt',
    text: 'Der Bericht ging über das besondere Behördenpostfach nach Bensheim statt nach Dieburg. Das Gericht hat die Nachricht zurückgegeben.',
    social: true,
  }),
  misdirected('KS', 'medium', 'reported', {
    title: 'Jobcenter: Vermittlungsvorschlag mit Anlagen eines anderen Kunden',
    text: 'Dem Vorschlag lagen Lebenslauf und ärztliche Bescheinigung eines Dritten bei. Die gemeinsame Einrichtung ist selbst verantwortlich.',
    social: true,
    entity: 'jobcenter',
  }),
  misdirected('KS', 'low', 'unopened', {
    title: 'Wohngeldbescheid nach Hofgeismar statt nach Wolfhagen zugestellt',
    text: 'Gleicher Straßenname, falscher Ort. Die Nachbarin hat den Brief ungeöffnet im Rathaus abgegeben.',
    social: true,
  }),
  misdirected('KS', 'low', 'deleted', {
    title: 'Einladung zum Hilfeplangespräch an die falsche Schulsozialarbeit gesendet',
    text: 'Zwei Schulen in Baunatal haben ähnliche Sammelpostfächer. Name und Geburtsdatum des Kindes standen im Betreff.',
    social: true,
  }),
  misdirected('KS', 'medium', 'reported', {
    title: 'Beurkundung der Vaterschaft an einen Dritten übersandt',
    text: 'Die Abschrift lag dem Schreiben an einen anderen Beteiligten bei. Bemerkt hat es dessen Rechtsanwalt.',
    social: true,
  }),
  misdirected('KS', 'low', 'secrecy', {
    title: 'Sozialhilfeakte elektronisch an das falsche Sozialgericht gegeben',
    text: 'Im Postfachverzeichnis wurde das benachbarte Gericht gewählt. Die Geschäftsstelle hat die Löschung bestätigt.',
    social: true,
  }),
  misdirected('HP', 'high', 'reported', {
    title: 'Gefährdungseinschätzung des Jugendamts an die falsche Kita gemailt',
    text: 'Der Bericht über eine mögliche Kindeswohlgefährdung ging an eine Kita in Lampertheim, die das Kind nicht besucht. Die Leitung hat sofort angerufen.',
    social: true,
    voluntary: 'declined',
    notes: [
      [
        'coordinator',
        'Kita hat Löschung einschließlich Papierkorb schriftlich bestätigt. Die Sorgeberechtigten werden durch das Jugendamt unterrichtet.',
      ],
    ],
  }),
  misdirected('HP', 'low', 'deleted', {
    title: 'Jobcenter: Weiterbewilligung an die Vermieterin statt an den Mieter',
    text: 'Die Vermieterin war als Zahlungsempfängerin hinterlegt und wurde versehentlich als Bescheidadressatin gewählt.',
    social: true,
    entity: 'jobcenter',
  }),
  misdirected('HP', 'low', 'internal', {
    title: 'Sozialhilfeantrag im Postfach der Bauaufsicht abgelegt',
    text: 'Der Antrag lag drei Tage offen im Postfach eines anderen Fachbereichs. Geöffnet wurde er dort nicht.',
    lastedDays: 3,
    social: true,
  }),
  misdirected('HP', 'low', 'unopened', {
    title: 'BAföG-Bescheid an verzogene Studentin, Rücklauf durch die Post',
    text: 'Die Meldung der neuen Anschrift lag im Sammelpostfach und war noch nicht übernommen.',
    social: true,
  }),
  misdirected('HR', 'medium', 'reported', {
    title: 'Kontoauszüge zur Grundsicherung im Umschlag eines anderen Antragstellers',
    text: 'Bei der Rückgabe von Nachweisen wurden zwei Mappen verwechselt. Betroffen sind Auszüge von drei Monaten mit Spenden und Arztrechnungen.',
    social: true,
  }),
  misdirected('HR', 'low', 'deleted', {
    title: 'Bescheid über Hilfe zur Pflege an den gleichnamigen Sohn gesendet',
    text: 'Vater und Sohn tragen denselben Namen und wohnen in Fritzlar in derselben Straße.',
    social: true,
  }),
  misdirected('HR', 'low', 'secrecy', {
    title: 'Pflegekinderdienst: Arztbericht an die falsche Kinderarztpraxis gefaxt',
    text: 'Die Praxis in Melsungen hat den Irrtum gemeldet und das Fax vernichtet.',
    social: true,
  }),
  misdirected('HR', 'low', 'deleted', {
    title: 'Rückforderung Unterhaltsvorschuss mit fremder Anlage verschickt',
    text: 'Im Schreiben an einen Vater in Schwalmstadt lag das Berechnungsblatt eines anderen Falls.',
    social: true,
  }),
  misdirected('VB', 'medium', 'reported', {
    title: 'Entwicklungsbericht an einen Mitbewohner der Wohngruppe ausgehändigt',
    text: 'Der Umschlag trug nur den Vornamen. Zwei Jugendliche der Wohngruppe in Alsfeld heißen gleich.',
    social: true,
    notes: [
      [
        'dpo',
        'Aus meiner Sicht zu melden: Inhalt betrifft Gesundheit und Familienverhältnisse eines Minderjährigen.',
      ],
    ],
  }),
  misdirected('VB', 'low', 'unopened', {
    title: 'Jobcenter: Einladung an frühere Anschrift in Alsfeld',
    text: 'Die Nachmieterin hat den Brief ungeöffnet in der Außenstelle abgegeben.',
    social: true,
    entity: 'jobcenter',
  }),
  misdirected('VB', 'low', 'deleted', {
    title: 'Bildung und Teilhabe: Bewilligung an die falsche Grundschule gemailt',
    text: 'Die Bewilligung für das Mittagessen eines Kindes ging an die Grundschule im Nachbarort.',
    social: true,
  }),
  misdirected('VB', 'low', 'internal', {
    title: 'Leistungsakte nach AsylbLG an die Kreiskasse statt an das Fachgebiet',
    text: 'Die Akte lief über die Hauspost falsch. Sie lag einen Tag in einem verschlossenen Schrank der Kasse.',
  }),
  misdirected('HEF', 'medium', 'reported', {
    title: 'Sozialpsychiatrischer Dienst: Befund lag einem fremden Schreiben bei',
    text: 'Ein Bürger aus Bebra erhielt mit seinem Schreiben den Befund einer anderen Person und brachte ihn ins Landratsamt.',
  }),
  misdirected('HEF', 'low', 'deleted', {
    title: 'Jobcenter: Mietbescheinigung im Online-Konto einer anderen Person',
    text: 'Beim Einscannen wurde die Kundennummer verwechselt. Das Dokument war zwei Stunden im falschen Konto sichtbar.',
    social: true,
    entity: 'jobcenter',
  }),
  misdirected('HEF', 'low', 'secrecy', {
    title: 'Pflegestützpunkt: Beratungsprotokoll an die falsche Krankenkasse',
    text: 'Die Kasse der Ehefrau statt der des Pflegebedürftigen war angeschrieben.',
    social: true,
  }),
  misdirected('ESW', 'medium', 'reported', {
    title: 'Jugendamt: Gesprächsnotiz an die Anwältin der Gegenseite übersandt',
    text: 'Die Notiz lag dem Bericht ans Familiengericht bei und wurde von dort an beide Seiten weitergegeben.',
    social: true,
  }),
  misdirected('ESW', 'low', 'unopened', {
    title: 'Jobcenter: Aufforderung zur Mitwirkung beim Nachbarn eingeworfen',
    text: 'Gleicher Nachname im selben Haus in Witzenhausen. Der Nachbar hat den Brief ungeöffnet weitergegeben.',
    social: true,
    entity: 'jobcenter',
  }),
];
