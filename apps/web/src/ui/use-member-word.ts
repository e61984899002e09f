import type { Scope } from '../app/scope.js';
import { useTenants } from '../app/use-tenants.js';

/**
 * Context for texts about members: "Kreis" where all of them are counties, else "Mitglied".
 * Offices of a county with its towns exist too, and calling a town a county would be wrong.
 */
export function useMemberContext(scope: Scope): { context?: 'county' } {
  const { list } = useTenants(scope);
  return list.length > 0 && list.every((tenant) => tenant.kind === 'county') ? { context: 'county' } : {};
}
