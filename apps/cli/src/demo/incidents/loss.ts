import { storiesOf, type Story } from '../story.js';

const loss = storiesOf('loss-theft');

/** Lost or stolen devices and files. */
export const LOSS: readonly Story[] = [
  loss('DA', 'low', 'encrypted', {
    title: 'Notebook im Zug zwischen Darmstadt und Dieburg liegen gelassen',
    text: 'Festplatte verschlüsselt, Gerät war ausgeschaltet. Fundbüro der Bahn ist angefragt.',
    offHours: true,
  }),
  loss('DA', 'medium', 'reported', {
    title: 'Handakte des Jugendamts aus dem Dienstwagen gestohlen',
    text: 'In Griesheim wurde die Scheibe eingeschlagen. Die Tasche mit einer Handakte und Notizen zu drei Familien fehlt.',
    social: true,
    notes: [
      [
        'coordinator',
        'Anzeige erstattet, Aktenzeichen liegt vor. Die drei Familien werden persönlich unterrichtet.',
      ],
      ['officer', 'Dienstanweisung: Akten nicht im Fahrzeug lassen, verschlossene Tasche mitführen.'],
    ],
  }),
  loss('DA', 'low', 'encrypted', {
    title: 'Diensthandy der Lebensmittelkontrolle in einem Betrieb vergessen',
    text: 'Gerät mit Mobilgeräteverwaltung, Fernlöschung bestätigt.',
  }),
  loss('DA', 'low', 'none', {
    title: 'Schlüsselbund mit Transponder der Kreisvolkshochschule verloren',
    text: 'Transponder wurde in der Schließanlage gesperrt. Daten sind nicht betroffen.',
  }),
  loss('DA', 'low', 'encrypted', {
    title: 'Tablet der Wohngeld-Außenstelle nach Umzug nicht auffindbar',
    text: 'Das Gerät fehlt seit dem Umzug in Ober-Ramstadt. Verschlüsselt, aus der Verwaltung entfernt und gesperrt.',
  }),
  loss('KS', 'medium', 'reported', {
    title: 'USB-Stick mit Hilfeplänen in der Straßenbahn verloren',
    text: 'Der private Stick war nicht verschlüsselt und enthielt elf Hilfepläne. Eine Fundmeldung liegt nicht vor.',
    social: true,
    notes: [
      ['officer', 'USB-Sperre für nicht freigegebene Datenträger ist im Maßnahmenplan; bitte vorziehen.'],
    ],
  }),
  loss('KS', 'low', 'encrypted', {
    title: 'Diensthandy beim Hochwassereinsatz an der Diemel verloren',
    text: 'Das Gerät fiel ins Wasser. Fernsperre gesetzt, SIM getauscht.',
    offHours: true,
  }),
  loss('KS', 'low', 'false-alarm', {
    title: 'Vermisster Beamer-Laptop stand im Nachbarraum',
    text: 'Der Laptop des Sitzungsdienstes wurde nach einer Veranstaltung als gestohlen gemeldet.',
    unclear: true,
  }),
  loss('HP', 'low', 'encrypted', {
    title: 'Notebook aus der Wohnung einer Mitarbeiterin gestohlen',
    text: 'Wohnungseinbruch in Bensheim. Gerät verschlüsselt, Zertifikat für den Fernzugang gesperrt.',
    offHours: true,
  }),
  loss('HP', 'medium', 'reported', {
    title: 'Aktenordner der Betreuungsbehörde im Parkhaus liegen gelassen',
    text: 'Der Ordner mit Gutachten zu vier Personen stand einen Tag auf einem Parkdeck in Heppenheim und wurde abgegeben.',
    lastedDays: 1,
  }),
  loss('HP', 'low', 'none', {
    title: 'Verlust von 40 Blanko-Parkausweisen',
    text: 'Nummernkreis gesperrt, Ordnungsämter informiert.',
  }),
  loss('HR', 'low', 'encrypted', {
    title: 'Notebook „Standard“ nach einer Fortbildung in Fulda verschwunden',
    text: 'Das Gerät blieb im Seminarhotel, wurde dort aber nicht gefunden. Verschlüsselt und gesperrt.',
  }),
  loss('HR', 'medium', 'reported', {
    title: 'Impfunterlagen beim Umzug des Gesundheitsamts verloren',
    text: 'Ein Umzugskarton mit Impfunterlagen von rund 200 Schulkindern ist nicht angekommen.',
    notes: [
      ['coordinator', 'Umzugsfirma hat Fahrzeug und Lager abgesucht, bisher ohne Ergebnis.'],
      [
        'coordinator',
        'Karton wurde im Altpapierlager gefunden, Siegel unversehrt. Nachmeldung an die Aufsicht ist erfolgt.',
      ],
    ],
  }),
  loss('VB', 'low', 'encrypted', {
    title: 'Diensthandy bei einem Einsatz am Hoherodskopf verloren',
    text: 'Bereitschaftshandy des Jugendamts. Fernlöschung wurde vom Gerät bestätigt.',
    offHours: true,
  }),
  loss('VB', 'medium', 'unopened', {
    title: 'Posttasche der Außenstelle Alsfeld vorübergehend verschwunden',
    text: 'Die Tasche wurde beim Bäcker abgegeben und am Nachmittag ungeöffnet zurückgebracht. Plombe unversehrt.',
    notes: [
      ['dpo', 'Plombe unversehrt, keine Kenntnisnahme durch Dritte. Eine Meldung ist nicht erforderlich.'],
    ],
  }),
  loss('VB', 'low', 'none', {
    title: 'Digitalfunkgerät der Feuerwehrtechnik fehlt bei der Inventur',
    text: 'Das Gerät wurde in der Leitstelle gesperrt, der Landesbetrieb ist informiert.',
  }),
  loss('HEF', 'low', 'encrypted', {
    title: 'Tablet der Baukontrolle vom Gerüst gefallen und entwendet',
    text: 'Auf einer Baustelle in Rotenburg. Das Tablet ist verschlüsselt, Plandaten sind gesichert.',
  }),
  loss('HEF', 'medium', 'secrecy', {
    title: 'Bußgeldakten auf dem Weg zur Staatsanwaltschaft vermisst',
    text: 'Sieben Akten fehlten vier Tage. Sie lagen in der Poststelle eines anderen Gerichts.',
    lastedDays: 4,
    notes: [['coordinator', 'Akten sind vollständig eingegangen, Kuriernachweis wird künftig geführt.']],
  }),
  loss('ESW', 'low', 'encrypted', {
    title: 'Notebook der Bauaufsicht aus verschlossenem Fahrzeug gestohlen',
    text: 'Ortstermin in Hessisch Lichtenau. Festplatte verschlüsselt, Anzeige erstattet.',
  }),
];
