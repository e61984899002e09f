import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import { Problem } from '../../problems/problem.js';
import type { Cell, ExportTable } from './export-table.js';

/** The built file in both cases: a thread runs no TypeScript. */
const THREAD = fileURLToPath(new URL('../../../dist/http/export/xlsx-thread.js', import.meta.url));
const THREAD_MEMORY_MB = 1024;
/** Who comes after so many is asked to come again. */
const MOST_WAITING = 4;
/** Excel takes no longer text. */
const MOST_CHARACTERS = 32_767;
// What XML 1.0 cannot say.
const UNSAYABLE = new RegExp('[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\uFFFE\\uFFFF]', 'g');

/** What the thread is started with. */
export interface WorkbookHead {
  readonly name: string;
  readonly columns: ExportTable['columns'];
}

/** Writes workbooks, one at a time and beside the event loop: putting 20,000 rows together takes seconds. */
@Injectable()
export class Workbooks {
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  /**
   * @param pages rows as the interface answers them
   * @throws Problem 429 when too many wait; whatever `pages` throws
   */
  async write(table: ExportTable, pages: AsyncIterable<readonly object[]>): Promise<Buffer> {
    if (this.waiting > MOST_WAITING) throw new Problem('too-many-requests', { seconds: 30 });
    this.waiting += 1;
    const turn = this.last.then(() => this.writeNow(table, pages));
    this.last = turn.catch(() => undefined).finally(() => (this.waiting -= 1));
    return turn;
  }

  private async writeNow(table: ExportTable, pages: AsyncIterable<readonly object[]>): Promise<Buffer> {
    const head: WorkbookHead = { name: table.name.slice(0, 31), columns: table.columns };
    const thread = new Worker(THREAD, {
      workerData: head,
      resourceLimits: { maxOldGenerationSizeMb: THREAD_MEMORY_MB },
    });
    try {
      // Heard from the beginning, so that a thread that dies while rows are read is no unhandled error.
      const answer = once(thread, 'message') as Promise<[Uint8Array]>;
      answer.catch(() => undefined);
      for await (const page of pages) thread.postMessage(page.map((item) => table.cells(item).map(sayable)));
      thread.postMessage(null);
      const [content] = await answer;
      return Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    } finally {
      await thread.terminate();
    }
  }
}

function sayable(cell: Cell): Cell {
  if (typeof cell !== 'string') return cell;
  return cell.toWellFormed().replace(UNSAYABLE, '').slice(0, MOST_CHARACTERS);
}
