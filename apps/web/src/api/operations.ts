import { request, scopePath } from './http.js';
import type { Page, ScopeRef } from './types.js';

export type DeadLetterState = 'failed' | 'running' | 'done';

/** A piece of work that failed for good. */
export interface DeadLetter {
  id: string;
  tenantId: string | null;
  event: string;
  subscriber: string;
  error: string;
  attempts: number;
  state: DeadLetterState;
  failedAt: string;
  version: number;
}

/** A mail: kind, person and how far it came. */
export interface LoggedMail {
  id: string;
  tenantId: string | null;
  kind: string;
  userName: string | null;
  state: 'planned' | 'handing-over' | 'handed-over' | 'unclear' | 'refused' | 'dropped';
  problem: string | null;
  changedAt: string;
}

interface Window {
  cursor?: string | null;
  limit: number;
}

export const listDeadLetters = (
  scope: ScopeRef,
  state: DeadLetterState,
  window: Window,
  signal?: AbortSignal,
): Promise<Page<DeadLetter>> =>
  request('GET', scopePath(scope, 'dead-letters'), { query: { state, ...window }, signal });

/** Has the work done once more; 412 when somebody was faster. */
export const retryDeadLetter = (scope: ScopeRef, letter: DeadLetter): Promise<DeadLetter> =>
  request('POST', scopePath(scope, `dead-letters/${letter.id}/retry`), { ifMatch: letter.version });

export const listMails = (
  scope: ScopeRef,
  states: readonly LoggedMail['state'][],
  window: Window,
  signal?: AbortSignal,
): Promise<Page<LoggedMail>> =>
  request('GET', scopePath(scope, 'mails'), { query: { state: states, ...window }, signal });
