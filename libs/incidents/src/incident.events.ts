import { declareSubscribers } from '@bergfried/platform';

/** An incident was reported. Carries `incidentId`. */
export const INCIDENT_REPORTED = declareSubscribers('incident.reported', { 'mail-new-incident': 'mail' });

/** A clock has come to a stage (half, most, soon, overdue). Carries `dutyId`, `stage`, `dueAt`; added by app.record_duty_stages. */
export const DUTY_STAGE_REACHED = declareSubscribers('duty.stage-reached', { 'mail-duty-stage': 'mail' });
