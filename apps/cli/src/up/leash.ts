// Loaded into each service before its own code (service.ts): when the process that started it is gone, it ends too,
// at whatever moment that happens. A listener in the service's own code would come too late for a parent that dies
// while the service is still loading its modules.

/** Milliseconds for an orderly end. */
const patienceMs = 10_000;

function end(): void {
  process.kill(process.pid, 'SIGTERM'); // the service's own way to stop; before it has one, simply the end
  setTimeout(() => process.exit(1), patienceMs).unref();
}

if (process.connected) process.once('disconnect', end);
else end();

export {};
