import { column, declareExport } from '@bergfried/platform';
import type { AccessTraceResponse } from './access-trace.dto.js';
import type { MemberResponse } from './member.dto.js';

/** Columns of exported people. */
export const MEMBER_EXPORT = declareExport<MemberResponse>('members', [
  column.text('name', (row) => row.name, 28),
  column.text('email', (row) => row.email, 34),
  column.coded('role', 'role', (row) => row.role),
  column.member((row) => row.tenantId),
  column.day('validFrom', (row) => row.validFrom),
  column.day('validUntil', (row) => row.validUntil),
  column.coded('state', 'memberStatus', (row) => row.status),
]);

/** Columns of the exported access trace. */
export const ACCESS_EXPORT = declareExport<AccessTraceResponse>(
  'accesses',
  [
    column.time('hour', (row) => row.hour),
    column.text('person', (row) => row.actorName, 28),
    column.coded('role', 'role', (row) => row.role),
    column.coded('resource', 'resource', (row) => row.resource),
    column.member((row) => row.tenantId),
  ],
  { grows: true },
);
