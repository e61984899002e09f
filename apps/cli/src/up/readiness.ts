import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '@bergfried/platform';
import { UserError } from '../user-error.js';
import type { Service } from './service.js';

/** Milliseconds the product may need from the start of its services to its first answer. */
const patienceMs = 120_000;
const failuresAllowed = 3;

/** Address under which this machine reaches the product, whatever it listens on. */
export function localUrl({ host, port }: Pick<Config, 'host' | 'port'>): string {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

/**
 * Waits until `/health/ready` answers 200.
 * @throws UserError when a service keeps failing or it takes too long
 */
export async function waitUntilReady(
  url: string,
  services: readonly Service[],
  signal: AbortSignal,
): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!signal.aborted && !(await answers(`${url}/health/ready`))) {
    const failing = services.find(({ failures }) => failures > failuresAllowed);
    if (failing !== undefined)
      throw new UserError(`${failing.title} startet nicht. Protokoll: ${failing.logFile}`);
    if (Date.now() > end)
      throw new UserError(`Bergfried antwortet unter ${url} nicht. Protokolle: ${logsOf(services)}`);
    await sleep(100, undefined, { signal }).catch(() => undefined);
  }
}

/** Whether the address answers 200 within two seconds. */
export async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(2000),
      headers: { connection: 'close' },
    });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
}

function logsOf(services: readonly Service[]): string {
  return services.map(({ logFile }) => logFile).join(', ');
}
