import {
  connect,
  createTestDatabase,
  plantRows,
  type PlantedIncidents,
  type TestDatabase,
} from '@bergfried/testing';
import { Logger } from '@nestjs/common';
import type { Client } from 'pg';
import { ChangeFeed, type Change } from './change-feed.js';

describe('changes as they are committed', () => {
  let database: TestDatabase;
  let superuser: Client;
  let feed: ChangeFeed;
  let planted: PlantedIncidents;
  let heard: (Change | 'gap')[];

  beforeAll(async () => {
    Logger.overrideLogger(false);
    database = await createTestDatabase();
    superuser = await connect(database.superuserUrl);
    planted = await plantRows(superuser);
    feed = new ChangeFeed(database.appUrl);
    await feed.start();
    feed.subscribe(
      (change) => heard.push(change),
      () => heard.push('gap'),
    );
  });
  afterAll(async () => {
    await feed.onModuleDestroy();
    await superuser.end();
    await database.drop();
  });
  beforeEach(() => (heard = []));

  /** Waits until so much was heard, or two seconds and a half. */
  async function until(count: number): Promise<void> {
    for (let tries = 0; tries < 250 && heard.length < count; tries++)
      await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const touch = (id: string): Promise<unknown> =>
    superuser.query('update app.incident set version = version + 1 where id = $1', [id]);

  it('arrive within a second', async () => {
    const started = performance.now();
    await touch(planted.ost.shared);
    await until(1);
    expect(heard).toMatchObject([{ table: 'incident', op: 'U', id: planted.ost.shared, countyOnly: false }]);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('tell of a gap after the connection was lost, and go on', async () => {
    await superuser.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'bergfried-listen' and datname = $1`,
      [database.name],
    );
    await touch(planted.ost.shared); // falls into the gap
    await until(1);
    expect(heard).toEqual(['gap']);
    await touch(planted.west.shared);
    await until(2);
    expect(heard).toMatchObject(['gap', { id: planted.west.shared }]);
  });

  it('end for who no longer listens', async () => {
    const others: Change[] = [];
    const stop = feed.subscribe(
      (change) => others.push(change),
      () => undefined,
    );
    stop();
    await touch(planted.ost.shared);
    await until(1);
    expect([heard.length, others.length]).toEqual([1, 0]);
  });

  it('tell of clocks that run out, those for the county only marked as such', async () => {
    const system = await connect(database.systemUrl);
    const { rows } = await system.query<{ n: number }>(
      `select app.announce_overdue('2026-11-04T07:59:59Z', '2026-11-04T08:00:00Z') as n`,
    );
    await system.end();
    expect(rows).toEqual([{ n: 6 }]);
    await until(6);
    const changes = heard.filter((change) => change !== 'gap');
    expect(changes.every(({ table, op, officeId }) => table === 'duty' && op === 'O' && !officeId)).toBe(
      true,
    );
    expect(changes.filter(({ countyOnly }) => countyOnly)).toHaveLength(3);
  });
});
