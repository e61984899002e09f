// Ends a setting process that takes too long, too much or has lost its parent, even while its main thread is busy.
const EVERY_MS = 200;
const LONGEST_MS = 60_000;
/** A paper of 40 pages takes about 140 MB. */
const MOST_BYTES = 700 * 1024 * 1024;

const startedAt = Date.now();
const parent = process.ppid;

setInterval(() => {
  const over =
    Date.now() - startedAt > LONGEST_MS || process.memoryUsage.rss() > MOST_BYTES || process.ppid !== parent;
  // From a worker thread process.exit() would end the thread only.
  if (over) process.kill(process.pid, 'SIGKILL');
}, EVERY_MS);
