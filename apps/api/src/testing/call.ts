import type { Response } from 'supertest';
import type { Method } from './routes.js';
import type { Agent } from './test-app.js';

/** What a call sends besides its address. */
export interface CallOptions {
  readonly body?: unknown;
  /** Sent as `If-Match: "n"`. */
  readonly version?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as multipart/form-data in the field `file`. */
  readonly file?: { readonly name: string; readonly content: string };
}

/** One request; any status is an answer. */
export async function call(
  agent: Agent,
  method: Method,
  path: string,
  options: CallOptions = {},
): Promise<Response> {
  const verb = method.toLowerCase() as Lowercase<Method>;
  let request = agent[verb](path);
  if (options.version !== undefined) request = request.set('If-Match', `"${String(options.version)}"`);
  for (const [name, value] of Object.entries(options.headers ?? {})) request = request.set(name, value);
  if (options.file) return request.attach('file', Buffer.from(options.file.content), options.file.name);
  return options.body === undefined ? request : request.send(options.body as string | object);
}

/** The body of an answer that has to have this status. @throws Error with the problem otherwise */
export function body<T>(response: Response, status = 200): T {
  if (response.status !== status)
    throw new Error(`expected ${String(status)}, got ${String(response.status)}: ${response.text}`);
  return response.body as T;
}

/** An error answer as RFC 9457 and design/api.md want it. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  readonly status: number;
  readonly traceId: string;
  readonly errors: readonly {
    readonly pointer: string;
    readonly code: string;
    readonly params: object;
    readonly message: string;
  }[];
}

/** Checks the form of a problem and returns it: media type, German, a trace number, no stack, no SQL, status as sent. */
export function problem(response: Response, status: number): ProblemBody {
  const found = response.body as ProblemBody;
  expect([response.status, response.type, response.text]).toEqual([
    status,
    'application/problem+json',
    expect.any(String),
  ]);
  expect(found).toEqual({
    type: expect.stringMatching(/^urn:bergfried:problem:[a-z-]+$/),
    title: expect.stringMatching(/\S/),
    detail: expect.stringMatching(/\S/),
    status,
    traceId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    errors: expect.any(Array),
  });
  expect(response.headers['cache-control']).toBe('no-store');
  // Pointers repeat the caller's own names.
  const words = JSON.stringify({ ...found, errors: found.errors.map(({ pointer: _, ...error }) => error) });
  expect(words).not.toMatch(/node_modules|select |insert |QueryFailed|at Object|\{\{/i);
  return found;
}

/** The answer without its trace number: what must be the same for a foreign and an unknown row. */
export function withoutTrace(response: Response): string {
  const { traceId: _, ...rest } = response.body as ProblemBody;
  return JSON.stringify([response.status, rest]);
}
