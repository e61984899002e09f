import type { webBulk as german } from '../de/web-bulk.js';
import type { Shape } from '../shape.js';

/** Texts for changing many incidents at once. */
export const webBulk: Shape<typeof german> = {
  label: 'Change the selected incidents',
  row: 'Select {{reference}}',
  rowClosed: '{{reference}} is closed and is changed one by one',
  all: 'Select all on this page',
  selected_one: '{{count}} selected',
  selected_other: '{{count}} selected',
  clear: 'Clear selection',
  most: 'At most {{count}} incidents at once.',
  severity: 'Severity',
  status: 'Status',
  unchanged: 'unchanged',
  reason: 'Reason (optional)',
  save: 'Save for {{name}}',
  saveMany: 'Save for {{count}} members',
  saveMany_county: 'Save for {{count}} counties',
  nothing: 'Choose a severity or a status.',
  done_one: '{{count}} incident changed.',
  done_other: '{{count}} incidents changed.',
  undo: 'Undo',
  undone: 'The severity is as before.',
  undoFailed: 'It could not be undone: some of it was changed meanwhile.',
  resultTitle: 'Result',
  resultFailed: 'Not everything was saved',
  resultDone_one: '{{name}}: {{count}} incident changed.',
  resultDone_other: '{{name}}: {{count}} incidents changed.',
  resultRefused: '{{name}}: nothing saved.',
  withoutRefused: 'Take these out of the selection',
};
