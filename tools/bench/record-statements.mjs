// Loaded into a process of the product before its own code (node --import): tells the bench every statement that goes
// to PostgreSQL, with its values and its connection, so that the bare SQL is what the product runs and not a copy of it.
import pg from 'pg';

const connections = new WeakMap();
let last = 0;
const { query } = pg.Client.prototype;

pg.Client.prototype.query = function (...given) {
  const [first, second] = given;
  const isText = typeof first === 'string';
  if (!connections.has(this)) connections.set(this, (last += 1));
  process.send?.({
    connection: connections.get(this),
    text: isText ? first : first.text,
    values: (isText ? (Array.isArray(second) ? second : []) : first.values) ?? [],
    name: isText ? undefined : first.name,
  });
  return Reflect.apply(query, this, given);
};
