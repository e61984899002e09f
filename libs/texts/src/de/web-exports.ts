/** Texts of the menu that exports a list. */
export const webExports = {
  open: 'Exportieren',
  label: '{{list}} exportieren',
  csv: 'CSV',
  csvHint: 'für andere Programme',
  xlsx: 'Excel',
  xlsxHint: 'mit Datum und Zahlen',
  text: 'Exportiert wird die Liste mit dem Filter, der gerade gilt.',
  running: 'Wird exportiert …',
  saved: 'Gespeichert: {{name}}',
  long: 'Die Liste ist lang, die Datei entsteht im Hintergrund. Sie können hier weiterarbeiten.',
  progress: 'Fortschritt des Exports',
  ready: 'Die Datei ist fertig.',
  save: 'Datei speichern',
  keeps: 'Sie liegt 24 Stunden bereit, nur für Sie.',
  failed: 'Der Export ist nicht gelungen.',
  close: 'Meldung schließen',
} as const;
