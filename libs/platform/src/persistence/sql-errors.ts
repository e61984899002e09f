import {
  QueryFailedError,
  QueryRunnerAlreadyReleasedError,
  QueryRunnerProviderAlreadyReleasedError,
} from 'typeorm';

/** SQLSTATE and constraint of a failed statement, or undefined for any other error. */
export function sqlFailure(error: unknown): { code: string; constraint: string | undefined } | undefined {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (typeof cause !== 'object' || cause === null || !('code' in cause) || typeof cause.code !== 'string')
    return undefined;
  const constraint =
    'constraint' in cause && typeof cause.constraint === 'string' ? cause.constraint : undefined;
  return { code: cause.code, constraint };
}

/** True when exactly this constraint was violated; a database error is mapped by code and name, never by code alone. */
export function violates(error: unknown, constraint: string): boolean {
  return sqlFailure(error)?.constraint === constraint;
}

const GONE = new Set([
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '53300',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
]);

/** True when the database cannot be reached or ended the connection: a try later may succeed. */
export function isUnavailable(error: unknown): boolean {
  const failure = sqlFailure(error);
  if (failure) return GONE.has(failure.code) || failure.code === '57014';
  // TypeORM gives the runner of a connection that died back at once; a unit of work learns it from its next statement.
  if (
    error instanceof QueryRunnerAlreadyReleasedError ||
    error instanceof QueryRunnerProviderAlreadyReleasedError
  )
    return true;
  return (
    error instanceof Error &&
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
      error.message,
    )
  );
}
