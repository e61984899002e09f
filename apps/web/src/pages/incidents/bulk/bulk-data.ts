import {
  tenantIncidentUpdateMany,
  type BulkIncidentItem,
  type BulkIncidentPatch as GeneratedPatch,
} from '@bergfried/api-client';
import { call } from '../../../api/call.js';
import { ApiProblem } from '../../../api/problem.js';
import type { IncidentListItem } from '../../../api/types.js';

export type BulkPatch = GeneratedPatch;
/** States that many can take at once: none that ends the work, for that is a legal act. */
export const bulkStatuses = [
  'triaged',
  'contained',
  'eradicated',
  'recovered',
] as const satisfies readonly NonNullable<BulkPatch['status']>[];
/** The API takes no more at once. */
export const mostAtOnce = 100;

/** What became of the rows of one member: all changed, or none and why. */
export interface TenantResult {
  tenantId: string;
  changed: readonly IncidentListItem[];
  /** Said of the whole request when it failed. */
  problem: string | null;
  refused: readonly { row: IncidentListItem; reason: string }[];
}

/** One change for rows of one member, all or none; 404, 409 or 412 names each row that stops it. */
export async function changeMany(
  tenantId: string,
  items: BulkIncidentItem[],
): Promise<readonly IncidentListItem[]> {
  return (await call(() => tenantIncidentUpdateMany({ path: { tenantId }, body: { items } }))).items;
}

/** Rows by member, each with one request; a failed one does not hold up the next. */
export async function changeRows(
  rows: readonly IncidentListItem[],
  patchOf: (row: IncidentListItem) => BulkPatch,
): Promise<TenantResult[]> {
  const results: TenantResult[] = [];
  for (const tenantId of new Set(rows.map((row) => row.tenantId))) {
    const own = rows.filter((row) => row.tenantId === tenantId);
    const items = own.map((row) => ({ id: row.id, version: row.version, patch: patchOf(row) }));
    try {
      results.push({ tenantId, changed: await changeMany(tenantId, items), problem: null, refused: [] });
    } catch (error) {
      results.push({ tenantId, changed: [], ...reasons(error, own) });
    }
  }
  return results;
}

function reasons(
  error: unknown,
  rows: readonly IncidentListItem[],
): Pick<TenantResult, 'problem' | 'refused'> {
  if (!(error instanceof ApiProblem)) throw error;
  const refused = error.errors.flatMap(({ pointer, message }) => {
    const row = rows[Number(/^\/items\/(\d+)\//.exec(pointer)?.[1])];
    return row ? [{ row, reason: message }] : [];
  });
  return { problem: error.detail ?? error.title, refused };
}
