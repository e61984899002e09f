import { QueryClient } from '@tanstack/react-query';
import { invalidateFor } from './use-live.js';

const event = (type: string) => ({ type, tenantId: 't1', id: 'i1', version: 2 });

function clientWith(...keys: unknown[][]): QueryClient {
  const client = new QueryClient();
  for (const key of keys) client.setQueryData(key, 1);
  return client;
}

const stale = (client: QueryClient): string[] =>
  client
    .getQueryCache()
    .getAll()
    .filter((query) => query.state.isInvalidated)
    .map((query) => query.queryKey.join('/'));

describe('invalidateFor', () => {
  it('reads the live dashboard again, never a past one', () => {
    const client = clientWith(
      ['dashboard', 'o1', 'live'],
      ['dashboard', 'o1', '2026-10-31'],
      ['members', 'o1'],
    );
    invalidateFor(client, [event('incident.created')]);
    expect(stale(client)).toEqual(['dashboard/o1/live']);
  });

  it('leaves lists alone: they decide themselves whether rows may move', () => {
    const client = clientWith(['incident-list', 'o1', 'q']);
    invalidateFor(client, [event('incident.updated'), event('resync')]);
    expect(stale(client)).toEqual([]);
  });

  it('ignores events it does not know', () => {
    const client = clientWith(['dashboard', 'o1', 'live']);
    invalidateFor(client, [event('weather.changed')]);
    expect(stale(client)).toEqual([]);
  });
});
