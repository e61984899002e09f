import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import pg from 'pg';
import { queueBackend } from '../queue/backend.js';
import { PoolClient } from './pool-client.js';

/** A message of PostgreSQL's protocol: letter, length, content. */
const message = (letter: string, content: Buffer): Buffer => {
  const head = Buffer.alloc(5, letter);
  head.writeInt32BE(content.length + 4, 1);
  return Buffer.concat([head, content]);
};
/** Signed in and ready, and ended by the administrator: all at once, as a client hears it that was killed at its start. */
const READY_AND_KILLED = Buffer.concat([
  message('R', Buffer.alloc(4)),
  message('Z', Buffer.from('I')),
  message('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0')),
]);

let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(READY_AND_KILLED));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `postgres://somebody@127.0.0.1:${String((server.address() as AddressInfo).port)}/nowhere`;
});
afterAll(() => server.close());

/** Errors that nobody listened to while a pool opened a connection. */
async function unheard(pool: pg.Pool): Promise<string[]> {
  const found: string[] = [];
  pool.on('connect', (client) => {
    const emit = client.emit.bind(client);
    client.emit = ((name: string, ...rest: unknown[]) => {
      if (name !== 'error' || client.listenerCount('error') > 0)
        return emit(name as 'error', ...(rest as [Error]));
      found.push((rest[0] as Error).message);
      return true;
    }) as typeof client.emit;
  });
  pool.on('error', () => undefined);
  const client = await pool.connect();
  await new Promise<void>((resolve) => client.once('end', resolve)); // `once` of Node would listen to errors too
  client.release(true);
  await pool.end();
  return found;
}

describe('a connection that is killed in the message that opened it', () => {
  it('finds nobody listening with a client of pg', async () => {
    expect(await unheard(new pg.Pool({ connectionString: url, ssl: false }))).toContain(
      'terminating connection due to administrator command',
    );
  });

  it('is heard by ours, and in the pool of the queue', async () => {
    expect(await unheard(new pg.Pool({ connectionString: url, ssl: false, Client: PoolClient }))).toEqual([]);
    const { connection } = queueBackend({ redisUrl: undefined, databaseUrl: url });
    expect(await unheard(connection as pg.Pool)).toEqual([]);
  });
});
