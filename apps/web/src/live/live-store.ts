import { useSyncExternalStore } from 'react';
import type { LiveEvent } from '../api/types.js';

/** State of the event stream. `since` is when it became so; null while the first connection is being made. */
export interface LiveState {
  connection: 'connecting' | 'connected' | 'lost';
  since: number | null;
}

let state: LiveState = { connection: 'connecting', since: null };
const stateListeners = new Set<() => void>();
const eventListeners = new Set<(event: LiveEvent) => void>();

export function setConnection(connection: LiveState['connection']): void {
  if (state.connection === connection) return;
  state = { connection, since: connection === 'connecting' ? null : Date.now() };
  for (const listener of stateListeners) listener();
}

export function publish(event: LiveEvent): void {
  for (const listener of eventListeners) listener(event);
}

/** Calls the listener for every event of the stream; returns how to stop. */
export function onLiveEvent(listener: (event: LiveEvent) => void): () => void {
  eventListeners.add(listener);
  return () => eventListeners.delete(listener);
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (listener) => {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    () => state,
  );
}
