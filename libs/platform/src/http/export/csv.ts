import type { Cell, ExportTable } from './export-table.js';

/** UTF-8 mark: without it Excel takes the file for Windows-1252. */
const BOM = '\uFEFF';
const SEPARATOR = ';';
const END = '\r\n';
/** What a spreadsheet may take for a formula (OWASP, CSV injection), full-width forms included. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** First line of a CSV file. */
export const csvHead = ({ columns }: ExportTable): string =>
  BOM + columns.map(({ title }) => csvText(title)).join(SEPARATOR) + END;

/** One line. */
export const csvLine = (table: ExportTable, item: object): string =>
  table
    .cells(item)
    .map((cell, index) => csvText(asText(cell, table.columns[index]?.kind === 'day')))
    .join(SEPARATOR) + END;

function asText(cell: Cell, isDay: boolean): string {
  if (cell === null) return '';
  if (!(cell instanceof Date)) return String(cell);
  const [year, month, day] = cell.toISOString().slice(0, 10).split('-');
  const date = `${day ?? ''}.${month ?? ''}.${year ?? ''}`;
  return isDay ? date : `${date} ${cell.toISOString().slice(11, 16)}`;
}

/** A value as it stands in the file: never a formula, quoted where it has to be (RFC 4180 with a semicolon). */
export function csvText(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
