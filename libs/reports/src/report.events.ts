import { declareSubscribers } from '@bergfried/platform';

/** Somebody wants a report. Carries `reportId` and `jobRunId`. */
export const REPORT_REQUESTED = declareSubscribers('report.requested', { 'make-report': 'work' });

/** A report is there to be read, once per report. Carries `reportId`; who tells people of it subscribes elsewhere. */
export const REPORT_CREATED = declareSubscribers('report.created', {});

/** A report was finalised and is presented to the head of authority. Carries `reportId`. */
export const REPORT_FINALISED = declareSubscribers('report.finalised', { 'mail-report-presented': 'mail' });
