/** Words of the quarterly report: the page for the head. `{{x}}` are filled; zero, one, other go by the number. */
export const report = {
  quarter: '{{number}}. Quartal {{year}}',
  headline: {
    0: 'Unauffällig: Am Stichtag war kein Vorfall offen.',
    1: 'Normal: Was offen ist, wird bearbeitet. Keine gesetzliche Meldefrist lief.',
    2: 'Erhöht: Am Stichtag lief eine gesetzliche Meldefrist.',
    3: 'Hoch: Am Stichtag war ein Vorfall von hoher Schwere offen.',
    4: 'Kritisch: Am Stichtag war ein kritischer Vorfall offen oder eine gesetzliche Frist versäumt.',
  },
  reported: {
    zero: 'Im {{quarter}} wurde kein Vorfall bemerkt',
    one: 'Im {{quarter}} wurde ein Vorfall bemerkt',
    other: 'Im {{quarter}} wurden {{count}} Vorfälle bemerkt',
  },
  reportedInterim: {
    zero: 'Im laufenden {{quarter}} wurde bisher kein Vorfall bemerkt',
    one: 'Im laufenden {{quarter}} wurde bisher ein Vorfall bemerkt',
    other: 'Im laufenden {{quarter}} wurden bisher {{count}} Vorfälle bemerkt',
  },
  more: ', {{count}} mehr als im Vorquartal ({{previous}}).',
  fewer: ', {{count}} weniger als im Vorquartal ({{previous}}).',
  same: ', so viele wie im Vorquartal.',
  wholePrevious: '; im ganzen Vorquartal waren es {{previous}}.',
  severe: {
    zero: ' Keiner war von hoher oder kritischer Schwere.',
    one: ' Einer davon war von hoher oder kritischer Schwere.',
    other: ' {{count}} davon waren von hoher oder kritischer Schwere.',
  },
  late: {
    zero: '',
    one: ' Einer davon wurde erst nach Quartalsende erfasst (nachgetragen).',
    other: ' {{count}} davon wurden erst nach Quartalsende erfasst (nachgetragen).',
  },
  dutiesNone: 'Es war keine gesetzliche Meldung an eine Aufsicht fällig.',
  dutiesAllOne: 'Die einzige fällige gesetzliche Meldung ging rechtzeitig ab.',
  dutiesAll: 'Alle {{due}} fälligen gesetzlichen Meldungen gingen rechtzeitig ab.',
  dutiesSome:
    'Von {{due}} fälligen gesetzlichen Meldungen gingen {{kept}} rechtzeitig ab; eine kam zu spät oder fehlte am Stichtag.',
  dutiesSomeOther:
    'Von {{due}} fälligen gesetzlichen Meldungen gingen {{kept}} rechtzeitig ab; {{missed}} kamen zu spät oder fehlten am Stichtag.',
  dutiesNoneKept: 'Die einzige fällige gesetzliche Meldung kam zu spät oder fehlte am Stichtag.',
  notRequired: {
    zero: '',
    one: ' In einem Fall wurde begründet entschieden, nicht zu melden.',
    other: ' In {{count}} Fällen wurde begründet entschieden, nicht zu melden.',
  },
  open: {
    zero: 'Am Stichtag war kein Vorfall offen.',
    one: 'Am Stichtag war noch ein Vorfall offen.',
    other: 'Am Stichtag waren noch {{count}} Vorfälle offen.',
  },
  openSevere: {
    zero: '',
    one: ' Einer davon ist hoch oder kritisch.',
    other: ' {{count}} davon sind hoch oder kritisch.',
  },
  cause: ' Am häufigsten war im Quartal: {{category}} ({{count}} von {{all}}).',
  decision: '{{title}} zu {{reference}}',
  decisionRunning:
    'Melden oder begründet nicht melden: unverzüglich, spätestens {{due}} Uhr. Empfänger: {{recipient}} ({{legalBasis}}).',
  decisionOverdue:
    'Die Frist endete am {{due}} Uhr. Nachholen oder begründen. Empfänger: {{recipient}} ({{legalBasis}}).',
  decisionNoEnd:
    'Melden oder begründet nicht melden: unverzüglich. Empfänger: {{recipient}} ({{legalBasis}}).',
  noteInterim: 'Zwischenstand: Das Quartal läuft noch. Alle Zahlen können sich bis zum Quartalsende ändern.',
  noteCorrection: '{{quarter}} berichtigt: {{changes}}.',
  corrected: {
    added: {
      zero: '',
      one: '+1 (erst nach Abschluss jenes Quartals erfasst)',
      other: '+{{count}} (erst nach Abschluss jenes Quartals erfasst)',
    },
    removed: {
      zero: '',
      one: '−1 (Zeitpunkt berichtigt, zählt in einem anderen Quartal)',
      other: '−{{count}} (Zeitpunkt berichtigt, zählen in einem anderen Quartal)',
    },
    'false-alarm': {
      zero: '',
      one: 'ein Vorfall stellte sich als Fehlalarm heraus',
      other: '{{count}} Vorfälle stellten sich als Fehlalarm heraus',
    },
  },
  noteCountyOnly: 'Ohne Vorfälle, die nur der Kreis sieht.',
} as const;
