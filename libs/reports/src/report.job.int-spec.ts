import { FileRegister, FolderStore, HopelessJob, Outbox } from '@bergfried/platform';
import { Logger } from '@nestjs/common';
import './report.permissions.js';
import './reports.permissions.js';
import { CountyQuarterCollector } from './county-quarter/collect.js';
import { Printer, PrintError } from './print/printer.js';
import { ReportJob } from './report.job.js';
import { createReportWorld, systemJob, type ReportWorld } from './testing/report-world.js';

let world: ReportWorld;
beforeAll(async () => {
  Logger.overrideLogger(false); // failures are the subject here
  world = await createReportWorld();
});
afterAll(() => world.close());

/** A printer that fails in one way. */
class BrokenPrinter extends Printer {
  constructor(private readonly kind: PrintError['kind']) {
    super();
  }
  override print(): Promise<Buffer> {
    return Promise.reject(new PrintError(this.kind, 'Papierstau'));
  }
}

async function failing(kind: PrintError['kind'], attempt: number): Promise<unknown> {
  const { clock } = world;
  const job = new ReportJob(
    clock,
    new CountyQuarterCollector(clock),
    new BrokenPrinter(kind),
    new FolderStore(world.dir),
    new FileRegister(clock),
    new Outbox(clock),
  );
  const report = await world.order('2026-Q3', '2026-10-10T08:00:00+02:00');
  const [first] = await world.waitingJobs();
  const event = first?.data ?? {
    key: 'again',
    event: 'report.requested',
    payload: { reportId: report.id, jobRunId: report.job.id },
    actor: 'test',
  };
  clock.at = new Date('2026-10-10T08:00:00+02:00');
  return job.make(systemJob(clock, event, attempt)).catch((error: unknown) => error);
}

it('gives up at once on what cannot be set, and tells in German that nothing is lost', async () => {
  const error = await failing('refused', 1);
  expect(error).toBeInstanceOf(HopelessJob);
  expect((error as Error).message).toContain('konnte nicht gesetzt werden');
});

it('tries again when the setting process died or took too long, but not for ever', async () => {
  expect(await failing('timeout', 1)).toBeInstanceOf(PrintError);
  expect(await failing('died', 2)).toBeInstanceOf(PrintError);
  expect(await failing('timeout', 3)).toBeInstanceOf(HopelessJob);
  expect(await failing('stopped', 9)).toBeInstanceOf(PrintError);
});

it('finishes a report once, also when an old order is repeated after a new one', async () => {
  const report = await world.order('2026-Q3', '2026-10-10T08:00:00+02:00');
  const event = {
    event: 'report.requested',
    payload: { reportId: report.id, jobRunId: report.job.id },
    actor: 'test',
  };
  await world.job.make(systemJob(world.clock, { key: 'new', ...event }));
  const [before] = await world.sql<{ pdf: string; version: number }>(
    'select pdf_sha256 as pdf, version from app.report where id = $1',
    [report.id],
  );
  await world.job.make(systemJob(world.clock, { key: 'old', ...event }));
  const [after] = await world.sql<{ pdf: string; version: number }>(
    'select pdf_sha256 as pdf, version from app.report where id = $1',
    [report.id],
  );
  expect(after).toEqual(before);
  expect(await world.sql('select 1 from app.file where sha256 = $1', [before?.pdf])).toHaveLength(1);
  expect(await world.sql(`select 1 from app.outbox where event = 'report.created'`)).toHaveLength(1);
});

it('keeps the figures that were collected before it failed', async () => {
  const rows = await world.sql<{ collected: Date }>(
    `select collected_at as collected from app.report where period = '2026-Q3'`,
  );
  expect(rows.map(({ collected }) => collected.toISOString())).toEqual(['2026-10-10T06:00:00.000Z']);
});
