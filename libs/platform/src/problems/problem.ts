import type { FieldErrorCode, ProblemKey, TextParams } from '@bergfried/texts';

/** One invalid field: RFC 6901 pointer into the body (or `?name` for a query parameter), code and parameters. */
export interface FieldError {
  readonly pointer: string;
  readonly code: FieldErrorCode;
  readonly params?: TextParams;
}

const STATUS: Record<ProblemKey, number> = {
  malformed: 400,
  invalid: 400,
  'not-signed-in': 401,
  'sign-in-failed': 401,
  forbidden: 403,
  'cross-site': 403,
  'not-found': 404,
  conflict: 409,
  'already-exists': 409,
  'version-missing': 428,
  'version-stale': 412,
  'too-large': 413,
  'media-type': 415,
  'form-unreadable': 400,
  'file-too-large': 413,
  'file-kind': 415,
  'file-empty': 422,
  'too-many-requests': 429,
  unavailable: 503,
  unexpected: 500,
  'export-too-large': 422,
  'export-by-member': 422,
  'idempotency-key-invalid': 400,
  'idempotency-key-used': 422,
  'idempotency-in-flight': 409,
  'report-not-draft': 409,
  'report-interim': 409,
  'status-transition': 409,
  'duty-running': 409,
  'duty-decided': 409,
  'late-reason-missing': 422,
  'occurred-after-detected': 422,
  'aware-before-detected': 422,
  'submitted-before-start': 422,
  'unknown-reference': 422,
  'county-only-by-office': 422,
  'own-mandate': 422,
  'password-wrong': 422,
  'founding-code-wrong': 422,
  'own-membership': 422,
  'view-name-taken': 409,
  'too-many-views': 422,
  'bulk-refused': 409,
};

/** An error that the caller can do something about; becomes application/problem+json (RFC 9457). */
export class Problem extends Error {
  readonly status: number;

  constructor(
    readonly key: ProblemKey,
    readonly params: TextParams = {},
    readonly errors: readonly FieldError[] = [],
  ) {
    super(key);
    this.status = STATUS[key];
  }
}

/** 404 for a row, tenant or office that is unknown or foreign: the answer never tells which. */
export const notFound = (): Problem => new Problem('not-found');

/** 400 with one invalid field. */
export const invalidField = (pointer: string, code: FieldErrorCode, params?: TextParams): Problem =>
  new Problem('invalid', {}, [params === undefined ? { pointer, code } : { pointer, code, params }]);
