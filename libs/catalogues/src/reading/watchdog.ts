// Ends a reading process that takes too much or has lost its parent, even while its main thread is busy.
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { ENDED_BY, type ReadingLimits } from './limits.js';

const EVERY_MS = 50;
const STDERR = 2;
const { cpuMs, memoryMb } = workerData as Pick<ReadingLimits, 'cpuMs' | 'memoryMb'>;
const parent = process.ppid;

setInterval(() => {
  const { user, system } = process.cpuUsage();
  if ((user + system) / 1000 > cpuMs) end(ENDED_BY.time);
  else if (process.memoryUsage.rss() > memoryMb * 1024 * 1024) end(ENDED_BY.memory);
  else if (process.ppid !== parent) end('');
}, EVERY_MS);

/** The main thread may be too busy to write; this is written at once. */
function end(reason: string): void {
  try {
    writeSync(STDERR, reason);
  } finally {
    // From a worker thread process.exit() would end the thread only.
    process.kill(process.pid, 'SIGKILL');
  }
}
