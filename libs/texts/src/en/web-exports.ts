import type { webExports as german } from '../de/web-exports.js';
import type { Shape } from '../shape.js';

/** Texts of the menu that exports a list. */
export const webExports: Shape<typeof german> = {
  open: 'Export',
  label: 'Export {{list}}',
  csv: 'CSV',
  csvHint: 'for other programs',
  xlsx: 'Excel',
  xlsxHint: 'with dates and numbers',
  text: 'The list is exported with the filter that is set now.',
  running: 'Exporting …',
  saved: 'Saved: {{name}}',
  long: 'The list is long, its file is being made in the background. You can go on working here.',
  progress: 'Progress of the export',
  ready: 'The file is ready.',
  save: 'Save file',
  keeps: 'It is kept for 24 hours, for you only.',
  failed: 'The export did not succeed.',
  close: 'Close message',
};
