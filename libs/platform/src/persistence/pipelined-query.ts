import pg from 'pg';

/** One parameterised statement. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** How pg writes a value for the protocol; it exports the function, its types do not. */
const { utils } = pg as unknown as { utils: { prepareValue(value: unknown): string | Buffer | null } };

/** A query of pg that brings statements before its own; {@link Statement | all} are named for whoever records what is sent. */
export type PipelinedQuery = pg.Query & { readonly statements: readonly Statement[] };

/**
 * Several statements in one message to the server and one answer from it (protocol: extended query, one Sync at the
 * end): the first that fails ends the rest. pg's own `pipeline` option would send each by itself and no longer notice
 * two queries at once on one connection, which is a mistake in a unit of work. See docs/adr/0016.
 */
export function pipelinedQuery(
  statements: readonly Statement[],
  callback: (error: Error | null, results: pg.QueryResult[]) => void,
): PipelinedQuery {
  const last = statements.at(-1);
  if (!last) throw new Error('nothing to send');
  const before = statements
    .slice(0, -1)
    .map(({ text, values }) => ({ text, values: values.map((value) => utils.prepareValue(value)) }));
  const query = new pg.Query(
    { text: last.text, values: [...last.values], queryMode: 'extended' } as pg.QueryConfig,
    (error, result: unknown) =>
      callback(error ?? null, (Array.isArray(result) ? result : [result]) as pg.QueryResult[]),
  );
  const submitLast = query.submit.bind(query);
  query.submit = (connection) => {
    const { stream } = connection;
    stream.cork();
    try {
      for (const { text, values } of before) {
        connection.parse({ name: '', text, types: [] }, true);
        connection.bind({ values }, true);
        connection.describe({ type: 'P', name: '' }, true);
        connection.execute({}, true);
      }
      submitLast(connection);
      return null;
    } finally {
      stream.uncork();
    }
  };
  return Object.assign(query, { statements });
}

/** Sends them and waits for the one answer. @returns the result of each @throws DatabaseError of the first that fails */
export function sendPipelined(
  client: pg.ClientBase,
  statements: readonly Statement[],
): Promise<pg.QueryResult[]> {
  return new Promise((resolve, reject) => {
    client.query(
      pipelinedQuery(statements, (error, results) => {
        if (error) reject(error);
        else resolve(results);
      }),
    );
  });
}
