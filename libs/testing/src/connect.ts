import pg from 'pg';

/** A plain connection, for what a test does beside the product: plant, look from outside, kill. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'bergfried-test-outside' });
  client.on('error', () => undefined); // a test may end it from elsewhere
  await client.connect();
  return client;
}

/** Rows of one statement on a connection. */
export async function rowsOf<Row extends pg.QueryResultRow>(
  client: pg.ClientBase,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  return (await client.query<Row>(sql, [...parameters])).rows;
}

/** Runs `work` in a transaction that is always rolled back, so that tests can plant what they like. */
export async function rolledBack<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    return await work();
  } finally {
    await client.query('rollback');
  }
}

/** What became of a statement: its rows, or the SQLSTATE and message of its error. The transaction goes on. */
export interface Attempt {
  readonly rows: readonly pg.QueryResultRow[];
  readonly rowCount: number;
  /** SQLSTATE, or null when it went through. */
  readonly code: string | null;
  readonly message: string;
  readonly constraint: string | null;
}

/** Tries a statement inside a transaction behind a savepoint. */
export async function attempt(
  client: pg.ClientBase,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Attempt> {
  await client.query('savepoint attempt');
  try {
    const { rows, rowCount } = await client.query<pg.QueryResultRow>(sql, [...parameters]);
    await client.query('release savepoint attempt');
    return { rows, rowCount: rowCount ?? 0, code: null, message: '', constraint: null };
  } catch (error) {
    await client.query('rollback to savepoint attempt');
    if (!(error instanceof pg.DatabaseError)) throw error;
    const { code, message, constraint } = error;
    return { rows: [], rowCount: 0, code: code ?? '', message, constraint: constraint ?? null };
  }
}
