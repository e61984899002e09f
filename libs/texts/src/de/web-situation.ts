/** "Lage": one page in plain sentences for the head of the authority. */
export const webSituation = {
  title: 'Lage',
  asOf: 'Stand {{time}}',
  headline: {
    calm: 'Die Lage ist unauffällig.',
    normal: 'Die Lage ist normal.',
    raised: 'Die Lage ist erhöht.',
    serious: 'Die Lage ist ernst.',
    critical: 'Die Lage ist kritisch.',
  },
  overview: 'Überblick',
  open_zero: 'Zurzeit ist <open>kein Vorfall</open> offen.',
  open_one: 'Zurzeit ist <open>{{count}} Vorfall</open> offen.',
  open_other: 'Zurzeit sind <open>{{count}} Vorfälle</open> offen.',
  severe:
    'Davon sind <critical>{{critical}} kritisch</critical> und <high>{{high}} von hoher Schwere</high>.',
  notSevere: 'Keiner davon ist kritisch oder von hoher Schwere.',
  recent_one:
    'In den letzten 30 Tagen wurde <recent>{{count}} Vorfall</recent> gemeldet; geschlossen: <closed>{{closed}}</closed>.',
  recent_other:
    'In den letzten 30 Tagen wurden <recent>{{count}} Vorfälle</recent> gemeldet; geschlossen: <closed>{{closed}}</closed>.',
  kept: 'Von <due>{{denominator}} gesetzlichen Meldungen</due> der letzten zwölf Monate gingen <kept>{{numerator}} rechtzeitig</kept> hinaus.',
  keptNone: 'In den letzten zwölf Monaten war keine gesetzliche Meldung fällig.',
  clocks: 'Fristen, die ablaufen',
  clocksNone: 'Keine gesetzliche Frist läuft.',
  clock: '{{title}}: {{recipient}}, {{legalBasis}}.',
  clockEnd: 'Ende {{end}}',
  decisions: 'Entscheidungen, die auf Sie warten',
  decisionsOther: 'Entscheidungen, die anstehen',
  decisionsNone: 'Zurzeit wartet keine Entscheidung.',
  decision: 'Melden oder begründet nicht melden: {{incident}} ({{reference}})',
  decide: 'Zur Entscheidung',
  voluntary_one:
    'Außerdem läuft {{count}} freiwillige oder vertragliche Frist; sie entscheidet die Koordination.',
  voluntary_other:
    'Außerdem laufen {{count}} freiwillige oder vertragliche Fristen; darüber entscheidet die Koordination.',
  footer: 'Die Zahlen stammen aus dem Vorfallregister von {{name}}. Jede Zahl führt zu ihrer Liste.',
} as const;
