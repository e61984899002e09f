import { PlatformModule } from '@bergfried/platform';
import {
  ACTORS,
  createTestDatabase,
  createTestUnits,
  createTestWorker,
  mandateId,
  queueIdle,
  type ActorName,
  type TENANTS,
  type TestDatabase,
  type TestUnits,
  type TestWorker,
} from '@bergfried/testing';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { Duty } from './duty.entity.js';
import { IncidentEntry } from './incident-entry.entity.js';
import type { CreateIncidentRequest } from './incident.dto.js';
import { Incident } from './incident.entity.js';
import { IncidentService } from './incident.service.js';
import { IncidentsJobsModule } from './incidents-jobs.module.js';
import { IncidentsModule } from './incidents.module.js';
import { ReferenceCounter } from './reference-counter.entity.js';

jest.setTimeout(60_000);

@Module({})
class ServicesUnderTest {}

let database: TestDatabase;
let units: TestUnits;
let services: INestApplicationContext;
let worker: TestWorker;
let outside: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  units = await createTestUnits(database, [Incident, IncidentEntry, Duty, ReferenceCounter]);
  services = await NestFactory.createApplicationContext(
    { module: ServicesUnderTest, imports: [PlatformModule.forJobs(units.dataSource), IncidentsModule] },
    { logger: false, abortOnError: false },
  );
  worker = await createTestWorker({ systemUrl: database.systemUrl, modules: [IncidentsJobsModule] });
  outside = new pg.Client({ connectionString: database.superuserUrl });
  await outside.connect();
});
afterAll(async () => {
  await worker.close();
  await services.close();
  await outside.end();
  await database.drop();
});
beforeEach(() => outside.query('delete from app.mail_log; delete from app.job_done'));

const report = (
  actor: ActorName,
  tenant: keyof typeof TENANTS,
  change: Partial<CreateIncidentRequest> = {},
): Promise<{ id: string; reference: string }> =>
  units.as(actor, tenant, 'incident:create', (access) =>
    services.get(IncidentService).create(access, {
      title: 'Fehlversand eines Bescheids',
      category: 'misdirected-mail',
      severity: 'low',
      personalData: 'no',
      detectedAt: new Date().toISOString(),
      ...change,
    }),
  );
const settled = (): Promise<void> => queueIdle(outside);
const mailed = async (): Promise<{ who: string; kind: string }[]> => {
  const { rows } = await outside.query<{ user_id: string; kind: string }>(
    `select user_id, kind from app.mail_log where state = 'handed-over' order by user_id, kind`,
  );
  const names = new Map<string, string>(Object.entries(ACTORS).map(([name, { userId }]) => [userId, name]));
  return rows.map(({ user_id, kind }) => ({ who: names.get(user_id) ?? user_id, kind }));
};
const whom = async (): Promise<string[]> => (await mailed()).map(({ who }) => who);

describe('a new incident', () => {
  it('is told to officer and deputy of the member', async () => {
    await report('coordinator', 'ost');
    await settled();
    expect(await mailed()).toEqual([
      { who: 'officer', kind: 'incident-reported' },
      { who: 'deputy', kind: 'incident-reported' },
    ]);
  });

  it('is not told to who reported it', async () => {
    await report('officer', 'ost');
    await settled();
    expect(await whom()).toEqual(['deputy']);
  });

  it('is told to nobody of the office when it is "nur Kreis"', async () => {
    await report('coordinator', 'ost', { visibility: 'county-only' });
    await settled();
    expect(await whom()).toEqual([]);
  });

  it('is told to the office when the county shares it later', async () => {
    const { id } = await report('coordinator', 'ost', { visibility: 'county-only' });
    await units.as('coordinator', 'ost', 'incident:update', (access) =>
      services.get(IncidentService).update(access, id, 1, { visibility: 'county-and-office' }),
    );
    await settled();
    expect(await whom()).toEqual(['officer', 'deputy']);
  });

  it('is told only by a mandate that is valid, and never to another office', async () => {
    await outside.query('update app.mandate set valid_until = app.today() - 1 where id = $1', [
      mandateId('officer', 'west'),
    ]);
    await report('coordinatorWest', 'west');
    await settled();
    expect(await whom()).toEqual(['deputy']);
    await outside.query('update app.mandate set valid_until = null where id = $1', [
      mandateId('officer', 'west'),
    ]);
    await outside.query('delete from app.mail_log; delete from app.job_done');
    await report('coordinatorFern', 'fern');
    await settled();
    expect(await whom()).toEqual(['officerBeta']);
  });
});

describe('a clock', () => {
  /** Sets the clock of an incident so that so many minutes of it are gone now, and so many since it was recorded. */
  const run = async (
    incidentId: string,
    minutes: { gone: number; total: number; recorded: number },
  ): Promise<void> => {
    await outside.query(
      `update app.duty set starts_at = now() - make_interval(mins => $2), due_at = now() + make_interval(mins => $3) where incident_id = $1`,
      [incidentId, minutes.gone, minutes.total - minutes.gone],
    );
    await outside.query(
      `update app.duty set created_at = now() - make_interval(mins => $2), clock_set_at = now() - make_interval(mins => $2) where incident_id = $1`,
      [incidentId, minutes.recorded],
    );
  };
  const look = async (sinceMinutes = 60): Promise<number> => {
    const { rows } = await outside.query<{ n: number }>(
      'select app.record_duty_stages(now() - make_interval(mins => $1), now()) as n',
      [sinceMinutes],
    );
    return rows[0]?.n ?? 0;
  };
  const breach = async (change: Partial<CreateIncidentRequest> = {}): Promise<string> => {
    const { id } = await report('coordinator', 'ost', { personalData: 'yes', ...change });
    await settled();
    await outside.query('delete from app.mail_log; delete from app.job_done');
    return id;
  };
  const close = (): Promise<unknown> =>
    outside.query(
      `update app.duty set state = 'not-required', reason = 'x', decided_at = now() where state = 'open'`,
    );
  beforeEach(close);

  it.each([
    ['half', { gone: 2161, total: 4320, recorded: 2161 }, ['coordinator', 'authorisedReporter']],
    [
      'most',
      { gone: 3457, total: 4320, recorded: 3457 },
      ['officer', 'deputy', 'coordinator', 'authorisedReporter'],
    ],
    [
      'soon',
      { gone: 4201, total: 4320, recorded: 4201 },
      ['officer', 'deputy', 'coordinator', 'head', 'authorisedReporter'],
    ],
    [
      'overdue',
      { gone: 4321, total: 4320, recorded: 4321 },
      ['officer', 'deputy', 'coordinator', 'head', 'authorisedReporter'],
    ],
  ])('of Art. 33 tells at the stage %s, once', async (stage, minutes, expected) => {
    const id = await breach();
    await run(id, minutes);
    expect(await look()).toBe(1);
    expect(await look()).toBe(0);
    await settled();
    expect(await mailed()).toEqual(expected.map((who) => ({ who, kind: `duty-${stage}` })));
  });

  it('that is voluntary tells coordinator, officer and deputy', async () => {
    const id = await breach({ personalData: 'no', severity: 'high' });
    await run(id, { gone: 721, total: 1440, recorded: 721 });
    await look();
    await settled();
    expect(await whom()).toEqual(['officer', 'deputy', 'coordinator']);
  });

  it('of what is "nur Kreis" tells the county, not the office', async () => {
    const id = await breach({ severity: 'high', visibility: 'county-only' });
    await run(id, { gone: 4000, total: 4320, recorded: 4000 });
    expect(await look(24 * 60)).toBe(2);
    await settled();
    expect(new Set(await whom())).toEqual(new Set(['coordinator', 'authorisedReporter']));
    expect((await outside.query('select from app.mail_log where not is_county_only')).rowCount).toBe(0);
  });

  it('recorded late tells its latest stage only', async () => {
    const id = await breach();
    await run(id, { gone: 3800, total: 4320, recorded: 1 });
    expect(await look()).toBe(1);
    await settled();
    expect(new Set((await mailed()).map(({ kind }) => kind))).toEqual(new Set(['duty-most']));
  });

  it('whose end was moved into the past is told as overdue, though nobody touched it for long', async () => {
    const id = await breach();
    await run(id, { gone: 600, total: 4320, recorded: 600 });
    expect(await look()).toBe(0);
    await outside.query(`update app.duty set due_at = now() - interval '3 hours' where incident_id = $1`, [
      id,
    ]);
    expect(await look()).toBe(1);
    await settled();
    expect(new Set((await mailed()).map(({ kind }) => kind))).toEqual(new Set(['duty-overdue']));
    expect(await look()).toBe(0);
  });

  it('that is taken up again tells how far it is meanwhile', async () => {
    const id = await breach();
    await run(id, { gone: 3800, total: 4320, recorded: 3800 });
    await close();
    expect(await look(24 * 60)).toBe(0);
    await outside.query(
      `update app.duty set state = 'open', reason = null, decided_at = null where incident_id = $1`,
      [id],
    );
    expect(await look()).toBe(1);
  });

  it('of long ago tells nothing', async () => {
    const id = await breach();
    await run(id, { gone: 10_000, total: 4320, recorded: 9000 });
    expect(await look()).toBe(0);
  });

  it('that was decided tells nothing, even between the look and the mail', async () => {
    const id = await breach();
    await run(id, { gone: 4201, total: 4320, recorded: 4201 });
    await outside.query('begin');
    await look();
    await outside.query(
      `update app.duty set state = 'submitted', submitted_at = now(), receipt = 'r', decided_at = now() where incident_id = $1`,
      [id],
    );
    await outside.query('commit');
    await settled();
    expect(await mailed()).toEqual([]);
    expect(await look()).toBe(0);
  });

  it('that was set anew goes through its stages again', async () => {
    const id = await breach();
    await run(id, { gone: 4201, total: 4320, recorded: 4201 });
    await look();
    await settled();
    await outside.query('delete from app.mail_log; delete from app.job_done');
    await run(id, { gone: 4210, total: 4325, recorded: 4300 });
    expect(await look()).toBe(1);
    await settled();
    expect(await whom()).toHaveLength(5);
  });
});
