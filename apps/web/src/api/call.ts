import { hasStatus, toProblem } from './problem.js';
import type { Window } from './types.js';

/** What every generated call answers: data, or an error with its response. */
interface Answer<T> {
  data?: T;
  error?: unknown;
  response?: Response;
}

let onSessionEnded: (() => Promise<void>) | null = null;

/** Sets what a call waits for when its session has ended (401); it is then made once more. */
export function setSessionEndedHandler(handler: () => Promise<void>): void {
  onSessionEnded = handler;
}

/** Runs a generated call once and answers its data. Throws ApiProblem; status 0 when the server could not be reached. */
export async function callOnce<T>(run: () => Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await run();
  if (error instanceof DOMException && error.name === 'AbortError') throw error;
  if (error !== undefined || data === undefined) throw toProblem(response, error);
  return data;
}

/** Like `callOnce`, but when the session has ended it waits for a new sign-in and tries again: nothing typed is lost. */
export async function call<T>(run: () => Promise<Answer<T>>): Promise<T> {
  try {
    return await callOnce(run);
  } catch (error) {
    if (!hasStatus(error, 401) || onSessionEnded === null) throw error;
    await onSessionEnded();
    return await callOnce(run);
  }
}

/** Header of a write to an existing row. */
export const ifMatch = (version: number): { 'If-Match': string } => ({ 'If-Match': `"${version}"` });

type Present<T> = { [K in keyof T]: Exclude<T[K], undefined | null> };

/** Leaves out what is absent, so that an absent filter is absent in the request too. */
export function present<T extends object>(values: T): Partial<Present<T>> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ) as Partial<Present<T>>;
}

/** Several values of one filter, as the API reads them. */
export const joined = (values: readonly string[] | undefined): string | undefined => values?.join(',');

export const windowQuery = (window: Window): { cursor?: string; limit?: number } => present(window);
