import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createTestDatabase, OFFICES, TENANTS, type TestDatabase } from '@bergfried/testing';
import { Logger } from '@nestjs/common';
import { Queue, setDefaultBackendFactory } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { createDataSource } from '../persistence/data-source.js';
import { UnitOfWork } from '../persistence/unit-of-work.js';
import { declareSubscribers } from './events.js';
import { OutboxRelay } from './relay.js';

declareSubscribers('relay.tested', { 'relay-test': 'work' });

/** A Redis that takes connections and never says a word. */
describe('a queue that does not answer', () => {
  let database: TestDatabase;
  let system: DataSource;
  let outside: pg.Client;
  let silent: Server;
  const sockets: Socket[] = [];
  let queue: Queue;
  let redis: Redis;
  let relay: OutboxRelay;

  beforeAll(async () => {
    Logger.overrideLogger(false); // failures are the subject here
    database = await createTestDatabase();
    outside = new pg.Client({ connectionString: database.superuserUrl });
    await outside.connect();
    system = createDataSource({
      url: database.systemUrl,
      applicationName: 'bergfried-relay-test',
      max: 2,
      entities: [],
    });
    await system.initialize();
    silent = createServer((socket) => sockets.push(socket));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const redisUrl = `redis://127.0.0.1:${String((silent.address() as AddressInfo).port)}`;
    // as the product's, see backend.ts; made here so that the test can end it
    redis = new Redis(redisUrl, { maxRetriesPerRequest: null });
    redis.on('error', () => undefined);
    setDefaultBackendFactory();
    queue = new Queue('work', { connection: redis, skipWaitingForReady: true });
    queue.on('error', () => undefined);
    relay = new OutboxRelay(new UnitOfWork(system), { work: queue, mail: queue }, database.systemUrl);
  });
  afterAll(async () => {
    redis.disconnect();
    for (const socket of sockets) socket.destroy();
    silent.close();
    await system.destroy();
    await outside.end();
    await database.drop();
  });

  it('keeps the event, and no transaction open for longer than some seconds', async () => {
    const id = uuidv7();
    await outside.query(
      `insert into app.outbox (id, office_id, for_tenant_id, event, payload) values ($1, $2, $3, 'relay.tested', '{}')`,
      [id, OFFICES.alpha, TENANTS.ost],
    );
    await expect(relay.moveBatch()).rejects.toThrow('the queue does not answer');
    expect((await outside.query('select id from app.outbox')).rows).toEqual([{ id }]);
    const open = await outside.query(
      `select from pg_stat_activity where application_name = 'bergfried-relay-test' and xact_start is not null`,
    );
    expect(open.rowCount).toBe(0);
  });
});
