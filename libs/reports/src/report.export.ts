import { column, declareExport } from '@bergfried/platform';
import type { ReportListItem } from './report.dto.js';

/** Columns of exported reports: what they are and their main figures. */
export const REPORT_EXPORT = declareExport<ReportListItem>('reports', [
  column.member((row) => row.tenantId),
  column.coded('kind', 'reportKind', (row) => row.kind),
  column.text('period', (row) => row.period, 12),
  column.number('revision', (row) => row.revision),
  column.flag('interim', (row) => row.interim),
  column.coded('state', 'reportState', (row) => row.state),
  column.time('cutOff', (row) => row.cutOff),
  column.coded('situation', 'level', (row) => row.current?.level),
  column.number('reported', (row) => row.current?.reported),
  column.number('closed', (row) => row.current?.closed),
  column.number('openIncidents', (row) => row.current?.openIncidents),
  column.text('createdBy', (row) => row.createdBy.name),
  column.time('createdAt', (row) => row.createdAt),
  column.text('finalisedBy', (row) => row.finalisedBy?.name),
  column.time('finalisedAt', (row) => row.finalisedAt),
]);
