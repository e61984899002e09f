import { column, declareExport } from '../http/export/export-columns.js';
import type { MailResponse } from '../mail/mail.dto.js';
import type { DeadLetterResponse } from './job.dto.js';

/** Columns of exported failed work. */
export const DEAD_LETTER_EXPORT = declareExport<DeadLetterResponse>(
  'dead-letters',
  [
    column.time('failedAt', (row) => row.failedAt),
    column.member((row) => row.tenantId),
    column.text('work', (row) => row.subscriber, 28),
    column.text('event', (row) => row.event, 28),
    column.coded('state', 'deadLetterState', (row) => row.state),
    column.text('error', (row) => row.error, 60),
    column.number('attempts', (row) => row.attempts),
    column.time('retriedAt', (row) => row.retriedAt),
    column.time('resolvedAt', (row) => row.resolvedAt),
  ],
  { grows: true },
);

/** Columns of exported mails. */
export const MAIL_EXPORT = declareExport<MailResponse>(
  'mails',
  [
    column.time('plannedAt', (row) => row.plannedAt),
    column.member((row) => row.tenantId),
    column.coded('kind', 'mailKind', (row) => row.kind),
    column.text('person', (row) => row.userName, 28),
    column.coded('state', 'mailState', (row) => row.state),
    column.time('changedAt', (row) => row.changedAt),
    column.text('reason', (row) => row.problem, 50),
    column.text('messageId', (row) => row.messageId, 50),
  ],
  { grows: true },
);
