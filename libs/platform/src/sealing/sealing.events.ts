import { declareSubscribers } from '../queue/events.js';

/**
 * Asks for the history of an office and its members to be sealed up to now. Added by the schedule; whoever needs a fresh
 * seal (a released report) adds it too, in its own unit of work.
 */
export const HISTORY_SEAL_DUE = declareSubscribers('history.seal-due', { 'seal-history': 'work' });
