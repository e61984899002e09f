import {
  officeJobFindDeadLetters,
  officeJobRetry,
  officeMailFindAll,
  tenantJobFindDeadLetters,
  tenantJobRetry,
  tenantMailFindAll,
  type DeadLetterResponse,
  type MailResponse,
} from '@bergfried/api-client';
import { call, ifMatch, joined, present, windowQuery } from './call.js';
import type { Page, ScopeRef, Window } from './types.js';

/** A piece of work that failed for good. */
export type DeadLetter = DeadLetterResponse;
export type DeadLetterState = DeadLetter['state'];
/** A mail: kind, person and how far it came. */
export type LoggedMail = MailResponse;

export function listDeadLetters(
  scope: ScopeRef,
  state: DeadLetterState,
  window: Window,
  signal: AbortSignal,
): Promise<Page<DeadLetter>> {
  const query = { state, ...windowQuery(window) };
  return call(() =>
    scope.kind === 'office'
      ? officeJobFindDeadLetters({ path: { officeId: scope.id }, query, signal })
      : tenantJobFindDeadLetters({ path: { tenantId: scope.id }, query, signal }),
  );
}

/** Has the work done once more; 412 when somebody was faster. */
export function retryDeadLetter(scope: ScopeRef, { id, version }: DeadLetter): Promise<DeadLetter> {
  const headers = ifMatch(version);
  return call(() =>
    scope.kind === 'office'
      ? officeJobRetry({ path: { officeId: scope.id, id }, headers })
      : tenantJobRetry({ path: { tenantId: scope.id, id }, headers }),
  );
}

export function listMails(
  scope: ScopeRef,
  states: readonly LoggedMail['state'][],
  window: Window,
  signal: AbortSignal,
): Promise<Page<LoggedMail>> {
  const query = { ...present({ state: joined(states) }), ...windowQuery(window) };
  return call(() =>
    scope.kind === 'office'
      ? officeMailFindAll({ path: { officeId: scope.id }, query, signal })
      : tenantMailFindAll({ path: { tenantId: scope.id }, query, signal }),
  );
}
