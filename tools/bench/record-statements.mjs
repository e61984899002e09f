import pg from 'pg';

const connections = new WeakMap();
let last = 0;

/** Calls `tell` with every message to PostgreSQL from now on: its connection and the statements with their values. @returns the way back */
export function watchStatements(tell) {
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (...given) {
    const [first, second] = given;
    if (!connections.has(this)) connections.set(this, (last += 1));
    tell({ connection: connections.get(this), statements: statementsOf(first, second) });
    return Reflect.apply(query, this, given);
  };
  return () => (pg.Client.prototype.query = query);
}

/** What was sent to PostgreSQL while `work` ran. */
export async function recordStatements(work) {
  const recorded = [];
  const stop = watchStatements((message) => recorded.push(message));
  try {
    await work();
    return recorded;
  } finally {
    stop();
  }
}

/** One message may carry several (libs/platform/src/persistence/pipelined-query.ts). */
function statementsOf(first, second) {
  if (typeof first === 'string') return [{ text: first, values: Array.isArray(second) ? second : [] }];
  if (first.statements) return first.statements.map(({ text, values }) => ({ text, values }));
  return [{ text: first.text, values: first.values ?? (Array.isArray(second) ? second : []) }];
}
