import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Refusals, type Refusal } from './refusals.js';

const ID = '0195f000-0000-7001-8000-000000000001';
const refusal = (facts: Partial<Refusal> = {}): Refusal => ({
  userId: ID,
  email: null,
  kind: 'foreign-scope',
  scope: 'tenant',
  scopeId: ID,
  resource: 'incident',
  isWrite: false,
  ...facts,
});

describe('refusals', () => {
  let written: (Refusal & { count: number })[][];
  let isAway: boolean;
  let refusals: Refusals;

  beforeEach(() => {
    Logger.overrideLogger(false);
    written = [];
    isAway = false;
    refusals = new Refusals({
      query: (_sql: string, [json]: string[]) => {
        if (isAway) return Promise.reject(new Error('database is away'));
        written.push(JSON.parse(json ?? '') as (Refusal & { count: number })[]);
        return Promise.resolve([]);
      },
    } as unknown as DataSource);
  });

  it('are counted, and written together', async () => {
    for (let n = 0; n < 7; n++) refusals.note(refusal());
    refusals.note(refusal({ isWrite: true }));
    expect(written).toEqual([]); // not before the answer
    await refusals.flush();
    expect(written.map((batch) => batch.map(({ count, isWrite }) => [count, isWrite]))).toEqual([
      [
        [7, false],
        [1, true],
      ],
    ]);
    await refusals.flush();
    expect(written).toHaveLength(1);
  });

  it('of whatever is no id are one', async () => {
    for (const scopeId of ['1', "' or 1=1", 'x'.repeat(10_000)]) refusals.note(refusal({ scopeId }));
    await refusals.flush();
    expect(written[0]).toEqual([{ ...refusal({ scopeId: null }), count: 3 }]);
  });

  it('wait while the database is away, and no more than a thousand of them', async () => {
    isAway = true;
    for (let n = 0; n < 1_500; n++) refusals.note(refusal({ resource: `r${String(n)}` }));
    await refusals.flush();
    refusals.note(refusal({ resource: 'r0' }));
    isAway = false;
    await refusals.flush();
    expect(written).toHaveLength(1);
    expect(written[0]).toHaveLength(1_000);
    expect(written[0]?.[0]).toMatchObject({ resource: 'r0', count: 2 });
  });

  it('are written before the process ends', async () => {
    refusals.note(refusal());
    await refusals.beforeApplicationShutdown();
    expect(written).toHaveLength(1);
  });
});
