// The process that reads one file: bytes come in, the catalogue goes out in pieces. Its parent ends it.
import { buffer } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import { decodeJson } from '../oscal/decode.js';
import { readCatalogue } from '../oscal/read.js';
import { CatalogueRefusal } from '../oscal/refusal.js';
import { messagesOf, type ReadingMessage } from './messages.js';

const [cpuMs, memoryMb] = process.argv.slice(2).map(Number);

// Reading blocks this thread, so another one watches time, memory and parent.
const watchdog = new Worker(new URL('./watchdog.js', import.meta.url), { workerData: { cpuMs, memoryMb } });
watchdog.unref();
process.once('disconnect', () => process.exit(1));

try {
  for (const message of read(await buffer(process.stdin))) await send(message);
} catch (error) {
  process.stderr.write(error instanceof Error ? (error.stack ?? error.message) : String(error), () =>
    process.exit(1),
  );
}

function read(bytes: Uint8Array): Iterable<ReadingMessage> {
  try {
    return messagesOf(readCatalogue(decodeJson(bytes)));
  } catch (error) {
    if (error instanceof CatalogueRefusal)
      return [{ kind: 'refused', code: error.code, params: error.params }];
    // A text, a list or a stack beyond what the engine can hold: as good as out of memory.
    if (error instanceof RangeError)
      return [{ kind: 'refused', code: 'too-heavy', params: { max: memoryMb ?? 0 } }];
    throw error;
  }
}

/** Waits until it is on its way, so that what is not read piles up nowhere. */
function send(message: ReadingMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!process.send) throw new Error('started without a parent');
    process.send(message, undefined, {}, (error) => (error ? reject(error) : resolve()));
  });
}
