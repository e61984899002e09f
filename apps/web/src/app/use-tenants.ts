import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { Tenant } from '../api/types.js';
import { tenantsQuery } from './queries.js';
import type { Scope } from './scope.js';

/** The members a scope shows, and how to find one. */
export interface Tenants {
  list: readonly Tenant[];
  loaded: boolean;
  slugOf: (tenantId: string) => string;
  nameOf: (tenantId: string) => string;
  bySlug: (slug: string) => Tenant | undefined;
}

const none: readonly Tenant[] = [];

/** In an office all its members; in a tenant's scope only names and slug of that one, without a request. */
export function useTenants(scope: Scope): Tenants {
  const { data } = useQuery({ ...tenantsQuery(scope.officeId), enabled: scope.kind === 'office' });
  const list = data ?? none;
  const byId = useMemo(() => new Map(list.map((tenant) => [tenant.id, tenant])), [list]);
  const { kind, slug, shortName } = scope;
  return {
    list,
    loaded: kind === 'tenant' || data !== undefined,
    slugOf: useCallback((id: string) => byId.get(id)?.slug ?? slug, [byId, slug]),
    nameOf: useCallback(
      (id: string) => byId.get(id)?.shortName ?? (kind === 'tenant' ? shortName : ''),
      [byId, kind, shortName],
    ),
    bySlug: useCallback((wanted: string) => list.find((tenant) => tenant.slug === wanted), [list]),
  };
}
