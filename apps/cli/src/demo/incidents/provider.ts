import type { TenantCode } from '../offices.js';
import { storiesOf, type Story, type StoryDetails } from '../story.js';

const outage = storiesOf('outage');
const provider = storiesOf('provider-incident');

/** Title of the one cause that struck five counties; each county's clock starts when that county learns of it. */
export const COMMON_CAUSE = 'Online-Terminvergabe: Datenabfluss beim Dienstleister';

/** The week in which the provider wrote to the counties (days before now). */
const COMMON_CAUSE_DAYS_AGO = 128;

const TUESDAY = 2;

function commonCause(
  tenant: TenantCode,
  area: string,
  daysLater: number,
  minute: number,
  details: Pick<StoryDetails, 'vehicle' | 'notes'> & { readonly learned: string; readonly count: string },
): Story {
  const { learned, count, ...rest } = details;
  return provider(tenant, 'high', 'reported', {
    title: `${COMMON_CAUSE}, ${area} betroffen`,
    text: `Beim Dienstleister der Online-Terminvergabe wurden Buchungsdaten abgerufen (Name, Mail, Telefon, Anliegen). Betroffen sind ${count} Buchungen. ${learned}`,
    voluntary: 'submitted',
    when: {
      daysAgo: COMMON_CAUSE_DAYS_AGO,
      weekday: TUESDAY + daysLater,
      minute,
      occurredHoursBefore: 50,
    },
    ...rest,
  });
}

/** Failures and incidents at service providers, ekom21 among them. Invented like everything here. */
export const PROVIDER: readonly Story[] = [
  commonCause('HP', 'Führerscheinstelle', 0, 9 * 60 + 12, {
    count: 'rund 4.100',
    learned: 'Das Schreiben des Dienstleisters kam am Vormittag per Mail.',
    notes: [
      [
        'officer',
        'Gleiche Ursache in mehreren Kreisen. Abgestimmte Textbausteine für die Meldung liegen bereit, jeder Kreis meldet für sich.',
      ],
      ['coordinator', 'Terminvergabe abgeschaltet, Termine vorerst telefonisch.'],
    ],
  }),
  commonCause('DA', 'Kfz-Zulassung und Ausländerbehörde', 0, 9 * 60 + 40, {
    count: 'rund 11.800',
    learned: 'Kenntnis durch Anruf des Dienstleisters, Schreiben folgte mittags.',
    vehicle: true,
    notes: [
      [
        'officer',
        'Gleiche Ursache in mehreren Kreisen. Bitte die Zahl der Buchungen je Fachbereich nachtragen.',
      ],
      [
        'coordinator',
        'Zulassung 9.300, Ausländerbehörde 2.500 Buchungen. Hinweis auf der Homepage ist veröffentlicht.',
      ],
    ],
  }),
  commonCause('KS', 'Zulassungsstelle', 0, 13 * 60 + 5, {
    count: 'rund 7.600',
    learned: 'Das Schreiben lag im Funktionspostfach und wurde nach der Mittagspause gelesen.',
    vehicle: true,
    notes: [
      [
        'coordinator',
        'Vertrag zur Auftragsverarbeitung geprüft, Nachweis der Löschung beim Dienstleister angefordert.',
      ],
    ],
  }),
  commonCause('VB', 'Kfz-Zulassung', 1, 8 * 60 + 20, {
    count: 'rund 2.900',
    learned: 'Die Mail des Dienstleisters wurde am Folgetag gelesen.',
    vehicle: true,
    notes: [
      ['it', 'Schnittstelle zur Terminvergabe getrennt, Zugangsschlüssel getauscht.'],
      [
        'dpo',
        'Zahl und Art der Daten sprechen für eine Meldung. Unterrichtung der Betroffenen über die Homepage und per Mail.',
      ],
    ],
  }),
  commonCause('HR', 'Gesundheitsamt', 2, 10 * 60 + 30, {
    count: 'rund 1.700',
    learned:
      'Das Schreiben ging an eine ausgeschiedene Ansprechperson; Kenntnis erst durch den Hinweis der gemeinsamen Stelle.',
    notes: [
      [
        'coordinator',
        'Ansprechpersonen bei allen Dienstleistern werden geprüft, Funktionspostfach hinterlegt.',
      ],
    ],
  }),
  outage('DA', 'medium', 'none', {
    title: 'ekom21: Einwohner- und Zulassungsverfahren vier Stunden nicht erreichbar',
    text: 'Störung im Rechenzentrum des Dienstleisters. Die Zulassungsstelle hat 130 Kundinnen und Kunden auf den Nachmittag vertröstet.',
    vehicle: true,
  }),
  outage('DA', 'low', 'none', {
    title: 'Telefonanlage nach Update des Anbieters gestört',
    text: 'Durchwahlen im Kreishaus Kranichstein waren zwei Stunden nicht erreichbar.',
  }),
  provider('DA', 'medium', 'none', {
    title: 'Druckdienstleister meldet Schadsoftware im eigenen Büronetz',
    text: 'Die Druckstrecke ist nach Auskunft des Dienstleisters getrennt. Datenlieferungen sind bis zur Freigabe gestoppt.',
  }),
  outage('KS', 'medium', 'none', {
    title: 'i-Kfz-Portal nach Zertifikatswechsel des Betreibers ausgefallen',
    text: 'Internetgestützte Zulassung einen Tag nicht möglich. Das Portal zeigt eine Hinweisseite.',
    vehicle: true,
  }),
  outage('KS', 'low', 'none', {
    title: 'Glasfaser in Wolfhagen bei Bauarbeiten durchtrennt',
    text: 'Die Außenstelle arbeitete einen halben Tag über Mobilfunk.',
  }),
  outage('KS', 'low', 'none', {
    title: 'Zahlungsverkehr: Bankdatei beim Rechenzentrum verspätet verarbeitet',
    text: 'Der Auszahlungslauf der Sozialhilfe kam einen Tag später. Härtefälle wurden bar ausgezahlt.',
  }),
  provider('HP', 'low', 'no-access', {
    title: 'Hersteller meldet Lücke im Bewerbungsportal',
    text: 'Theoretisch waren Anhänge anderer Bewerbungen abrufbar. Der Hersteller hat die Protokolle aller Kunden ausgewertet.',
    unclear: true,
  }),
  outage('HR', 'medium', 'none', {
    title: 'Leitstelle 112: Leitung zum Dienstleister ausgefallen, Ersatzweg aktiv',
    text: 'Der Ersatzweg über die Nachbarleitstelle hat gegriffen, kein Notruf ging verloren.',
    offHours: true,
    notes: [
      ['coordinator', 'Umschaltung um 3 Minuten verzögert, Protokoll der Leitstelle liegt bei.'],
      ['officer', 'Bitte den Ersatzweg in die nächste Übung aufnehmen.'],
    ],
  }),
  outage('HR', 'low', 'none', {
    title: 'Dokumentenmanagement langsam nach Speichertausch beim Betreiber',
    text: 'Öffnen einer Akte dauerte bis zu einer Minute. Der Betreiber hat auf den alten Speicher zurückgestellt.',
  }),
  outage('HR', 'low', 'none', {
    title: 'Lernplattform der Schulen wegen Überlastung nicht nutzbar',
    text: 'Anmeldungen waren an drei Vormittagen kaum möglich. Betreiber hat Kapazität nachgelegt.',
  }),
  outage('VB', 'medium', 'none', {
    title: 'ekom21: Finanzverfahren nach Wartung nicht gestartet',
    text: 'Die Kreiskasse konnte bis zum Mittag keine Buchungen vornehmen.',
    reporter: 'it',
  }),
  outage('VB', 'low', 'none', {
    title: 'Kassenautomat der Zulassung durch Störung des Zahlungsdienstleisters außer Betrieb',
    text: 'In Lauterbach und Alsfeld war einen Vormittag nur Barzahlung möglich.',
  }),
  outage('HEF', 'low', 'none', {
    title: 'Behördennetz: Paketverluste am Übergang in Bad Hersfeld',
    text: 'Videokonferenzen und Fachverfahren waren bis zum Tausch eines Moduls gestört.',
  }),
  outage('HEF', 'low', 'none', {
    title: 'Mobilfunkausfall trifft Bereitschaft des Jugendamts',
    text: 'Bereitschaftsnummer für zwei Stunden auf Festnetz der Leitstelle umgeleitet.',
    offHours: true,
  }),
  outage('HEF', 'medium', 'none', {
    title: 'Mailgateway des Dienstleisters hält Nachrichten zurück',
    text: 'Eingehende Mails kamen mit bis zu neun Stunden Verzug. Fristsachen wurden per Fax nachgefordert.',
  }),
  outage('ESW', 'medium', 'none', {
    title: 'ekom21: Anmeldung am Sozialverfahren gestört',
    text: 'Die Sachbearbeitung konnte einen Vormittag nicht auf Akten zugreifen, Termine wurden verschoben.',
  }),
  outage('ESW', 'low', 'none', {
    title: 'Homepage nach Fehler beim Hoster nicht erreichbar',
    text: 'Der Hoster hatte den DNS-Eintrag nicht verlängert. Dauer drei Stunden.',
    offHours: true,
  }),
];
