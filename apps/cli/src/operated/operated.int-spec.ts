import {
  connect,
  keepMailBook,
  rowsOf,
  startOperatedSet,
  strikeAll,
  strikeTable,
  untilQuiet,
  type Load,
  type OperatedSet,
  type Strike,
} from '@bergfried/testing';
import type pg from 'pg';

// Two apis and two workers from the build, on servers of their own, behind a proxy that stands for the one of deploy/proxy.

const START_MS = 180_000;
const RUN_MS = 240_000;
/** The job of a dead worker is taken over after up to twice 15 s, and a mail that met no database waits 10 s more. */
const DRAIN_MS = 60_000;

let set: OperatedSet;
let superuser: pg.Client;
let load: Load;
let strikes: readonly Strike[];

beforeAll(async () => {
  set = await startOperatedSet();
  ({ load, strikes } = await strikeAll(set));
  process.stdout.write(strikeTable({ load, strikes }));
  superuser = await connect(set.database.superuserUrl);
}, START_MS + RUN_MS);

afterAll(async () => {
  await superuser.end();
  await set.stop();
}, 30_000);

describe('two apis and two workers under the load of fifty people, each process killed with SIGKILL', () => {
  it('were all killed, and requests succeeded again', () => {
    const names = strikes.map(({ killed }) => killed);
    expect(names).toEqual([
      'worker 1',
      'worker 2',
      'api 1',
      'api 2',
      ...(set.redis ? ['Redis'] : []),
      set.cluster.name,
    ]);
  });

  it(
    'do all work that was taken on',
    async () => {
      const redis =
        set.redisUrl === null
          ? null
          : { url: set.redisUrl, prefix: 'bergfried', stop: async () => undefined };
      const count = async (sql: string): Promise<number> =>
        Number((await rowsOf<{ count: string }>(superuser, sql))[0]?.count);
      await untilQuiet(count, redis, DRAIN_MS);
    },
    DRAIN_MS + 5000,
  );

  it('lose no incident whose answer arrived', async () => {
    expect(load.acknowledged.size).toBeGreaterThan(50);
    const rows = await rowsOf<{ id: string; title: string }>(
      superuser,
      'select id, title from app.incident where id = any ($1)',
      [[...load.acknowledged.keys()]],
    );
    expect(new Map(rows.map(({ id, title }) => [id, title]))).toEqual(load.acknowledged);
  });

  it('send each mail once, and lose none', async () => {
    const { incidents, mails, doubled, missing, unclear, lost } = await keepMailBook(
      superuser,
      set.smtp.mails,
    );
    process.stdout.write(
      `${String(mails)} mails about ${String(incidents)} incidents, ${String(unclear)} of them unclear\n`,
    );
    expect({ doubled, missing, lost }).toEqual({ doubled: [], missing: [], lost: [] });
    expect(mails).toBe(2 * incidents);
    expect(incidents).toBeGreaterThanOrEqual(load.acknowledged.size);
  });

  it('show nobody a row of another member', () => {
    expect(load.rowsSeen()).toBeGreaterThan(500);
    expect(load.foreign).toEqual([]);
  });
});
