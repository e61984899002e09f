import fc from 'fast-check';
import { Conditions, readPage, type ListRow, type ListSpec } from './paging.js';

const SPEC: ListSpec = {
  from: 'app.thing r',
  columns: 'r.id, r.name',
  detail: 'from r',
  conditions: ['r.color = $1::text'],
  parameters: ['rot'],
  sortKeys: { name: [{ column: 'r.name', type: 'text' }], when: [{ column: 'r.at', type: 'timestamptz' }] },
  sort: 'name',
  tenantIds: ['t1'],
  page: {},
};

interface Sent {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}
/** A database that answers with these rows, and with 99 where it is asked how many there are. */
const database = (rows: readonly ListRow[]) => {
  const sent: Sent[] = [];
  return {
    sent,
    query: async (sql: string, parameters: readonly unknown[]): Promise<ListRow[]> => {
      sent.push({ sql, parameters });
      return sql.includes('count(*)') ? [{ total: 99 }] : [...rows];
    },
  };
};
const row = (n: number): ListRow => ({
  id: `id${String(n)}`,
  name: `n${String(n)}`,
  k0: `n${String(n)}`,
  k1: `id${String(n)}`,
});
const read = (spec: Partial<ListSpec>, rows: readonly ListRow[] = []) => {
  const { sent, query } = database(rows);
  return readPage(query, { ...SPEC, ...spec }, (item) => item['id'] as string).then((page) => ({
    page,
    sent,
  }));
};

describe('a page', () => {
  it('asks for one row more than it shows, to know whether it is the last', async () => {
    const { page, sent } = await read({ page: { limit: 2 } }, [row(1), row(2), row(3)]);
    expect(page).toEqual({ items: ['id1', 'id2'], nextCursor: expect.any(String), total: 99 });
    expect(sent[0]?.sql).toContain('limit 3');
    expect(await read({ page: { limit: 3 } }, [row(1), row(2), row(3)])).toMatchObject({
      page: { nextCursor: null },
    });
  });

  it('counts once and carries the number along', async () => {
    const first = await read({ page: { limit: 1 } }, [row(1), row(2)]);
    expect(first.sent).toHaveLength(2);
    const next = await read({ page: { limit: 1, cursor: first.page.nextCursor ?? '' } }, [row(2)]);
    expect(next.sent).toHaveLength(1);
    expect(next.page).toEqual({ items: ['id2'], nextCursor: null, total: 99 });
    expect((await read({ counted: false }, [row(1)])).sent).toHaveLength(1);
  });

  it('continues behind the last row, by every key and the id', async () => {
    const first = await read({ page: { limit: 1 } }, [row(1), row(2)]);
    const { sent } = await read({ page: { limit: 1, cursor: first.page.nextCursor ?? '' } });
    expect(sent[0]?.sql).toMatch(/\(r\.name, r\.id\) > \(\$\d::text, \$\d::uuid\)/);
    expect(sent[0]?.parameters).toEqual(expect.arrayContaining(['n1', 'id1']));
    const down = await read({ sort: '-name', page: { limit: 1 } }, [row(1), row(2)]);
    const after = await read({ sort: '-name', page: { limit: 1, cursor: down.page.nextCursor ?? '' } });
    expect(after.sent[0]?.sql).toMatch(/\(r\.name, r\.id\) < /);
    expect(after.sent[0]?.sql).toContain('order by r.name desc, r.id desc');
  });

  it('reads one member by equality, many each by itself, and none as none', async () => {
    const [one, many, none, asOf] = [
      (await read({})).sent[0],
      (await read({ tenantIds: ['t1', 't2'] })).sent[0],
      (await read({ tenantIds: [] })).sent[0],
      (await read({ tenantIds: ['t1', 't2'], perTenant: false })).sent[0],
    ];
    expect(one?.sql).toContain('r.tenant_id = $2::uuid');
    expect(many?.sql).toMatch(/unnest\(\$2::uuid\[\]\) t\(id\) cross join lateral \(.*r\.tenant_id = t\.id/s);
    expect(none?.parameters).toContain(null);
    expect(asOf?.sql).toContain('r.tenant_id = any ($2::uuid[])');
  });

  it('numbers its parameters without a gap, and never writes a value into the text', async () => {
    const text = fc.string({ minLength: 1 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { maxLength: 3 }),
        text,
        fc.array(text, { minLength: 1, maxLength: 3 }),
        async (values, key, tenantIds) => {
          const conditions = new Conditions();
          for (const value of values) conditions.add(`r.x = ${conditions.parameter(`§${value}§`, 'text')}`);
          const spec = { conditions: conditions.sql, parameters: conditions.parameters, tenantIds };
          const last = { id: 'i', k0: `§${key}§`, k1: 'i' };
          const first = await read({ ...spec, page: { limit: 1 } }, [last, last]);
          const { sent } = await read({ ...spec, page: { limit: 1, cursor: first.page.nextCursor ?? '' } });
          for (const { sql, parameters } of [...first.sent, ...sent]) {
            expect(sql).not.toContain('§');
            const used = new Set([...sql.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)));
            expect([...used].sort((a, b) => a - b)).toEqual(parameters.map((_, index) => index + 1));
          }
        },
      ),
    );
  });

  const cursor = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  it.each([
    ['nothing', ''],
    ['no base64', '%%%'],
    ['no JSON', Buffer.from('x').toString('base64url')],
    ['no list', cursor({ sort: 'name' })],
    ['another order', cursor(['-name', 9, 'a', 'b'])],
    ['too few keys', cursor(['name', 9, 'a'])],
    ['too many keys', cursor(['name', 9, 'a', 'b', 'c'])],
    ['a total that is none', cursor(['name', 'neun', 'a', 'b'])],
    ['half a total', cursor(['name', 1.5, 'a', 'b'])],
    ['a key that is none', cursor(['name', 9, null, 'b'])],
    ['an object as key', cursor(['name', 9, { a: 1 }, 'b'])],
  ])('refuses a cursor with %s', async (_, given) => {
    await expect(read({ page: { cursor: given } })).rejects.toMatchObject({
      key: 'invalid',
      errors: [{ pointer: '?cursor', code: 'cursor' }],
    });
  });

  it('takes a value that PostgreSQL cannot read for a forged cursor, and nothing else', async () => {
    const failing = (code: string, page = {}): Promise<unknown> =>
      readPage(
        () => Promise.reject(Object.assign(new Error('sql'), { code })),
        { ...SPEC, page },
        (item) => item,
      );
    const forged = { cursor: cursor(['name', 9, 'a', 'keine-uuid']) };
    await expect(failing('22P02', forged)).rejects.toMatchObject({ key: 'invalid' });
    await expect(failing('22P02')).rejects.toMatchObject({ code: '22P02' });
    await expect(failing('42P01', forged)).rejects.toMatchObject({ code: '42P01' });
  });
});
