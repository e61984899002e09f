import { column, declareExport } from '@bergfried/platform';
import type { DutyResponse } from './duty.dto.js';
import type { EntryResponse, IncidentListItem } from './incident.dto.js';

const count = (incident: IncidentListItem, state: string): number =>
  incident.duties.filter((duty) => duty.state === state).length;

/** Columns of exported incidents. */
export const INCIDENT_EXPORT = declareExport<IncidentListItem>(
  'incidents',
  [
    column.text('reference', (row) => row.reference, 15),
    column.member((row) => row.tenantId),
    column.text('title', (row) => row.title, 50),
    column.coded('kind', 'category', (row) => row.category),
    column.coded('severity', 'severity', (row) => row.severity),
    column.coded('status', 'status', (row) => row.status),
    column.coded('personalData', 'personalData', (row) => row.personalData),
    column.time('occurredAt', (row) => row.occurredAt),
    column.time('detectedAt', (row) => row.detectedAt),
    column.time('awareAt', (row) => row.awareAt),
    column.time('closedAt', (row) => row.closedAt),
    column.number('runningDuties', (row) => count(row, 'running')),
    column.number('overdueDuties', (row) => count(row, 'overdue')),
    column.text('legalEntity', (row) => row.legalEntityName, 28),
    column.flag('socialData', (row) => row.socialData),
    column.flag('vehicleRegistration', (row) => row.vehicleRegistration),
    column.coded('tlp', 'tlp', (row) => row.tlp),
    column.coded('visibility', 'visibility', (row) => row.visibility),
    column.text('createdBy', (row) => row.createdBy.name),
    column.time('createdAt', (row) => row.createdAt),
    column.time('updatedAt', (row) => row.updatedAt),
  ],
  { grows: true },
);

/** Columns of exported clocks. */
export const DUTY_EXPORT = declareExport<DutyResponse>(
  'duties',
  [
    column.text('incident', (row) => row.incidentReference, 15),
    column.member((row) => row.tenantId),
    column.text('incidentTitle', (row) => row.incidentTitle, 40),
    column.text('title', (row) => row.title, 40),
    column.coded('kind', 'dutyKind', (row) => row.kind),
    column.text('legalBasis', (row) => row.legalBasis, 28),
    column.text('recipient', (row) => row.recipient, 28),
    column.coded('state', 'dutyState', (row) => row.state),
    column.time('startsAt', (row) => row.startsAt),
    column.time('dueAt', (row) => row.dueAt),
    column.flag('precautionary', (row) => row.precautionary),
    column.time('submittedAt', (row) => row.submittedAt),
    column.flag('late', (row) => row.late),
    column.text('receipt', (row) => row.receipt),
    column.text('reason', (row) => row.reason, 40),
    column.text('dataProtectionOfficer', (row) => row.dataProtectionOfficer),
    column.text('decidedBy', (row) => row.decidedBy?.name),
    column.time('decidedAt', (row) => row.decidedAt),
  ],
  { grows: true },
);

/** Columns of an exported timeline. */
export const ENTRY_EXPORT = declareExport<EntryResponse>('entries', [
  column.time('happenedAt', (row) => row.happenedAt),
  column.coded('kind', 'entryKind', (row) => row.kind),
  column.text('text', (row) => row.text, 70),
  column.text('createdBy', (row) => row.createdBy.name),
  column.time('createdAt', (row) => row.createdAt),
]);
