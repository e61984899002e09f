import { Readable } from 'node:stream';
import fc from 'fast-check';
import readExcelFile from 'read-excel-file/node';
import { csvHead, csvLine, csvText } from './csv.js';
import { column, declareExport } from './export-columns.js';
import { exportFormatOf, exportTable, type ExportFormat, type ExportTable } from './export-table.js';
import { Workbooks } from './xlsx.js';

interface Row {
  readonly title: string | null;
  readonly at: string | null;
  readonly on: string | null;
  readonly count: number | null;
  readonly tenantId: string;
  readonly status: string;
  readonly late: boolean;
}

const DECLARATION = declareExport<Row>('incidents', [
  column.text('title', (row) => row.title, 40),
  column.time('detectedAt', (row) => row.at),
  column.day('validFrom', (row) => row.on),
  column.number('attempts', (row) => row.count),
  column.member((row) => row.tenantId),
  column.coded('status', 'status', (row) => row.status),
  column.flag('late', (row) => row.late),
]);

const table = (
  options: { format?: ExportFormat; demo?: boolean; language?: 'de' | 'en' } = {},
): ExportTable =>
  exportTable(
    DECLARATION,
    { name: 'Landkreis Ost', isDemo: options.demo ?? false, tenantNames: new Map([['t', 'Ost']]) },
    {
      language: options.language ?? 'de',
      format: options.format ?? 'csv',
      now: new Date('2026-11-24T23:30:00Z'),
    },
  );
const row = (change: Partial<Row> = {}): Row => ({
  title: 'Fehlversand',
  at: '2026-11-24T17:05:00.000Z',
  on: '2026-03-29',
  count: 3,
  tenantId: 't',
  status: 'closed',
  late: true,
  ...change,
});

/** Reads what RFC 4180 says, with semicolons. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^";\r\n]*))(;|\r\n|$)/gy;
  for (let match = cell.exec(text); match && cell.lastIndex <= text.length; match = cell.exec(text)) {
    const [, quoted, plain, end] = match;
    rows.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
    if (end === '' || cell.lastIndex === text.length) break;
  }
  return rows.filter((cells) => cells.length > 0);
}

const toSecond = (time: Date): Date => new Date(Math.round(time.getTime() / 1000) * 1000);

async function* pagesOf(...pages: Row[][]): AsyncGenerator<Row[]> {
  yield* pages;
}

describe('CSV', () => {
  it('has the mark of UTF-8, headings and words of the language, times as clocks in Berlin show them', () => {
    expect(csvHead(table())).toBe('\uFEFFTitel;Bemerkt;Von;Versuche;Mitglied;Status;Verspätet\r\n');
    expect(csvLine(table(), row())).toBe('Fehlversand;24.11.2026 18:05;29.03.2026;3;Ost;geschlossen;ja\r\n');
    expect(csvLine(table(), row({ at: '2026-07-01T22:30:00Z' }))).toContain(';02.07.2026 00:30;');
    expect(csvLine(table({ language: 'en' }), row())).toContain(';closed;yes');
    expect(csvLine(table(), row({ title: null, at: null, on: null, count: null }))).toBe(
      ';;;;Ost;geschlossen;ja\r\n',
    );
  });

  it('quotes what would break a line or a cell', () => {
    expect(csvText('a;b')).toBe('"a;b"');
    expect(csvText('sagt "ja"')).toBe('"sagt ""ja"""');
    expect(csvText('eins\nzwei')).toBe('"eins\nzwei"');
  });

  it('never begins a cell like a formula, whatever the text, and gives every text back', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc
            .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '＝'), fc.string())
            .map((parts) => parts.join('')),
        ),
        (title) => {
          const [cells] = readCsv(csvLine(table(), row({ title })));
          const [found] = cells ?? [];
          expect(found).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
          expect(found === title || found === `'${title}`).toBe(true);
          expect(cells).toHaveLength(7);
        },
      ),
    );
  });
});

describe('a workbook', () => {
  it('holds real times, days and numbers below a bold, frozen line of headings', async () => {
    const content = await new Workbooks().write(
      table({ format: 'xlsx', demo: true }),
      pagesOf([row()], [row({ title: null, at: null, count: null })]),
    );
    const [sheet] = await readExcelFile(Readable.from([content]));
    expect(sheet?.sheet).toBe('Vorfälle');
    // A spreadsheet counts days: a time of day is a fraction, exact to less than a second.
    const data = sheet?.data.map((cells) =>
      cells.map((cell) => (cell instanceof Date ? toSecond(cell) : cell)),
    );
    expect(data).toEqual([
      ['Titel', 'Bemerkt', 'Von', 'Versuche', 'Mitglied', 'Status', 'Verspätet', 'Hinweis'],
      [
        'Fehlversand',
        new Date('2026-11-24T18:05:00Z'),
        new Date('2026-03-29T00:00:00Z'),
        3,
        'Ost',
        'geschlossen',
        'ja',
        'Musterdaten – frei erfunden',
      ],
      [
        null,
        null,
        new Date('2026-03-29T00:00:00Z'),
        null,
        'Ost',
        'geschlossen',
        'ja',
        'Musterdaten – frei erfunden',
      ],
    ]);
  });

  it('keeps text as text, whatever it looks like', async () => {
    const texts = [
      '=1+1',
      '+49 6641',
      '-5',
      '@SUM(A1)',
      '\tx',
      '=cmd|"/C calc"!A0',
      '12345',
      '01.02.2026',
      '<b>&"',
    ];
    const content = await new Workbooks().write(
      table({ format: 'xlsx' }),
      pagesOf(texts.map((title) => row({ title }))),
    );
    const [sheet] = await readExcelFile(Readable.from([content]), { trim: false });
    expect(sheet?.data.slice(1).map(([title]) => title)).toEqual(texts);
    expect(content.includes('<f>')).toBe(false);
  });

  it('fails with its source, and the next one is written all the same', async () => {
    const workbooks = new Workbooks();
    async function* broken(): AsyncGenerator<Row[]> {
      yield [row()];
      throw new Error('connection lost');
    }
    const first = workbooks.write(table({ format: 'xlsx' }), broken());
    const second = workbooks.write(table({ format: 'xlsx' }), pagesOf([row()]));
    await expect(first).rejects.toThrow('connection lost');
    expect((await second).subarray(0, 2).toString()).toBe('PK');
  });
});

describe('the name of the file', () => {
  it('says list, scope and day in Berlin', () => {
    expect(table({ format: 'xlsx' }).fileName).toBe('Vorfälle_Landkreis-Ost_2026-11-25.xlsx');
    expect(table({ language: 'en' }).fileName).toBe('Incidents_Landkreis-Ost_2026-11-25.csv');
  });
});

describe('the wanted format', () => {
  const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const asked = (accept: string | undefined): ExportFormat | null => {
    const accepts = (...types: string[]): string | false => {
      const order = (accept ?? '').split(',').map((part) => part.split(';')[0]?.trim() ?? '');
      return order.map((type) => types.find((each) => each === type)).find(Boolean) ?? false;
    };
    return exportFormatOf({ headers: { accept }, accepts } as never);
  };
  it.each([
    [undefined, null],
    ['application/json', null],
    ['*/*', null],
    ['text/csv', 'csv'],
    [XLSX, 'xlsx'],
    [`application/json, ${XLSX};q=0.5`, null],
  ])('of %s is %s', (accept, format) => {
    expect(asked(accept)).toBe(format);
  });
});
