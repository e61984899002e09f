import { column, declareExport } from '../http/export/export-columns.js';
import type { SecurityEventResponse } from './security.dto.js';

/** Columns of the exported security log; at most 90 days of hours. */
export const SECURITY_EXPORT = declareExport<SecurityEventResponse>('security-events', [
  column.time('hour', (row) => row.hour),
  column.coded('side', 'refusalSide', (row) => row.side),
  column.coded('reason', 'refusalKind', (row) => row.kind),
  column.text('person', (row) => row.actorName, 28),
  column.coded('origin', 'refusalOrigin', (row) => row.origin),
  column.coded('resource', 'resource', (row) => row.resource),
  column.flag('write', (row) => row.write),
  column.text('target', (row) => row.targetName, 28),
  column.number('count', (row) => row.count),
]);
