import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** A reverse proxy before several upstreams, on the loopback interface. */
export interface UpstreamProxy {
  readonly url: string;
  close(): Promise<void>;
}

/** Milliseconds an upstream that refused a connection is left out: fail_timeout of deploy/proxy/nginx.conf. */
const LEFT_OUT_MS = 2000;
/** proxy_next_upstream_tries there. */
const TRIES = 3;
const SAFE = new Set(['GET', 'HEAD']);

/**
 * In turn, as the proxy of deploy/proxy does it: what no upstream has taken yet goes to the next one, whatever it is; what one
 * has taken and not answered goes to the next one only when it is safe to repeat (RFC 9110 9.2.2).
 */
export async function startUpstreamProxy(ports: readonly number[]): Promise<UpstreamProxy> {
  const agent = new Agent({ keepAlive: true });
  const leftOutUntil = new Map<number, number>();
  let turn = 0;
  const order = (): number[] => {
    turn += 1;
    const inTurn = ports.map((_, index) => ports[(turn + index) % ports.length] ?? 0);
    const isIn = (port: number): boolean => (leftOutUntil.get(port) ?? 0) <= Date.now();
    const preferred = [...inTurn.filter(isIn), ...inTurn.filter((port) => !isIn(port))];
    return [...preferred, ...preferred].slice(0, TRIES);
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      pass(request, response, Buffer.concat(chunks), order());
    });
    request.on('error', () => undefined);
  });
  const pass = (
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer,
    [port, ...others]: readonly number[],
  ): void => {
    if (port === undefined) {
      response.writeHead(502).end();
      return;
    }
    const upstream = httpRequest({
      host: '127.0.0.1',
      port,
      agent,
      method: request.method,
      path: request.url,
      headers: request.headers,
    });
    upstream.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.once('error', () => response.destroy());
      answer.once('close', () => {
        if (!answer.complete) response.destroy();
      });
    });
    upstream.once('error', (error: NodeJS.ErrnoException) => {
      const wasTaken = error.code !== 'ECONNREFUSED';
      leftOutUntil.set(port, Date.now() + LEFT_OUT_MS);
      if (response.headersSent || response.destroyed) response.destroy();
      else if (wasTaken && !SAFE.has(request.method ?? '')) response.writeHead(502).end();
      else pass(request, response, body, others);
    });
    response.once('close', () => upstream.destroy());
    upstream.end(body);
  };
  server.keepAliveTimeout = 75_000; // clients think for seconds; one that closes just then would look like a failure
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
