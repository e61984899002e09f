import { declareSubscribers } from '../../queue/events.js';

/** Somebody wants a list that is too long to wait for. */
export const EXPORT_REQUESTED = declareSubscribers('export.requested', { 'write-export': 'work' });
/** A written list has been there long enough. */
export const EXPORT_EXPIRED = declareSubscribers('export.expired', { 'forget-export': 'work' });
