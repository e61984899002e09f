import type { webDuties as german } from '../de/web-duties.js';
import type { Shape } from '../shape.js';

/** Texts of clocks: list and card. */
export const webDuties: Shape<typeof german> = {
  title: 'Deadlines',
  states: 'State',
  state: { laufend: 'Running', ueberfaellig: 'Overdue', erledigt: 'Decided', alle: 'All' },
  filter: 'Filter deadlines',
  kind: 'Kind of deadline',
  tenant: 'Member',
  tenant_county: 'County',
  voluntaryTarget: 'voluntary (target)',
  column: {
    title: 'Deadline',
    incident: 'Incident',
    tenant: 'Member',
    tenant_county: 'County',
    kind: 'Kind',
    end: 'End',
    recipient: 'Recipient',
  },
  count_one: '{{count}} deadline',
  count_other: '{{count}} deadlines',
  emptyTitle: 'No deadline matches these filters',
  emptyRunning: 'No deadline is running',
  emptyText: 'Deadlines start with a report and end with a proof.',
  set: { meldepflichtig: 'Submitted or overdue', rechtzeitig: 'Submitted in time' },
  chipEnd: 'End {{from}} to {{to}}',
  chipKind: 'Kind: {{text}}',
  chipTenant: '{{text}}',
  chipAsOf: 'As of {{date}}',
  precautionary: 'as a precaution',
  endAt: 'End {{end}}',
  noEnd: 'without delay, no number of hours',
};
