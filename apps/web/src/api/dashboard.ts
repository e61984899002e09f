import { dashboardOfOffice, dashboardOfTenant } from '@bergfried/api-client';
import { call, present } from './call.js';
import type { Dashboard, ScopeRef } from './types.js';

/** Key figures of a scope: live, or as they stood at `asOf` (a day counts to its end). */
export function readDashboard(
  scope: ScopeRef,
  asOf: string | undefined,
  signal: AbortSignal,
): Promise<Dashboard> {
  const query = present({ asOf });
  return call(() =>
    scope.kind === 'office'
      ? dashboardOfOffice({ path: { officeId: scope.id }, query, signal })
      : dashboardOfTenant({ path: { tenantId: scope.id }, query, signal }),
  );
}
