import pg from 'pg';

/** A statement as it went to the server. */
export interface SentStatement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** What pg takes: a text, a configuration, or several statements in one message (platform's pipelined query). */
interface Given {
  readonly text?: string;
  readonly statements?: readonly { readonly text: string; readonly values: readonly unknown[] }[];
}

/** Statements sent while `work` ran with their parameters, in order, over all connections of this process. */
export async function recordSent(work: () => Promise<unknown>): Promise<SentStatement[]> {
  const sent: SentStatement[] = [];
  const original = pg.Client.prototype.query;
  const recording = function (this: pg.Client, ...given: unknown[]): unknown {
    const [first, second] = given;
    const { text, statements } = (typeof first === 'string' ? { text: first } : first) as Given;
    if (statements)
      sent.push(...statements.map(({ text: sql, values }) => ({ sql, parameters: [...values] })));
    else if (text !== undefined)
      sent.push({ sql: text, parameters: Array.isArray(second) ? [...(second as unknown[])] : [] });
    return Reflect.apply(original, this, given);
  };
  pg.Client.prototype.query = recording as typeof original;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original;
  }
  return sent;
}

/** SQL sent while `work` ran, in order, over all connections of this process. */
export async function recordStatements(work: () => Promise<unknown>): Promise<string[]> {
  return (await recordSent(work)).map(({ sql }) => sql);
}

/**
 * The statements between context (app.open_scope) and COMMIT: what a statement budget counts. A first read by the
 * office opens twice, because its trace is written in between; the unit that answers is the last one.
 */
export function betweenContextAndCommit(statements: readonly string[]): string[] {
  const start = statements.findLastIndex((sql) => sql.includes('app.open_scope'));
  const end = statements.findIndex((sql, index) => index > start && /^\s*commit/i.test(sql));
  if (start < 0 || end < 0) throw new Error(`no complete unit of work in: ${statements.join(' | ')}`);
  return statements.slice(start + 1, end).filter((sql) => !sql.includes('app.trace_access'));
}
