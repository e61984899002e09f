import type { LiveEvent, ScopeRef } from '../api/types.js';
import { publish, setConnection, type LiveState } from './live-store.js';

type Message =
  | { kind: 'event'; event: LiveEvent }
  | { kind: 'state'; connection: LiveState['connection'] }
  | { kind: 'ask' };

function parse(text: string): LiveEvent | null {
  try {
    const event = JSON.parse(text) as Partial<LiveEvent>;
    if (typeof event.type !== 'string') return null;
    return {
      type: event.type,
      tenantId: event.tenantId ?? null,
      id: event.id ?? null,
      version: event.version ?? null,
    };
  } catch {
    return null;
  }
}

/** The browser's own EventSource reads the stream: it reconnects by itself. */
function streamUrl({ kind, id }: ScopeRef): string {
  return `/api/v1/${kind === 'office' ? 'offices' : 'tenants'}/${encodeURIComponent(id)}/events`;
}

/** Opens the stream itself. The browser reconnects; a refused one (session ended) is tried again every 10 s. */
function openStream(
  scope: ScopeRef,
  onEvent: (event: LiveEvent) => void,
  onState: (up: boolean) => void,
): () => void {
  let source: EventSource | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    source = new EventSource(streamUrl(scope));
    source.onopen = () => onState(true);
    source.onmessage = (message: MessageEvent<string>) => {
      const event = parse(message.data);
      if (event) onEvent(event);
    };
    source.onerror = () => {
      onState(false);
      if (source?.readyState === EventSource.CLOSED) retry = setTimeout(open, 10_000);
    };
  };
  open();
  return () => {
    clearTimeout(retry);
    source?.close();
  };
}

/**
 * Connects this tab to the events of a scope; returns how to stop.
 * One stream serves all tabs of a browser: HTTP/1.1 allows six connections to a host, and every tab that waits for
 * events would take one for good. The tab that holds the lock reads the stream and passes everything on.
 */
export function connect(scope: ScopeRef): () => void {
  const name = `bergfried-live:${scope.id}`;
  const stop = new AbortController();
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name);
  let last: LiveState['connection'] = 'connecting';
  let leading = false;

  const handleState = (connection: LiveState['connection']): void => {
    last = connection;
    setConnection(connection);
  };
  const send = (message: Message): void => channel?.postMessage(message);

  if (channel) {
    channel.onmessage = (message: MessageEvent<Message>) => {
      if (message.data.kind === 'event') publish(message.data.event);
      else if (message.data.kind === 'state') handleState(message.data.connection);
      else if (leading) send({ kind: 'state', connection: last });
    };
  }

  const lead = (): (() => void) => {
    leading = true;
    return openStream(
      scope,
      (event) => {
        publish(event);
        send({ kind: 'event', event });
      },
      (up) => {
        handleState(up ? 'connected' : 'lost');
        send({ kind: 'state', connection: last });
      },
    );
  };

  setConnection('connecting');
  let close: (() => void) | undefined;
  // Locks exist in secure contexts only; without them every tab has its own stream.
  if (channel && 'locks' in navigator) {
    send({ kind: 'ask' });
    void navigator.locks
      .request(name, { signal: stop.signal }, () => {
        close = lead();
        return new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()));
      })
      .catch(() => undefined); // given up before its turn came
  } else {
    close = lead();
  }

  return () => {
    stop.abort();
    close?.();
    channel?.close();
  };
}
