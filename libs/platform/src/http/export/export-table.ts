import { exportDemoNote, exportHeading, exportListName, languageOf, type Language } from '@bergfried/texts';
import type { Request } from 'express';
import { cleanFileName } from '../../files/file-name.js';
import type { ExportColumn, ExportDeclaration, ExportWords } from './export-columns.js';

/** Above this the worker writes the file; below it is streamed. */
export const MOST_STREAMED_ROWS = 20_000;
/** A workbook is put together in memory (measured: 5 kB a row of incidents), so it ends here; CSV has no end. */
export const MOST_WORKBOOK_ROWS = 50_000;

export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Media types of the formats. */
export const EXPORT_MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The format that a request prefers over JSON, or null; costs one look at a header where it asks for none. */
export function exportFormatOf(request: Request): ExportFormat | null {
  const accept = request.headers.accept;
  if (accept === undefined || !EXPORT_FORMATS.some((format) => accept.includes(EXPORT_MEDIA_TYPES[format])))
    return null;
  const best = request.accepts('application/json', ...Object.values(EXPORT_MEDIA_TYPES));
  return EXPORT_FORMATS.find((format) => EXPORT_MEDIA_TYPES[format] === best) ?? null;
}

/** What is read once before the rows: whose list it is, and names for ids. */
export interface ExportScope {
  /** Name for the file; null for a list of no office or member. */
  readonly name: string | null;
  readonly isDemo: boolean;
  readonly tenantNames: ReadonlyMap<string, string>;
}

/** A cell before it takes the form of a file. time and day: the moment as Berlin's clocks show it, in UTC. */
export type Cell = string | number | Date | null;

/** Headings and the way from a row of the interface to its cells, in one language. */
export interface ExportTable {
  readonly name: string;
  readonly fileName: string;
  readonly columns: readonly {
    readonly title: string;
    readonly kind: ExportColumn<object>['kind'];
    readonly width: number;
  }[];
  cells(item: object): Cell[];
}

/** Puts a list, a scope and a language together. @param now names the day in the file name */
export function exportTable(
  { list, columns }: ExportDeclaration,
  scope: ExportScope,
  {
    language,
    format,
    now,
  }: { readonly language: Language; readonly format: ExportFormat; readonly now: Date },
): ExportTable {
  const words: ExportWords = { language, tenantNames: scope.tenantNames };
  const name = exportListName(language, list);
  const all: readonly ExportColumn<object>[] = scope.isDemo ? [...columns, demoNote(language)] : columns;
  const day = berlinWall(now).toISOString().slice(0, 10);
  const parts = [name, ...(scope.name === null ? [] : [scope.name]), day];
  return {
    name,
    fileName: cleanFileName(`${parts.map((part) => part.replace(/[\s/\\]+/g, '-')).join('_')}.${format}`),
    columns: all.map(({ heading, kind, width }) => ({
      title: exportHeading(language, heading),
      kind,
      width,
    })),
    cells: (item) => all.map((each) => toCell(each, each.value(item, words))),
  };
}

/** Invented data say so in every row: a row is copied more often than a file. */
const demoNote = (language: Language): ExportColumn<object> => ({
  heading: 'note',
  kind: 'text',
  width: 28,
  value: () => exportDemoNote(language),
});

function toCell({ kind }: ExportColumn<object>, value: string | number | null): Cell {
  if (value === null || typeof value === 'number') return value;
  if (kind === 'time') return berlinWall(new Date(value));
  return kind === 'day' ? new Date(`${value}T00:00:00Z`) : value;
}

const BERLIN = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Berlin',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** What clocks in Berlin show at this moment, as if it were UTC: spreadsheets know no time zones. */
export const berlinWall = (time: Date): Date => new Date(`${BERLIN.format(time).replace(' ', 'T')}Z`);

/** The caller's language. */
export const exportLanguage = (request: Request): Language => languageOf(request.headers['accept-language']);
