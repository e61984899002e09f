import {
  FileRegister,
  createDataSource,
  FolderStore,
  JobRuns,
  Outbox,
  SystemJob,
  UnitOfWork,
  type Query,
} from '@bergfried/platform';
import {
  createTestDatabase,
  createTestUnits,
  OFFICES,
  TENANTS,
  type ActorName,
  type TestDatabase,
  type TestUnits,
} from '@bergfried/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { CountyQuarterCollector } from '../county-quarter/collect.js';
import { Printer } from '../print/printer.js';
import { ReportJob } from '../report.job.js';
import { ReportReader } from '../report.reader.js';
import { ReportService } from '../report.service.js';
import type { ReportResponse } from '../report.dto.js';

/** The system's transactions at a time of their own (the database is marked as a test). */
export class ClockedUnitOfWork extends UnitOfWork {
  at: Date | null = null;

  override run<T>(
    options: { readonly readOnly: boolean; readonly open: (query: Query) => Promise<void> },
    work: () => Promise<T>,
  ): Promise<T> {
    const open = async (query: Query): Promise<void> => {
      await options.open(query);
      if (this.at) await query(`select set_config('app.now', $1, true)`, [this.at.toISOString()]);
    };
    return super.run({ ...options, open }, work);
  }
}

/** Facts of an incident that a test cares for; the rest is filled in. */
export interface IncidentSeed {
  readonly title: string;
  readonly detectedAt: string;
  /** When it was entered; the history begins there. */
  readonly recordedAt: string;
  readonly severity?: string;
  readonly category?: string;
  readonly visibility?: string;
  readonly by?: ActorName;
  /** A statutory clock of 72 hours. */
  readonly duty?: boolean;
}

/** Everything a test of reports needs: services of the api as a person, the job as the system, and times to move. */
export interface ReportWorld {
  readonly database: TestDatabase;
  readonly units: TestUnits;
  readonly service: ReportService;
  readonly reader: ReportReader;
  readonly clock: ClockedUnitOfWork;
  readonly job: ReportJob;
  readonly dir: string;
  record(seed: IncidentSeed): Promise<string>;
  /** Changes columns of an incident at a time. */
  change(id: string, at: string, sets: string, by?: ActorName): Promise<void>;
  /** Changes the clock of the incident of that title at a time, as its decision does. */
  decide(title: string, at: string, sets: string): Promise<void>;
  /** Orders as the officer at a time, and makes it at once. */
  report(period: string, at: string, renew?: boolean): Promise<ReportResponse>;
  order(period: string, at: string, renew?: boolean): Promise<ReportResponse>;
  /** What the queue would hand to the worker for the events that wait. */
  waitingJobs(): Promise<SystemJob[]>;
  sql<Row>(text: string, parameters?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

let counter = 0;

/** Makes the world of one test file. @param made a database that exists already; it is dropped at the end too */
export async function createReportWorld(made?: TestDatabase): Promise<ReportWorld> {
  const database = made ?? (await createTestDatabase());
  const units = await createTestUnits(database, []);
  const system: DataSource = createDataSource({
    url: database.systemUrl,
    applicationName: 'bergfried-test-system',
    max: 3,
    entities: [],
  });
  await system.initialize();
  const superuser = new pg.Pool({ connectionString: database.superuserUrl, max: 1 });
  superuser.on('error', () => undefined); // a test may kill the server; the next statement gets a new connection
  const dir = await mkdtemp(join(tmpdir(), 'bergfried-reports-'));
  const clock = new ClockedUnitOfWork(system);
  const printer = new Printer();
  const reader = new ReportReader(units.unitOfWork);
  const service = new ReportService(
    units.unitOfWork,
    reader,
    new JobRuns(units.unitOfWork),
    new Outbox(units.unitOfWork),
  );
  const job = new ReportJob(
    clock,
    new CountyQuarterCollector(clock),
    printer,
    new FolderStore(dir),
    new FileRegister(clock),
    new Outbox(clock),
  );
  const sql = async <Row>(text: string, parameters: readonly unknown[] = []): Promise<Row[]> =>
    (await superuser.query(text, [...parameters])).rows as Row[];

  const world: ReportWorld = {
    database,
    units,
    service,
    reader,
    clock,
    job,
    dir,
    sql,
    record: (seed) => record(units, seed),
    change: (id, at, sets, by = 'coordinator') =>
      units
        .as(
          by,
          'ost',
          'incident:read',
          () =>
            units.unitOfWork.query(`update app.incident set ${sets}, version = version + 1 where id = $1`, [
              id,
            ]),
          new Date(at),
        )
        .then(() => undefined),
    decide: (title, at, sets) =>
      units
        .as(
          'authorisedReporter',
          'ost',
          'incident:read',
          () =>
            units.unitOfWork.query(
              `update app.duty set ${sets}, version = version + 1
               where incident_id = (select i.id from app.incident i where i.title = $1)`,
              [title],
            ),
          new Date(at),
        )
        .then(() => undefined),
    order: (period, at, renew = false) =>
      units.as(
        'officer',
        'ost',
        'report:create',
        (access) => service.create(access, { kind: 'county-quarter', period, renew }),
        new Date(at),
      ),
    async report(period, at, renew = false) {
      const { id } = await world.order(period, at, renew);
      clock.at = new Date(at);
      for (const one of await world.waitingJobs()) await job.make(one);
      return units.as('officer', 'ost', 'report:read', (access) => reader.findOne(access, id), new Date(at));
    },
    async waitingJobs() {
      const rows = await sql<{ id: string; event: string; payload: Record<string, string>; actor: string }>(
        `delete from app.outbox where event = 'report.requested' returning id, event, payload, actor`,
      );
      return rows.map(({ id, ...event }) => systemJob(clock, { key: `${id}.make-report`, ...event }));
    },
    async close() {
      printer.onApplicationShutdown();
      await units.close();
      await system.destroy();
      await superuser.end();
      await database.drop();
      await rm(dir, { recursive: true, force: true });
    },
  };
  return world;
}

/** A job as the processor makes it. */
export function systemJob(
  unitOfWork: UnitOfWork,
  event: { key: string; event: string; payload: Record<string, string>; actor: string },
  attempt = 1,
): SystemJob {
  return new SystemJob(
    'make-report',
    { officeId: OFFICES.alpha, tenantId: TENANTS.ost, countyOnly: false, ...event },
    attempt,
    unitOfWork,
  );
}

async function record(units: TestUnits, seed: IncidentSeed): Promise<string> {
  const {
    title,
    detectedAt,
    recordedAt,
    severity = 'medium',
    category = 'misdirected-mail',
    visibility = 'county-and-office',
    by = 'coordinator',
  } = seed;
  const id = uuidv7();
  const reference = `OS-V2026-${String(++counter).padStart(3, '0')}`;
  await units.as(
    by,
    'ost',
    'incident:read',
    async (access) => {
      await units.unitOfWork.query(
        `insert into app.incident (tenant_id, id, reference, title, category, severity, personal_data, detected_at, aware_at, legal_entity_id, visibility, created_by)
         select $1, $2, $3, $4, $5, $6, 'yes', $7, $7, le.id, $8, $9 from app.legal_entity le where le.tenant_id = $1 and le.is_default`,
        [access.theTenantId, id, reference, title, category, severity, detectedAt, visibility, access.userId],
      );
      if (!seed.duty) return;
      await units.unitOfWork.query(
        `insert into app.duty (tenant_id, id, incident_id, visibility, rule_id, rule_version, title, legal_basis, recipient, kind, starts_at, due_at, precautionary)
         select $1, $2, $3, $4, r.id, r.version, r.title, r.legal_basis, 'HBDI', r.kind, $5::timestamptz, $5::timestamptz + interval '72 hours', false
         from app.duty_rule r where r.id = 'gdpr-art-33'`,
        [access.theTenantId, uuidv7(), id, visibility, detectedAt],
      );
    },
    new Date(recordedAt),
  );
  return id;
}
