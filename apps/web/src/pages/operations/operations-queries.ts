import { infiniteQueryOptions } from '@tanstack/react-query';
import { listDeadLetters, listMails, type DeadLetterState, type LoggedMail } from '../../api/operations.js';
import type { ScopeRef } from '../../api/types.js';

const windowSize = 50;

export const deadLettersQuery = (scope: ScopeRef, state: DeadLetterState) =>
  infiniteQueryOptions({
    queryKey: ['dead-letters', scope.id, state],
    queryFn: ({ pageParam, signal }) =>
      listDeadLetters(scope, state, { cursor: pageParam, limit: windowSize }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const mailsQuery = (scope: ScopeRef, states: readonly LoggedMail['state'][]) =>
  infiniteQueryOptions({
    queryKey: ['mails', scope.id, states],
    queryFn: ({ pageParam, signal }) =>
      listMails(scope, states, { cursor: pageParam, limit: windowSize }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
