import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** As many connections as the api has (apps/api/src/main.ts). */
const poolSize = 20;

export function openPool(url) {
  pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day); // as the product reads them
  return new pg.Pool({ connectionString: url, max: poolSize, application_name: 'bergfried-bench' });
}

/**
 * The statements of one request, from BEGIN to COMMIT, out of all that were recorded while it ran.
 * The look-up of the session is not among them: it is what ours does beyond the SQL of the answer.
 */
export function transactionOf(recorded) {
  const begin = recorded.findLastIndex(({ text }) => /^\s*begin/i.test(text));
  const { connection } = recorded[begin] ?? {};
  const statements = recorded.slice(begin).filter((statement) => statement.connection === connection);
  const end = statements.findIndex(({ text }) => /^\s*commit/i.test(text));
  if (begin < 0 || end < 0)
    throw new Error(`no complete transaction: ${recorded.map(({ text }) => text).join(' | ')}`);
  return statements.slice(0, end + 1).map(({ text, values, name }) => ({ text, values, name }));
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const reference = /[A-ZÄÖÜ]+-V\d{4}-\d+/g;

/**
 * Ids and references that two recordings of the same request do not share: each replay needs its own.
 * @returns {string[]} of the first one
 */
export function madeValues(one, other) {
  const found = (statements, pattern) => new Set(JSON.stringify(statements).match(pattern) ?? []);
  return [uuid, reference].flatMap((pattern) => {
    const known = found(other, pattern);
    return [...found(one, pattern)].filter((value) => !known.has(value));
  });
}

let copies = 0;

/** Runs a recorded transaction on one connection of the pool. @returns {Promise<object[][]>} rows of each statement */
export async function replay(pool, { statements, made = [] }) {
  const fresh = new Map(
    made.map((value) => [value, value.length === 36 ? randomUUID() : `B-${process.pid}-${(copies += 1)}`]),
  );
  const client = await pool.connect();
  let failure;
  try {
    const rows = [];
    for (const { text, values, name } of statements) {
      const result = await client.query(
        name === undefined && values.length === 0
          ? text
          : { text, name, values: fresh.size === 0 ? values : values.map((value) => renew(value, fresh)) },
      );
      rows.push(Array.isArray(result) ? result.flatMap((one) => one.rows) : result.rows);
    }
    return rows;
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    client.release(failure);
  }
}

function renew(value, fresh) {
  if (typeof value === 'string') {
    let text = value;
    for (const [old, made] of fresh) text = text.replaceAll(old, made);
    return text;
  }
  return Array.isArray(value) ? value.map((one) => renew(one, fresh)) : value;
}
