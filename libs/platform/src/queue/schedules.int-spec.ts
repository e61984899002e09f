import { createTestDatabase, type TestDatabase } from '@bergfried/testing';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../persistence/data-source.js';
import { UnitOfWork } from '../persistence/unit-of-work.js';
import { Schedules, type DueTime } from './schedules.js';

Logger.overrideLogger(false);

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = createDataSource({
    url: database.systemUrl,
    applicationName: 'schedules',
    max: 4,
    entities: [],
  });
  await dataSource.initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

/** A worker's schedules with one that notes when it was served. */
function workerWith(id: string, served: DueTime[], run?: () => Promise<void>): Schedules {
  const schedules = new Schedules(new UnitOfWork(dataSource));
  schedules.add({
    id,
    cron: '0 6 * * *',
    run: async (due) => {
      await run?.();
      served.push(due);
    },
  });
  return schedules;
}

const at = (time: string): Date => new Date(`2026-11-${time}:00.000Z`);

describe('schedules', () => {
  it('begin with the first look, and then serve each time once', async () => {
    const served: DueTime[] = [];
    const schedules = workerWith('once', served);
    for (const time of ['20T12:00', '20T12:10', '21T04:59', '21T05:00', '21T05:00', '21T05:10', '22T05:01'])
      await schedules.serveDue(at(time));
    expect(served.map(({ dueAt }) => dueAt.toISOString())).toEqual([
      '2026-11-21T05:00:00.000Z',
      '2026-11-22T05:00:00.000Z',
    ]);
    expect(served[1]?.since).toEqual(at('21T05:00'));
  });

  it('make up once for many missed times', async () => {
    const served: DueTime[] = [];
    const schedules = workerWith('missed', served);
    await schedules.serveDue(at('10T12:00'));
    await schedules.serveDue(at('20T12:00'));
    await schedules.serveDue(at('20T12:01'));
    expect(served.map(({ dueAt }) => dueAt.toISOString())).toEqual(['2026-11-20T05:00:00.000Z']);
  });

  it('are served by one of many workers', async () => {
    const served: DueTime[] = [];
    const workers = [1, 2, 3].map(() => workerWith('shared', served));
    await workers[0]?.serveDue(at('20T12:00'));
    await Promise.all(workers.map((worker) => worker.serveDue(at('21T12:00'))));
    expect(served).toHaveLength(1);
  });

  it('stay due when they fail, and hold up no other', async () => {
    const served: DueTime[] = [];
    const state = { broken: true };
    const schedules = workerWith('failing', served, async () => {
      if (state.broken) throw new Error('not yet');
    });
    const others: DueTime[] = [];
    schedules.add({ id: 'other', cron: '0 6 * * *', run: async (due) => void others.push(due) });
    await schedules.serveDue(at('20T12:00'));
    await schedules.serveDue(at('21T12:00'));
    expect([served.length, others.length]).toEqual([0, 1]);
    state.broken = false;
    await schedules.serveDue(at('21T12:01'));
    expect([served.length, others.length]).toEqual([1, 1]);
  });

  it('have names of their own', () => {
    const schedules = workerWith('twice', []);
    expect(() => schedules.add({ id: 'twice', cron: '* * * * *', run: async () => undefined })).toThrow(
      'twice',
    );
  });
});
