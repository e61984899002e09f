import {
  Catch,
  HttpException,
  Logger,
  Optional,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import { fieldErrorText, languageOf, problemText, type ProblemKey } from '@bergfried/texts';
import type { Request, Response } from 'express';
import type {} from '../http/decorators.js'; // puts `access` on the request
import { isUnavailable, sqlFailure } from '../persistence/sql-errors.js';
import { Refusals, type Refusal } from '../security/refusals.js';
import { Problem } from './problem.js';

const BY_HTTP_STATUS: Record<number, ProblemKey> = {
  400: 'malformed',
  401: 'not-signed-in',
  403: 'forbidden',
  404: 'not-found',
  413: 'too-large',
  415: 'media-type',
  429: 'too-many-requests',
  503: 'unavailable',
};

/** What was asked for lies outside of the scope that was opened, or nowhere: the answer does not tell, the security log asks. */
const FOREIGN: Partial<Record<ProblemKey, string>> = {
  'not-found': 'foreign-row',
  'unknown-reference': 'foreign-reference',
};

/** Every error leaves as application/problem+json in the caller's language; only unexpected ones are logged as errors. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');
  private readonly security = new Logger('security');

  /** @param refusals left out: refusals stand in the process log only (a filter outside of the product) */
  constructor(@Optional() private readonly refusals?: Refusals) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const problem = this.toProblem(error);
    if (problem.status >= 500) this.logger.error(error instanceof Error ? error : new Error(String(error)));
    const event = FOREIGN[problem.key];
    if (event !== undefined && request.access) {
      const { userId, scope, officeId, tenantId } = request.access;
      this.security.warn({
        event,
        userId,
        scope,
        officeId,
        tenantId,
        method: request.method,
        path: request.path,
      });
    }
    const refusal = refusalOf(request, problem.key);
    if (refusal) this.refusals?.note(refusal);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    sendProblem(request, response, problem);
  }

  private toProblem(error: unknown): Problem {
    if (error instanceof Problem) return error;
    if (error instanceof HttpException) return new Problem(BY_HTTP_STATUS[error.getStatus()] ?? 'unexpected');
    if (isUnavailable(error)) return new Problem('unavailable');
    const code = sqlFailure(error)?.code;
    if (code === '42501') return new Problem('not-found'); // the wall of the database refused: as if it were not there
    if (code === '40001' || code === '40P01') return new Problem('conflict');
    const status = httpStatusOf(error);
    return new Problem(status === undefined ? 'unexpected' : (BY_HTTP_STATUS[status] ?? 'malformed'));
  }
}

/** What the security log counts of this answer; null for what is no refusal of access. */
function refusalOf(request: Request, key: ProblemKey): Refusal | null {
  const { wanted, access, method } = request;
  if (!wanted) return null;
  const kind =
    key === 'forbidden'
      ? 'right-missing'
      : FOREIGN[key] === undefined
        ? null
        : access
          ? 'foreign-row'
          : 'foreign-scope';
  if (kind === null) return null;
  return {
    userId: wanted.userId,
    email: null,
    kind,
    scope: wanted.scope,
    scopeId: wanted.id,
    resource: wanted.permission.split(':', 1)[0] ?? '',
    isWrite: method !== 'GET' && method !== 'HEAD',
  };
}

/** Status that Express' own parsers put on their errors (400, 413, 415); others have none. */
function httpStatusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error) || typeof error.status !== 'number')
    return undefined;
  return error.status >= 400 && error.status < 500 ? error.status : undefined;
}

/** Writes the problem document; also used by middleware that runs before Nest. */
export function sendProblem(request: Request, response: Response, problem: Problem): void {
  const language = languageOf(request.headers['accept-language']);
  const traceId = typeof request.id === 'string' ? request.id : '';
  const text = problemText(language, problem.key, { ...problem.params, traceId });
  if (problem.key === 'too-many-requests')
    response.setHeader('Retry-After', String(problem.params['seconds'] ?? 60));
  response
    .status(problem.status)
    .setHeader('Cache-Control', 'no-store')
    .setHeader('Content-Language', language)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `urn:bergfried:problem:${problem.key}`,
        ...text,
        status: problem.status,
        traceId,
        errors: problem.errors.map(({ pointer, code, params = {} }) => ({
          pointer,
          code,
          params,
          message: fieldErrorText(language, code, params),
        })),
      }),
    );
}
