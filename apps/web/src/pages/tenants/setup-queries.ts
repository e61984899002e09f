import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { checkSlug, listSetups, readSetup } from '../../api/setups.js';

export const setupsQuery = (officeId: string) =>
  queryOptions({ queryKey: ['setups', officeId], queryFn: ({ signal }) => listSetups(officeId, signal) });

export const setupQuery = (tenantId: string) =>
  queryOptions({ queryKey: ['setup', tenantId], queryFn: ({ signal }) => readSetup(tenantId, signal) });

export const slugQuery = (officeId: string, slug: string) =>
  queryOptions({
    queryKey: ['slug', officeId, slug],
    queryFn: ({ signal }) => checkSlug(officeId, slug, signal),
    staleTime: 10_000,
  });

/** Reads everything about set-ups again: a stream that was opened earlier does not know of a new member yet. */
export function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    const keys = ['setup', 'setups', 'tenants', 'mandates', 'members', 'legal-entities'];
    await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })));
  }, [client]);
}
