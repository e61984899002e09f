import pg from 'pg';

/** SQL sent while `work` ran, in order, over all connections of this process. */
export async function recordStatements(work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = [];
  const original = pg.Client.prototype.query;
  const recording = function (this: pg.Client, ...parameters: unknown[]): unknown {
    const [first] = parameters;
    const text = typeof first === 'string' ? first : (first as { text?: string } | undefined)?.text;
    if (text !== undefined) statements.push(text);
    return Reflect.apply(original, this, parameters);
  };
  pg.Client.prototype.query = recording as typeof original;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original;
  }
  return statements;
}

/** The statements between context (app.open_scope) and COMMIT: what a statement budget counts. */
export function betweenContextAndCommit(statements: readonly string[]): string[] {
  const start = statements.findIndex((sql) => sql.includes('app.open_scope'));
  const end = statements.findIndex((sql, index) => index > start && /^\s*commit/i.test(sql));
  if (start < 0 || end < 0) throw new Error(`no complete unit of work in: ${statements.join(' | ')}`);
  return statements.slice(start + 1, end).filter((sql) => !sql.includes('app.trace_access'));
}
