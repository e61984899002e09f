// The thread that puts one workbook together: pages of cells come in, null ends them, the file goes out.
import { parentPort, workerData } from 'node:worker_threads';
import writeExcelFile, { type Row } from 'write-excel-file/node';
import type { Cell } from './export-table.js';
import type { WorkbookHead } from './xlsx.js';

const { name, columns } = workerData as WorkbookHead;
const FORMATS = { time: 'dd.mm.yyyy hh:mm', day: 'dd.mm.yyyy' } as const;
const rows: Row[] = [
  columns.map(({ title }) => ({ value: title, fontWeight: 'bold' as const, type: String })),
];

parentPort?.on('message', (page: readonly (readonly Cell[])[] | null) => {
  if (page === null) void finish();
  else for (const cells of page) rows.push(cells.map(toCell));
});

/** Text says that it is text, so that nothing becomes a formula. */
function toCell(cell: Cell, index: number): Row[number] {
  if (cell === null) return null;
  if (cell instanceof Date)
    return { value: cell, type: Date, format: FORMATS[columns[index]?.kind === 'day' ? 'day' : 'time'] };
  return typeof cell === 'number' ? { value: cell, type: Number } : { value: cell, type: String };
}

async function finish(): Promise<void> {
  const file = await writeExcelFile(rows, {
    sheet: name,
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  }).toBuffer();
  parentPort?.postMessage(file);
}
