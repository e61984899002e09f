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

/** Reads the problem document of a failed answer; tolerates a proxy that answered with HTML. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const header = Number(response.headers.get('retry-after'));
  const retryAfter = Number.isFinite(header) && header > 0 ? header : null;
  const type = response.headers.get('content-type') ?? '';
  const body = type.includes('json') ? ((await response.json().catch(() => ({}))) as ProblemBody) : {};
  return new ApiProblem(response.status, body, retryAfter);
}
