import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { listAccesses, listAccessPeople, type AccessQuery } from '../../api/members.js';
import { windowSize } from '../../app/page-queries.js';

export const accessListQuery = (tenantId: string, query: AccessQuery) =>
  infiniteQueryOptions({
    queryKey: ['access-list', tenantId, query],
    queryFn: ({ pageParam, signal }) =>
      listAccesses(tenantId, query, { cursor: pageParam, limit: windowSize }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const accessPeopleQuery = (tenantId: string) =>
  queryOptions({
    queryKey: ['access-people', tenantId],
    queryFn: ({ signal }) => listAccessPeople(tenantId, signal),
    staleTime: 60_000,
  });
