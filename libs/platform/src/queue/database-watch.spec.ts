import type { DataSource } from 'typeorm';
import { DatabaseWatch } from './database-watch.js';

/** A database that refuses so many statements, then answers. */
function refusing(times: number): { dataSource: DataSource; asked: () => number } {
  let asked = 0;
  const query = async (): Promise<unknown[]> => {
    asked += 1;
    if (asked <= times) throw new Error('connect ECONNREFUSED');
    return [];
  };
  return { dataSource: { query } as unknown as DataSource, asked: () => asked };
}

describe('the watch over the database', () => {
  it('says at once that it was not away', async () => {
    const { dataSource, asked } = refusing(0);
    expect(await new DatabaseWatch(dataSource).outlived()).toBe(false);
    expect(asked()).toBe(1);
  });

  it('waits until it is back', async () => {
    const { dataSource, asked } = refusing(2);
    expect(await new DatabaseWatch(dataSource).outlived()).toBe(true);
    expect(asked()).toBe(3);
  });

  it('lets go when the process ends, and claims nothing then', async () => {
    const { dataSource } = refusing(Infinity);
    const watch = new DatabaseWatch(dataSource);
    const outlived = watch.outlived();
    watch.stop();
    expect(await outlived).toBe(false);
  });
});
