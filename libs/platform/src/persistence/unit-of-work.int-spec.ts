import {
  connect,
  createTestDatabase,
  createTestUnits,
  rowsOf,
  TENANTS,
  type TestDatabase,
  type TestUnits,
} from '@bergfried/testing';
import pg, { type Client } from 'pg';
import { isUnavailable } from './sql-errors.js';

/** Held by coordinators; which permission it is does not matter here. */
const READ = 'member:read';

describe('unit of work', () => {
  let database: TestDatabase;
  let units: TestUnits;
  let superuser: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    units = await createTestUnits(database, [], 2);
    superuser = await connect(database.superuserUrl);
  });
  afterAll(async () => {
    await units.close();
    await superuser.end();
    await database.drop();
  });

  const query = <Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]> =>
    units.unitOfWork.query<Row>(sql, parameters);
  const inOst = <T>(work: () => Promise<T>): Promise<T> => units.as('coordinator', 'ost', READ, work);
  const pid = async (): Promise<number> =>
    (await query<{ pid: number }>('select pg_backend_pid() as pid'))[0]?.pid ?? 0;
  const shortName = async (): Promise<string> =>
    (
      await rowsOf<{ name: string }>(
        superuser,
        'select short_name as name from app.tenant where tenant_id = $1',
        [TENANTS.ost],
      )
    )[0]?.name ?? '';
  const rename = (name: string): Promise<unknown> =>
    query('update app.tenant set short_name = $2 where tenant_id = $1', [TENANTS.ost, name]);
  const backendsOf = (which: number): Promise<unknown[]> =>
    rowsOf(superuser, 'select 1 from pg_stat_activity where pid = $1', [which]);

  it('reaches no tenant data outside', async () => {
    expect(() => units.unitOfWork.manager).toThrow('no unit of work is open');
    await expect(query('select 1')).rejects.toThrow('no unit of work is open');
    await inOst(async () => expect(await query('select 1 as one')).toEqual([{ one: 1 }]));
    expect(() => units.unitOfWork.manager).toThrow('no unit of work is open');
  });

  it('joins the one that is open and opens no second context', async () => {
    let opened = 0;
    await inOst(async () => {
      const outer = await query('select pg_current_xact_id()::text as id, app.actor() as actor');
      const inner = await units.unitOfWork.run(
        {
          readOnly: true,
          open: async () => {
            opened++;
          },
        },
        () => query('select pg_current_xact_id()::text as id, app.actor() as actor'),
      );
      expect(inner).toEqual(outer);
    });
    expect(opened).toBe(0);
  });

  it('takes back everything when an inner part fails, and keeps it when the outer part copes', async () => {
    await expect(
      inOst(async () => {
        await rename('Eins');
        await units.unitOfWork.run({ readOnly: false, open: () => Promise.resolve() }, () =>
          Promise.reject(new Error('inner')),
        );
      }),
    ).rejects.toThrow('inner');
    expect(await shortName()).toBe('Ost');
    await inOst(async () => {
      await rename('Zwei');
      await units.unitOfWork
        .run({ readOnly: false, open: () => Promise.resolve() }, () => Promise.reject(new Error('inner')))
        .catch(() => undefined);
    });
    expect(await shortName()).toBe('Zwei');
    await inOst(() => rename('Ost'));
  });

  it('writes nothing when the context cannot be opened', async () => {
    await expect(units.as('stranger', 'ost', READ, () => rename('Fremd'))).rejects.toThrow('not-found');
    expect(await shortName()).toBe('Ost');
  });

  /** Messages to the server while `work` ran: each is one query of pg, whatever number of statements it carries. */
  const messagesOf = async (work: () => Promise<unknown>): Promise<number> => {
    const sent = jest.spyOn(pg.Client.prototype, 'query');
    await work();
    const { length } = sent.mock.calls;
    sent.mockRestore();
    return length;
  };

  it('sends in one message what is asked for at the same moment, and BEGIN with the first', async () => {
    const both = (): Promise<unknown> =>
      inOst(async () => {
        expect(await Promise.all([query('select $1::int as n', [1]), query('select 2 as n')])).toEqual([
          [{ n: 1 }],
          [{ n: 2 }],
        ]);
      });
    expect(await messagesOf(both)).toBe(3); // BEGIN with the scope, the two, COMMIT
  });

  it('fails all that was asked for at the same moment when one of it fails', async () => {
    await inOst(async () => {
      const asked = [query('select 1 as n'), query('select 1 / 0'), query('select 3 as n')];
      expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(
        Array(3).fill('rejected'),
      );
      throw new Error('given up');
    }).catch((error: unknown) => expect(error).toMatchObject({ message: 'given up' }));
  });

  it('sends what was deferred before the next statement, with COMMIT at the latest, and tells its error there', async () => {
    const change = `update app.tenant set short_name = $2, version = version + 1 where tenant_id = $1`;
    const changed = await messagesOf(() =>
      inOst(async () => {
        units.unitOfWork.defer(change, [TENANTS.ost, 'Später']);
        expect(await query('select short_name from app.tenant where tenant_id = $1', [TENANTS.ost])).toEqual([
          { short_name: 'Später' },
        ]);
        units.unitOfWork.defer(change, [TENANTS.ost, 'Zuletzt']);
      }),
    );
    expect(changed).toBe(3);
    expect(await shortName()).toBe('Zuletzt');
    await expect(
      inOst(async () => units.unitOfWork.defer(change, [TENANTS.ost, ''])), // too short a name
    ).rejects.toMatchObject({ driverError: { code: '23514' } });
    await inOst(async () => {
      units.unitOfWork.defer(change, [TENANTS.ost, 'Ost']);
      await units.unitOfWork.manager.query('select 1'); // TypeORM's own statements come after it too
    });
    expect(await shortName()).toBe('Ost');
  });

  it('refuses to write while it is read only, as every GET is', async () => {
    const unit = await units.unitOfWork.begin({ readOnly: true });
    await expect(
      units.unitOfWork.settle(unit, async () => {
        await query(
          `select set_config('app.write_tenant', $1, true), set_config('app.read_tenants', $1, true)`,
          [TENANTS.ost],
        );
        await rename('Gelesen');
      }),
    ).rejects.toMatchObject({ driverError: { code: '25006' } });
    expect(await shortName()).toBe('Ost');
  });

  it('does not call a swallowed error a success: nothing was written, so the caller must hear it', async () => {
    await expect(
      inOst(async () => {
        await rename('Verschluckt');
        await query('select 1 / 0').catch(() => undefined);
      }),
    ).rejects.toThrow('had failed');
    expect(await shortName()).toBe('Ost');
  });

  it('ends once, and nothing works in it afterwards', async () => {
    const unit = await units.unitOfWork.begin({ readOnly: true });
    await unit.commit();
    await unit.rollback();
    await expect(unit.commit()).rejects.toThrow('has ended');
    expect(() => unit.manager).toThrow('has ended');
    const escaped: (() => Promise<unknown>)[] = [];
    await inOst(async () => {
      const { manager } = units.unitOfWork;
      escaped.push(
        () => manager.query('select 1'),
        () => query('select 1'),
      );
    });
    for (const late of escaped) await expect(late()).rejects.toThrow();
  });

  it('keeps two units of the same process apart', async () => {
    const order: string[] = [];
    await Promise.all([
      inOst(async () => {
        order.push('ost');
        expect(await query('select app.read_tenants() as ids')).toEqual([{ ids: [TENANTS.ost] }]);
      }),
      units.as('coordinatorWest', 'west', READ, async () => {
        order.push('west');
        expect(await query('select app.read_tenants() as ids')).toEqual([{ ids: [TENANTS.west] }]);
      }),
    ]);
    expect(order.sort()).toEqual(['ost', 'west']);
  });

  it('fails before it answers when the connection dies, and the pool goes on', async () => {
    const dying = inOst(async () => {
      await rename('Gestorben');
      await superuser.query('select pg_terminate_backend($1)', [await pid()]);
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
    await expect(dying).rejects.toThrow();
    expect(await shortName()).toBe('Ost');
    expect(await inOst(() => query('select 1 as one'))).toEqual([{ one: 1 }]);
  });

  it('destroys a connection whose ROLLBACK fails: the next one must not inherit the member', async () => {
    let dirty = 0;
    const original = pg.Client.prototype.query;
    const failing = function (this: pg.Client, ...given: unknown[]): unknown {
      if (given[0] !== 'ROLLBACK') return Reflect.apply(original, this, given);
      pg.Client.prototype.query = original;
      return Promise.reject(new Error('ROLLBACK did not get through'));
    };
    await expect(
      inOst(async () => {
        dirty = await pid();
        pg.Client.prototype.query = failing as typeof original;
        throw new Error('work failed');
      }),
    ).rejects.toThrow('work failed');
    pg.Client.prototype.query = original;
    for (let tries = 0; tries < 50 && (await backendsOf(dirty)).length > 0; tries++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await backendsOf(dirty)).toEqual([]);
    const seen: number[] = [];
    for (let n = 0; n < 4; n++) seen.push(await inOst(pid));
    expect(seen).not.toContain(dirty);
  });

  it('answers "unavailable" when no connection is free in time', async () => {
    const held = [
      await units.unitOfWork.begin({ readOnly: true }),
      await units.unitOfWork.begin({ readOnly: true }),
    ];
    const error: unknown = await inOst(() => query('select 1')).catch((refusal: unknown) => refusal);
    expect(isUnavailable(error)).toBe(true);
    for (const unit of held) await unit.rollback();
    expect(await inOst(() => query('select 1 as one'))).toEqual([{ one: 1 }]);
  }, 15_000);
});
