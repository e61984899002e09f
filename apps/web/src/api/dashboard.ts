import { request, scopePath } from './http.js';
import type { Dashboard, ScopeRef } from './types.js';

/** Key figures of a scope: live, or as they stood at `asOf` (a day counts to its end). */
export const readDashboard = (scope: ScopeRef, asOf?: string, signal?: AbortSignal): Promise<Dashboard> =>
  request('GET', scopePath(scope, 'dashboard'), { query: { asOf }, signal });
