import { whyNotListen, type Config } from '@bergfried/platform';
import { UserError } from '../user-error.js';
import { waitUnlessAborted } from './stop-signal.js';

/**
 * Makes sure that the product can listen where it is told to, before anything is started.
 * @param patienceMs how long an occupied port may take to become free: after a crash the old api is just ending
 * @throws UserError in German, with what to do
 */
export async function requireFreePort(
  { port, host }: Pick<Config, 'port' | 'host'>,
  patienceMs: number,
  signal: AbortSignal,
): Promise<void> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const refusal = await whyNotListen(port, host);
    if (refusal === undefined) return;
    if (refusal !== 'EADDRINUSE' || Date.now() > end) throw new UserError(explain(refusal, port, host));
    await waitUnlessAborted(100, signal);
  }
}

function explain(refusal: string, port: number, host: string): string {
  switch (refusal) {
    case 'EADDRINUSE':
      return (
        `Der Anschluss (Port) ${port} auf ${host} ist schon von einem anderen Programm belegt. ` +
        `Bitte einen anderen wählen, zum Beispiel: PORT=${port < 65_535 ? port + 1 : 3000} npm start`
      );
    case 'EACCES':
      return `Auf dem Anschluss (Port) ${port} darf dieser Benutzer nicht lauschen. Bitte PORT auf eine Zahl ab 1024 setzen.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `Die Adresse ${host} (HOST) gibt es auf diesem Rechner nicht.`;
    default:
      return `Auf ${host}, Anschluss (Port) ${port}, lässt sich nicht lauschen: ${refusal}`;
  }
}
