import { fork, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { ParsedCatalogue } from '../oscal/model.js';
import { CatalogueRefusal } from '../oscal/refusal.js';
import { ENDED_BY, READING_LIMITS, type ReadingLimits } from './limits.js';
import { Gathering, type ReadingMessage } from './messages.js';

/** Why nothing came of a reading, through no fault of the file: another try may succeed. The message is technical. */
export class ReadingInterrupted extends Error {}

/** Built script of the reading process, the same from sources (tests) and from the build. */
const SCRIPT = fileURLToPath(new URL('../../dist/reading/child.js', import.meta.url));
/** What the engine says when its own limit is reached, shortly before it aborts. */
const HEAP_FULL = 'heap out of memory';
const MOST_WORDS = 16_000;

/**
 * Reads files as catalogues, each in a process of its own: reading blocks its thread, and a file is made by strangers, so
 * neither time nor memory is the worker's. The process gets no environment, hence no secret (ADR 0013).
 */
@Injectable()
export class CatalogueParser implements OnApplicationShutdown {
  private readonly running = new Set<ChildProcess>();
  private stopped = false;

  /**
   * @param content is streamed to the process, never held here
   * @throws CatalogueRefusal when the file is no catalogue or takes too much
   * @throws ReadingInterrupted when the process died otherwise or this one ends
   * @throws Error what the content throws
   */
  async parse(content: Readable, limits: ReadingLimits = READING_LIMITS): Promise<ParsedCatalogue> {
    if (this.stopped) {
      content.destroy();
      throw new ReadingInterrupted('the process ends');
    }
    const { cpuMs, memoryMb, clockMs } = limits;
    const child = fork(SCRIPT, [String(cpuMs), String(memoryMb)], {
      stdio: ['pipe', 'ignore', 'pipe', 'ipc'],
      env: {},
      // The heap is the greater part; bytes, code and stacks come on top and are left to the watchdog.
      execArgv: [`--max-old-space-size=${String(Math.floor(memoryMb * 0.75))}`],
      serialization: 'advanced',
    });
    this.running.add(child);
    const clock = setTimeout(() => child.kill('SIGKILL'), clockMs);
    try {
      return await catalogueFrom(child, content, limits);
    } finally {
      clearTimeout(clock);
      content.destroy();
      child.kill('SIGKILL');
      this.running.delete(child);
    }
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    for (const child of this.running) child.kill('SIGKILL');
  }
}

function catalogueFrom(
  child: ChildProcess,
  content: Readable,
  limits: ReadingLimits,
): Promise<ParsedCatalogue> {
  const gathering = new Gathering();
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    words = (words + chunk).slice(-MOST_WORDS);
  });
  return new Promise((resolve, reject) => {
    child.on('message', (message: ReadingMessage) => {
      if (message.kind === 'refused') {
        reject(new CatalogueRefusal(message.code, message.params));
        return;
      }
      const catalogue = gathering.take(message);
      if (catalogue) resolve(catalogue);
    });
    child.once('error', reject);
    // What came before is settled already: the process waits to be ended after its last message.
    child.once('close', (code, signal) => reject(endOf(words, String(code ?? signal), limits)));
    // A process that dies before it has read everything breaks the pipe; how it ended is told by 'close'.
    child.stdin?.on('error', () => undefined);
    content.once('error', reject);
    if (child.stdin) content.pipe(child.stdin);
  });
}

function endOf(words: string, how: string, { cpuMs, memoryMb }: ReadingLimits): Error {
  if (words.endsWith(ENDED_BY.time))
    return new CatalogueRefusal('too-slow', { max: Math.ceil(cpuMs / 1000) });
  if (words.endsWith(ENDED_BY.memory) || words.includes(HEAP_FULL))
    return new CatalogueRefusal('too-heavy', { max: memoryMb });
  return new ReadingInterrupted(`the reading process ended with ${how}: ${words}`);
}
