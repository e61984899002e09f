import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { EmbeddedPostgresError, systemErrorCode } from './errors.js';

const loopback = '127.0.0.1';

/**
 * Tries to listen on an address for a moment.
 * @returns undefined when that works, else the system's word (`EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`)
 */
export async function whyNotListen(port: number, host = loopback): Promise<string | undefined> {
  const answer = await listenOnce(port, host);
  return typeof answer === 'number' ? undefined : answer;
}

/**
 * A free port on the loopback interface: the one of the last start when it is still free
 * (its users keep their connection addresses), else any.
 * @param file keeps the port from start to start
 */
export async function choosePort(file: string): Promise<number> {
  const last = readPort(file);
  if (last !== undefined && (await whyNotListen(last)) === undefined) return last;
  const port = await listenOnce(0, loopback);
  if (typeof port !== 'number')
    throw new EmbeddedPostgresError('start-failed', `Kein freier Anschluss (Port) für PostgreSQL: ${port}`);
  writeFileSync(file, `${port}\n`, { mode: 0o600 });
  return port;
}

function readPort(file: string): number | undefined {
  try {
    const port = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
  } catch {
    return undefined;
  }
}

/** Listens for a moment; the port it got, or the system's word when that was refused. */
function listenOnce(port: number, host: string): Promise<number | string> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => {
      resolve(systemErrorCode(error) ?? error.message);
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  });
}
