import { ApiProblem, hasStatus, readProblem } from './problem.js';
import type { ScopeRef } from './types.js';

type QueryValue = string | number | boolean | readonly string[] | null | undefined;

interface RequestOptions {
  query?: Record<string, QueryValue>;
  body?: unknown;
  /** Version of the row that is written; sent as `If-Match: "<version>"`. */
  ifMatch?: number;
  idempotencyKey?: string;
  signal?: AbortSignal | undefined;
}

/** Address of a scope's resource, without the query. */
export function scopePath(scope: ScopeRef, resource: string): string {
  const half = scope.kind === 'office' ? 'offices' : 'tenants';
  return `/${half}/${encodeURIComponent(scope.id)}/${resource}`;
}

/** Lists become `a,b`; empty values are left out, so that an absent filter is absent in the request too. */
export function toQuery(query: Record<string, QueryValue>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue;
    const text = Array.isArray(value) ? value.join(',') : String(value);
    if (text !== '') params.set(name, text);
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

let onSessionEnded: (() => Promise<void>) | null = null;

/** Sets what a request waits for when its session has ended (401); it is then sent once more. */
export function setSessionEndedHandler(handler: () => Promise<void>): void {
  onSessionEnded = handler;
}

/**
 * One request to /api/v1. Answers the JSON body, or undefined when there is none.
 * Throws ApiProblem for every other answer; status 0 when the server could not be reached.
 */
export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
  try {
    return await send<T>(method, path, options);
  } catch (error) {
    // The session resource itself answers 401 to say that nobody is signed in.
    if (!hasStatus(error, 401) || path === '/session' || onSessionEnded === null) throw error;
    await onSessionEnded();
    return await send<T>(method, path, options);
  }
}

async function send<T>(method: string, path: string, options: RequestOptions): Promise<T> {
  const headers = new Headers({ Accept: 'application/json' });
  if (options.body !== undefined) headers.set('Content-Type', 'application/json');
  if (options.ifMatch !== undefined) headers.set('If-Match', `"${options.ifMatch}"`);
  if (options.idempotencyKey) headers.set('Idempotency-Key', options.idempotencyKey);
  const init: RequestInit = { method, headers, credentials: 'same-origin' };
  if (options.body !== undefined) init.body = JSON.stringify(options.body);
  if (options.signal) init.signal = options.signal;

  let response: Response;
  try {
    response = await fetch(`/api/v1${path}${toQuery(options.query ?? {})}`, init);
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new ApiProblem(0);
  }
  if (!response.ok) throw await readProblem(response);
  const text = await response.text(); // 204, and 202 for work that nobody waits for, have none
  return (text === '' ? undefined : JSON.parse(text)) as T;
}
