import { createServer, type Server, type ServerResponse } from 'node:http';
import { collectDefaultMetrics } from 'prom-client';
import type { Logger } from 'pino';
import { metrics } from './registry.js';

/** Where a process tells its figures. */
export interface MetricsOptions {
  readonly port: number;
  readonly host: string;
  /** Whether the process can do its work now; asked by `/health/ready`. */
  readonly ready: () => Promise<boolean>;
  readonly logger: Logger;
}

/**
 * Serves `/metrics`, `/health/live` and `/health/ready` of this process on a port of their own, which no proxy publishes.
 * @throws Error when the port is taken
 */
export async function startMetricsServer({ port, host, ready, logger }: MetricsOptions): Promise<Server> {
  if (!metrics.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics({ register: metrics });
  const server = createServer((request, response) => {
    answer(request.url ?? '', response, ready).catch((error: unknown) => {
      logger.warn({ err: error }, 'figures could not be collected');
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  server.unref(); // what ends the process is its work, not its watchers
  return server;
}

async function answer(url: string, response: ServerResponse, ready: () => Promise<boolean>): Promise<void> {
  switch (url.split('?', 1)[0]) {
    case '/metrics':
      response.writeHead(200, { 'Content-Type': metrics.contentType }).end(await metrics.metrics());
      return;
    case '/health/live':
      response.writeHead(200).end('ok\n');
      return;
    case '/health/ready': {
      const isReady = await ready();
      response.writeHead(isReady ? 200 : 503).end(isReady ? 'ok\n' : 'not ready\n');
      return;
    }
    default:
      response.writeHead(404).end();
  }
}
