/** One field error of an RFC 9457 answer; `pointer` is a JSON pointer into the sent body (`/title`). */
export interface FieldProblem {
  pointer: string;
  code: string;
  params: Record<string, unknown>;
  message: string;
}

interface ProblemBody {
  type?: string;
  title?: string;
  detail?: string;
  traceId?: string;
  errors?: FieldProblem[];
}

/** An answer of the API that is not a success. `status` 0 means: no answer came at all. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly type: string;
  readonly title: string;
  readonly detail: string | null;
  readonly traceId: string | null;
  readonly errors: readonly FieldProblem[];
  /** Seconds to wait, from `Retry-After`; null when the server named none. */
  readonly retryAfter: number | null;

  constructor(status: number, body: ProblemBody = {}, retryAfter: number | null = null) {
    super(body.title ?? `HTTP ${status}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.type = body.type ?? 'about:blank';
    this.title = body.title ?? '';
    this.detail = body.detail ?? null;
    this.traceId = body.traceId ?? null;
    this.errors = body.errors ?? [];
    this.retryAfter = retryAfter;
  }
}

/** True when the error is an answer of the API with that status. */
export function hasStatus(error: unknown, status: number): error is ApiProblem {
  return error instanceof ApiProblem && error.status === status;
}

/** Makes the error of a failed answer; tolerates a proxy that answered with something else than a problem document. */
export function toProblem(response: Response | undefined, body: unknown): ApiProblem {
  if (!response) return new ApiProblem(0);
  const wait = Number(response.headers.get('retry-after'));
  const known = typeof body === 'object' && body !== null ? (body as ProblemBody) : {};
  return new ApiProblem(response.status, known, Number.isFinite(wait) && wait > 0 ? wait : null);
}
