import { randomUUID } from 'node:crypto';
import { sendPipelined } from '@bergfried/platform';
import pg from 'pg';

/** As many connections as the api has (apps/api/src/main.ts). */
const poolSize = 20;

export function openPool(url) {
  pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day); // as the product reads them
  return new pg.Pool({ connectionString: url, max: poolSize, application_name: 'bergfried-bench' });
}

/**
 * The messages of one request to PostgreSQL, from BEGIN to COMMIT, out of all that were recorded while it ran.
 * The look-up of the session is not among them: it is what ours does beyond the SQL of the answer.
 * @returns {Message[]}
 * @typedef {{ text: string, values: unknown[] }[]} Message one or several statements that travel together
 */
export function transactionOf(recorded) {
  const has = (pattern) => (message) => message.statements.some(({ text }) => pattern.test(text));
  const begin = recorded.findLastIndex(has(/^\s*begin/i));
  const messages = recorded
    .slice(begin)
    .filter(({ connection }) => connection === recorded[begin]?.connection);
  const end = messages.findIndex(has(/^\s*commit/i));
  if (begin < 0 || end < 0) throw new Error(`no complete transaction: ${JSON.stringify(recorded)}`);
  return messages.slice(0, end + 1).map(({ statements }) => statements);
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const reference = /[A-ZÄÖÜ]+-V\d{4}-\d+/g;

/**
 * Ids and references that two recordings of the same request do not share: each replay needs its own.
 * @returns {string[]} of the first one
 */
export function madeValues(one, other) {
  const found = (messages, pattern) => new Set(JSON.stringify(messages).match(pattern) ?? []);
  return [uuid, reference].flatMap((pattern) => {
    const known = found(other, pattern);
    return [...found(one, pattern)].filter((value) => !known.has(value));
  });
}

let copies = 0;

/**
 * Runs a recorded transaction on one connection of the pool, message by message as the product sends it.
 * @returns {Promise<object[][]>} rows of each statement
 */
export async function replay(pool, { messages, made = [] }) {
  const fresh = new Map(
    made.map((value) => [value, value.length === 36 ? randomUUID() : `B-${process.pid}-${(copies += 1)}`]),
  );
  const client = await pool.connect();
  let failure;
  try {
    const rows = [];
    for (const message of messages) {
      const statements = message.map(({ text, values }) => ({
        text,
        values: fresh.size === 0 ? values : values.map((value) => renew(value, fresh)),
      }));
      const [only] = statements;
      const results =
        statements.length > 1
          ? await sendPipelined(client, statements)
          : [await client.query(only.text, only.values)];
      rows.push(...results.map((result) => result.rows));
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
