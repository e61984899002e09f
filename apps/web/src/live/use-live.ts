import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { LiveEvent, ScopeRef } from '../api/types.js';
import { connect } from './connection.js';
import { onLiveEvent } from './live-store.js';

/** What to read again after an event, by the first part of its type. Lists decide themselves (they may hold back). */
const affected: Record<string, readonly string[]> = {
  incident: ['dashboard', 'incident', 'incident-count', 'entries', 'tasks'],
  entry: ['entries', 'incident', 'tasks'],
  duty: ['dashboard', 'incident', 'entries', 'incident-count', 'duty-count', 'tasks'],
  member: ['members', 'session', 'setup', 'setups', 'tasks'],
  mandate: ['mandates', 'members', 'session', 'setup', 'setups', 'tasks'],
  report: ['tasks'],
  tenant: ['tenants', 'session', 'setup', 'setups'],
  setup: ['setup', 'setups'],
  'legal-entity': ['legal-entities', 'setup', 'setups'],
  catalogue: ['catalogues'],
  job: ['job'],
  'dead-letter': ['dead-letters', 'tasks'],
  mail: ['mails', 'tasks'],
  resync: [
    'dashboard',
    'incident',
    'incident-count',
    'entries',
    'duty-count',
    'members',
    'mandates',
    'setup',
    'setups',
    'access-list',
    'security-list',
    'tasks',
    'catalogues',
    'job',
    'dead-letters',
    'mails',
  ],
};

function isLive(key: readonly unknown[]): boolean {
  // A past state never changes: ['dashboard', scope, '2026-10-31'].
  return key[0] !== 'dashboard' || key[2] === 'live';
}

export function invalidateFor(client: QueryClient, events: readonly LiveEvent[]): void {
  const names = new Set(events.flatMap((event) => affected[event.type.split('.')[0] ?? ''] ?? []));
  if (names.size === 0) return;
  void client.invalidateQueries({
    predicate: (query) => names.has(String(query.queryKey[0])) && isLive(query.queryKey),
  });
}

/** Keeps everything on screen current for a scope: one stream, and a fresh read of what an event touches. */
export function useLive(scope: ScopeRef | null): void {
  const client = useQueryClient();
  const kind = scope?.kind;
  const id = scope?.id;
  useEffect(() => {
    if (!kind || !id) return;
    let pending: LiveEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stopListening = onLiveEvent((event) => {
      pending.push(event);
      // A report makes several events within milliseconds; they become one read.
      timer ??= setTimeout(() => {
        invalidateFor(client, pending);
        pending = [];
        timer = undefined;
      }, 80);
    });
    const disconnect = connect({ kind, id });
    return () => {
      clearTimeout(timer);
      stopListening();
      disconnect();
    };
  }, [client, kind, id]);
}

/** Calls the newest handler for every live event while the component is shown. */
export function useLiveEvents(handler: (event: LiveEvent) => void): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => onLiveEvent((event) => latest.current(event)), []);
}
