import {
  createTestDatabase,
  createTestUnits,
  createTestWorker,
  eventually,
  findRedis,
  OFFICES,
  TENANTS,
  type TestDatabase,
  type TestRedis,
  type TestUnits,
  type TestWorker,
} from '@bergfried/testing';
import { Injectable, Module } from '@nestjs/common';
import pg from 'pg';
import { UnitOfWork } from '../persistence/unit-of-work.js';
import type { DeadLetterResponse } from './job.dto.js';
import { DeadLetterService } from './dead-letter.service.js';
import { declareSubscribers } from './events.js';
import { HandlesJob, HopelessJob } from './handlers.js';
import type { SystemJob } from './job.js';
import { JobRuns } from './job-run.service.js';
import './job.permissions.js';
import { Outbox } from './outbox.js';

jest.setTimeout(60_000);

const WORKED = declareSubscribers('test.worked', { 'test-work': 'work' });
/** What the handler is to do: fail so often, or for good. */
const fate = { failures: 0, hopeless: false, refused: false, tries: 0 };

@Injectable()
class TestHandlers {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  @HandlesJob('test-work')
  async work(job: SystemJob): Promise<void> {
    fate.tries += 1;
    await job.report('unterwegs', 0.25);
    if (fate.hopeless) throw new HopelessJob('Die Vorlage fehlt.');
    if (fate.refused) return job.refuse('Die Datei ist falsch.');
    if (fate.failures > 0) {
      fate.failures -= 1;
      throw new Error('not yet');
    }
    await job.finish(async () => {
      await this.unitOfWork.query('insert into public.effect (job_key) values ($1)', [job.id]);
      return { reportId: 'r1' };
    });
  }
}

@Module({ providers: [TestHandlers] })
class TestJobsModule {}
@Module({ providers: [{ provide: 'second', useClass: TestHandlers }] })
class DoubledModule {}

let database: TestDatabase;
let units: TestUnits;
let outside: pg.Client;
let redis: TestRedis | null;
const services = (): { outbox: Outbox; runs: JobRuns; letters: DeadLetterService } => ({
  outbox: new Outbox(units.unitOfWork),
  runs: new JobRuns(units.unitOfWork),
  letters: new DeadLetterService(units.unitOfWork),
});

beforeAll(async () => {
  database = await createTestDatabase();
  redis = await findRedis();
  units = await createTestUnits(database, []);
  outside = new pg.Client({ connectionString: database.superuserUrl });
  await outside.connect();
  await outside.query(
    'create table public.effect (job_key text not null); grant usage on schema public to bergfried_system; grant insert on public.effect to bergfried_system',
  );
});

afterAll(async () => {
  await units.close();
  await outside.end();
  await redis?.stop();
  await database.drop();
});

const rows = async (sql: string): Promise<Record<string, unknown>[]> =>
  (await outside.query<Record<string, unknown>>(sql)).rows;

describe.each(['PostgreSQL', 'Redis'])('jobs on %s', (backend) => {
  let worker: TestWorker | null = null;

  beforeAll(async () => {
    if (backend === 'Redis' && !redis) return;
    worker = await createTestWorker({
      systemUrl: database.systemUrl,
      modules: [TestJobsModule],
      redis: backend === 'Redis' ? redis : null,
    });
  });
  beforeEach(async () => {
    Object.assign(fate, { failures: 0, hopeless: false, refused: false, tries: 0 });
    await outside.query('delete from public.effect; delete from app.dead_letter; delete from app.job_run');
  });
  afterAll(() => worker?.close());

  const ask = (): Promise<string> =>
    units.as('coordinator', 'ost', 'job:manage', async (access) => {
      const jobRunId = await services().runs.queue(access, 'county-quarter');
      await services().outbox.add(WORKED, access, { jobRunId });
      return jobRunId;
    });
  const run = (id: string): Promise<unknown> =>
    units.as('coordinator', 'ost', 'job:read', (access) => services().runs.findOne(access, id));

  it('tries again with growing waits, and has its effect once', async () => {
    if (!worker) return;
    fate.failures = 3;
    const id = await ask();
    await eventually('the effect', async () => (await rows('select * from public.effect')).length === 1);
    expect(fate.tries).toBe(4);
    expect(await run(id)).toMatchObject({
      state: 'done',
      progress: 1,
      step: null,
      result: { reportId: 'r1' },
      problem: null,
    });
    expect(await rows('select * from app.dead_letter')).toEqual([]);
  });

  it('shows its progress while it runs', async () => {
    if (!worker) return;
    fate.failures = 1;
    const id = await ask();
    const seen = await eventually('progress', async () => {
      const now = (await run(id)) as { state: string };
      return now.state === 'running' && now;
    });
    expect(seen).toMatchObject({ progress: 0.25, step: 'unterwegs' });
    await eventually('the end', async () => ((await run(id)) as { state: string }).state === 'done');
  });

  it('goes to the dead letters when it cannot be done, and is done once more on request under its own name', async () => {
    if (!worker) return;
    fate.hopeless = true;
    const id = await ask();
    const [letter] = await eventually('the dead letter', async () => {
      const found = await units.as('officer', null, 'job:manage', (access) =>
        services().letters.findAll(access, { state: 'failed' }),
      );
      return found.items.length > 0 && found.items;
    });
    expect(letter).toMatchObject({
      subscriber: 'test-work',
      error: 'Die Vorlage fehlt.',
      attempts: 1,
      tenantId: TENANTS.ost,
      state: 'failed',
    });
    expect(await run(id)).toMatchObject({ state: 'failed', problem: 'Die Vorlage fehlt.' });
    const [{ job_key: key } = {}] = await rows('select job_key from app.dead_letter');

    fate.hopeless = false;
    const asked = await units.as('officer', null, 'job:manage', (access) =>
      services().letters.retry(access, letter?.id ?? '', letter?.version ?? 0),
    );
    expect(asked.state).toBe('running');
    await expect(
      units.as('officer', null, 'job:manage', (access) =>
        services().letters.retry(access, asked.id, asked.version),
      ),
    ).rejects.toMatchObject({ key: 'version-stale' });
    await eventually('the end', async () => ((await run(id)) as { state: string }).state === 'done');
    expect(await rows('select job_key from public.effect')).toEqual([{ job_key: key }]);
    const done = await units.as('officer', null, 'job:manage', (access) =>
      services().letters.findAll(access, {}),
    );
    expect(done.items).toMatchObject([{ id: asked.id, state: 'done' }]);
  });

  it('repeated and then refused is no failed work any more', async () => {
    if (!worker) return;
    fate.hopeless = true;
    const id = await ask();
    const letters = (): Promise<{ items: readonly DeadLetterResponse[] }> =>
      units.as('officer', null, 'job:manage', (access) => services().letters.findAll(access, {}));
    const letter = await eventually('the dead letter', async () => (await letters()).items[0] ?? false);
    Object.assign(fate, { hopeless: false, refused: true });
    await units.as('officer', null, 'job:manage', (access) =>
      services().letters.retry(access, letter.id, letter.version),
    );
    await eventually('the end', async () => (await letters()).items[0]?.state === 'done');
    expect(await run(id)).toMatchObject({ state: 'failed', problem: 'Die Datei ist falsch.' });
  });

  it('gives up after six tries', async () => {
    if (!worker) return;
    fate.failures = 100;
    await ask();
    await eventually(
      'the dead letter',
      async () => (await rows('select * from app.dead_letter')).length === 1,
    );
    expect(fate.tries).toBe(6);
    expect(await rows('select attempts, error from app.dead_letter')).toEqual([
      { attempts: 6, error: 'not yet' },
    ]);
  });
});

describe('the outbox', () => {
  const outboxRows = (): Promise<Record<string, unknown>[]> =>
    rows('select event, office_id, for_tenant_id from app.outbox');
  afterEach(() => outside.query('delete from app.outbox'));

  it('lets an event leave with its transaction, or not at all', async () => {
    await expect(
      units.as('coordinator', 'ost', 'job:read', async (access) => {
        await services().outbox.add(WORKED, access, {});
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await outboxRows()).toEqual([]);
    await units.as('coordinator', 'ost', 'job:read', (access) => services().outbox.add(WORKED, access, {}));
    expect(await outboxRows()).toEqual([
      { event: WORKED, office_id: OFFICES.alpha, for_tenant_id: TENANTS.ost },
    ]);
  });

  it('speaks for the open scope only', async () => {
    await expect(
      units.as('coordinator', 'ost', 'job:read', () =>
        services().outbox.add(WORKED, { officeId: OFFICES.alpha, tenantId: TENANTS.west }, {}),
      ),
    ).rejects.toThrow(/row-level security/);
    await expect(
      units.as('coordinator', 'ost', 'job:read', () =>
        services().outbox.add(WORKED, { officeId: OFFICES.beta, tenantId: null }, {}),
      ),
    ).rejects.toThrow(/row-level security/);
  });

  it('takes nothing while history is replayed', async () => {
    await outside.query(`update app.database_mode set mode = 'seeding'`);
    await units.as('coordinator', 'ost', 'job:read', (access) => services().outbox.add(WORKED, access, {}));
    await outside.query(`update app.database_mode set mode = 'test'`);
    expect(await outboxRows()).toEqual([]);
  });
});

describe('dead letters', () => {
  const plant = (tenantId: string | null, countyOnly: boolean): Promise<unknown> =>
    outside.query(
      `insert into app.dead_letter (office_id, id, for_tenant_id, is_county_only, job_key, event, subscriber, payload, error, attempts)
       values ($1, gen_random_uuid(), $2, $3, gen_random_uuid()::text, 'test.worked', 'test-work', '{}', 'x', 1)`,
      [OFFICES.alpha, tenantId, countyOnly],
    );
  beforeAll(async () => {
    await outside.query('delete from app.dead_letter');
    await plant(null, false);
    await plant(TENANTS.ost, false);
    await plant(TENANTS.ost, true);
    await plant(TENANTS.west, false);
  });
  const seen = async (
    actor: Parameters<TestUnits['as']>[0],
    tenant: Parameters<TestUnits['as']>[1],
  ): Promise<number> =>
    (await units.as(actor, tenant, 'job:manage', (access) => services().letters.findAll(access, {}))).total;

  it('show to each what is open to him', async () => {
    expect(await seen('officer', null)).toBe(3); // not what the county keeps to itself
    expect(await seen('officeOperator', null)).toBe(3);
    expect(await seen('tenantOperator', 'ost')).toBe(2);
    expect(await seen('tenantOperator', null)).toBe(2); // not the office's own, not those of others
    expect(await seen('coordinator', 'ost')).toBe(2);
    expect(await seen('coordinatorWest', 'west')).toBe(1);
    expect(await seen('officerBeta', null)).toBe(0);
  });

  it('cannot be retried by whom they are hidden from', async () => {
    const [{ id } = {}] = await rows('select id from app.dead_letter where is_county_only');
    await expect(
      units.as('officer', null, 'job:manage', (access) => services().letters.retry(access, String(id), 1)),
    ).rejects.toMatchObject({ key: 'not-found' });
    await expect(
      units.as('coordinatorWest', 'west', 'job:manage', (access) =>
        services().letters.retry(access, String(id), 1),
      ),
    ).rejects.toMatchObject({ key: 'not-found' });
    const retried = await units.as('coordinator', 'ost', 'job:manage', (access) =>
      services().letters.retry(access, String(id), 1),
    );
    expect(retried).toMatchObject({ state: 'running', version: 2 });
    expect(await rows('select is_county_only, only_subscriber from app.outbox')).toEqual([
      { is_county_only: true, only_subscriber: 'test-work' },
    ]);
    await outside.query('delete from app.outbox');
  });
});

describe('the start of a worker', () => {
  it('is refused with a missing handler', async () => {
    await expect(createTestWorker({ systemUrl: database.systemUrl, modules: [] })).rejects.toThrow(
      'no handler for test-work',
    );
  });

  it('is refused with a doubled handler', async () => {
    await expect(
      createTestWorker({ systemUrl: database.systemUrl, modules: [TestJobsModule, DoubledModule] }),
    ).rejects.toThrow('two handlers for test-work');
  });
});

describe('the role of the api', () => {
  it.each(['bergfried_app', 'bergfried_definer'])(
    '%s has no right on the tables of the queue, and none to change anything there',
    async (role) => {
      const [usage] = await rows(
        `select has_schema_privilege('${role}', 'bullmq', 'usage') as usage, has_schema_privilege('${role}', 'bullmq', 'create') as make`,
      );
      expect(usage).toEqual({ usage: false, make: false });
    },
  );

  it('cannot read events, and the system cannot make objects', async () => {
    await expect(
      units.as('officer', null, 'job:manage', () => units.unitOfWork.query('select * from app.outbox')),
    ).rejects.toThrow('permission denied');
    const [system] = await rows(
      `select has_schema_privilege('bergfried_system', 'bullmq', 'create') as make, has_database_privilege('bergfried_system', current_database(), 'temp') as temporary`,
    );
    expect(system).toEqual({ make: false, temporary: false });
  });
});
