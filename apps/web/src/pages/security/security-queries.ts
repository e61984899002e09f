import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { listSecurityEvents, type SecurityQuery } from '../../api/security.js';
import type { ScopeRef } from '../../api/types.js';
import { windowSize } from '../../app/page-queries.js';

export const securityListQuery = (scope: ScopeRef, query: SecurityQuery) =>
  infiniteQueryOptions({
    queryKey: ['security-list', scope.id, query],
    queryFn: ({ pageParam, signal }) =>
      listSecurityEvents(scope, query, { cursor: pageParam, limit: windowSize }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** Only how many rows the filter has: the tabs show it. */
export const securityCountQuery = (scope: ScopeRef, query: SecurityQuery) =>
  queryOptions({
    queryKey: ['security-list', scope.id, query, 'count'],
    queryFn: async ({ signal }) => (await listSecurityEvents(scope, query, { limit: 1 }, signal)).total,
  });
