import { once } from 'node:events';
import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { ActorName } from '@bergfried/testing';
import type { Agent, TestApp } from './test-app.js';

/** One event as it came over the wire. */
export interface LiveEvent {
  readonly type: string;
  readonly tenantId: string | null;
  readonly id: string | null;
  readonly version: number | null;
}

/** An open stream of server-sent events. */
export interface OpenStream {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Events so far. */
  readonly events: readonly LiveEvent[];
  /** Waits for an event; rejects after `ms` with what came instead. */
  readonly next: (matches: (event: LiveEvent) => boolean, ms?: number) => Promise<LiveEvent>;
  /** Resolves when the server has ended the stream; rejects after `ms`. */
  readonly ended: (ms?: number) => Promise<void>;
  readonly close: () => void;
}

/** Cookie header of a signed-in caller. */
export function cookieOf(agent: Agent): string {
  return agent.jar
    .getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false })
    .toValueString();
}

/** Opens a stream as an actor (null: without a session) and reads it until closed. */
export async function openStream(
  app: TestApp,
  actor: ActorName | Agent | null,
  path: string,
): Promise<OpenStream> {
  const agent = typeof actor === 'string' ? await app.as(actor) : actor;
  const events: LiveEvent[] = [];
  const waiting = new Set<() => void>();
  const tell = (): void => [...waiting].forEach((check) => check());
  let over = false;
  const request = get(`${app.url}${path}`, {
    headers: agent ? { cookie: cookieOf(agent) } : {},
    agent: false,
  });
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  request.on('error', () => undefined); // our own end of it
  answer.on('error', () => undefined);
  answer.once('close', () => {
    over = true;
    tell();
  });
  let rest = '';
  answer.setEncoding('utf8').on('data', (chunk: string) => {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks)
      if (block.startsWith('data: ')) events.push(JSON.parse(block.slice('data: '.length)) as LiveEvent);
    tell();
  });

  const until = <T>(what: string, look: () => T | undefined, ms: number): Promise<T> =>
    new Promise((resolve, reject) => {
      const done = (settle: () => void): void => {
        clearTimeout(timer);
        waiting.delete(check);
        settle();
      };
      const check = (): void => {
        const found = look();
        if (found !== undefined) done(() => resolve(found));
      };
      const timer = setTimeout(
        () =>
          done(() =>
            reject(
              new Error(`${what} did not come within ${String(ms)} ms; came: ${JSON.stringify(events)}`),
            ),
          ),
        ms,
      );
      waiting.add(check);
      check();
    });

  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    events,
    next: (matches, ms = 1000) => until('the event', () => events.find(matches), ms),
    ended: async (ms = 2000) => {
      await until('the end', () => over || undefined, ms);
    },
    close: () => {
      request.destroy();
    },
  };
}
