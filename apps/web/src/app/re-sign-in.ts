import { useSyncExternalStore } from 'react';

/**
 * What happens when the session ends in the middle of work: the request waits here, a dialog asks for the password
 * over the untouched page, and the request is sent once more. So typed text is never lost.
 */
let waiting: { resolve: () => void; reject: () => void }[] = [];
const listeners = new Set<() => void>();
const notify = (): void => {
  for (const listener of listeners) listener();
};

/** Waits until the person has signed in again; rejects when they give up. */
export function waitForSignIn(): Promise<void> {
  return new Promise((resolve, reject) => {
    waiting = [...waiting, { resolve, reject: () => reject(new Error('sign-in given up')) }];
    notify();
  });
}

export function signedInAgain(): void {
  const all = waiting;
  waiting = [];
  notify();
  for (const each of all) each.resolve();
}

export function giveUpSignIn(): void {
  const all = waiting;
  waiting = [];
  notify();
  for (const each of all) each.reject();
}

/** True while a request waits for a new sign-in. */
export function useSignInNeeded(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting.length > 0,
  );
}
