import { queryOptions } from '@tanstack/react-query';
import { readDashboard } from '../api/dashboard.js';
import { readInstallation, readSession } from '../api/session.js';
import { listTenants } from '../api/tenants.js';
import type { ScopeRef } from '../api/types.js';

const minute = 60_000;

export const installationQuery = queryOptions({
  queryKey: ['installation'],
  queryFn: readInstallation,
  staleTime: Infinity,
});

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => readSession(signal),
  staleTime: 5 * minute,
  retry: false,
});

export const tenantsQuery = (officeId: string) =>
  queryOptions({
    queryKey: ['tenants', officeId],
    queryFn: () => listTenants(officeId),
    staleTime: 10 * minute,
  });

/** `asOf` undefined is the live state; a past state never changes, so it is not read again. */
export const dashboardQuery = (scope: ScopeRef, asOf?: string) =>
  queryOptions({
    queryKey: ['dashboard', scope.id, asOf ?? 'live'],
    queryFn: ({ signal }) => readDashboard(scope, asOf, signal),
    staleTime: asOf ? 10 * minute : minute,
  });
