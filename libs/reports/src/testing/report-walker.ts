import {
  eventually,
  forkHaltable,
  redisOf,
  TENANTS,
  untilQuiet,
  type HaltableProcess,
  type TestDatabase,
  type TestRedis,
} from '@bergfried/testing';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../canonical-json.js';
import type { ReportResponse } from '../report.dto.js';
import { createReportWorld, type ReportWorld } from './report-world.js';

/** Every place of a report at which something may die. */
export const STEPS = [
  'begun',
  'collected',
  'frozen',
  'printing',
  'printed',
  'staged',
  'stored',
  'finishing',
  'finished',
] as const;
export type Step = (typeof STEPS)[number];

/** Coordinator, officer and deputy get a mail of each draft. */
const READERS = 3;
/** A time at which every quarter that a test orders is over. */
const LATER = '2040-02-01T08:00:00+01:00';

/** What there is of reports in all. */
interface Stock {
  readonly files: readonly string[];
  readonly mails: readonly string[];
}

/** A report that was ordered, and what there was before. */
export interface Ordered {
  readonly id: string;
  readonly period: string;
  readonly before: Stock;
}

/** A world with a worker in which one report after another is made, looked at from outside. */
export class ReportWalker {
  private orders = 0;
  private readonly workers: HaltableProcess[] = [];

  private constructor(
    readonly world: ReportWorld,
    private readonly redis: TestRedis | null,
    private readonly lockMs: number,
  ) {}

  /** @param redis null: jobs on PostgreSQL */
  static async create(
    database: TestDatabase,
    redis: TestRedis | null,
    lockMs: number,
  ): Promise<ReportWalker> {
    const world = await createReportWorld(database);
    await world.record({
      title: 'Fehlversand',
      detectedAt: '2025-05-10T08:00:00+02:00',
      recordedAt: '2025-05-10T09:00:00+02:00',
      duty: true,
    });
    const walker = new ReportWalker(world, redis && redisOf(redis, database.name), lockMs);
    await walker.begin();
    return walker;
  }

  /** The worker that was started last. */
  get worker(): HaltableProcess {
    const worker = this.workers.at(-1);
    if (!worker) throw new Error('no worker was started');
    return worker;
  }

  /** Starts a worker. */
  async begin(): Promise<void> {
    const { world, redis, lockMs } = this;
    this.workers.push(
      await forkHaltable(join(__dirname, 'report-worker.mjs'), {
        TEST_SYSTEM_URL: world.database.systemUrl,
        TEST_DATA_DIR: world.dir,
        TEST_LOCK_MS: String(lockMs),
        TEST_QUEUE_REDIS_URL: redis?.url,
        TEST_QUEUE_PREFIX: redis?.prefix,
      }),
    );
  }

  /** Orders a report of another quarter, and waits until its worker stands at the step. */
  async orderUpTo(step: Step): Promise<Ordered> {
    const { reached } = this.worker.pauseAt(step);
    const order = await this.order();
    await reached;
    return order;
  }

  async order(): Promise<Ordered> {
    const before = await this.stock();
    const period = `${String(2024 + Math.floor(this.orders / 4))}-Q${String((this.orders % 4) + 1)}`;
    this.orders += 1;
    return { id: (await this.world.order(period, LATER)).id, period, before };
  }

  read(id: string): Promise<ReportResponse> {
    return this.world.units.as('officer', 'ost', 'report:read', (access) =>
      this.world.reader.findOne(access, id),
    );
  }

  /** Waits until nothing is left to be done; then one report, one whole file, one mail a reader, and the truth about its progress. */
  async expectOnce({ id, period, before }: Ordered): Promise<void> {
    const { world } = this;
    const report = await eventually(
      `the report of ${period}`,
      async () => {
        const found = await this.read(id);
        return ['done', 'failed'].includes(found.job.state) && found;
      },
      30_000,
    ).catch(async (error: unknown) => {
      throw new Error(`${String(error)} ${JSON.stringify(await this.read(id))} ${this.worker.log()}`);
    });
    await untilQuiet(async (sql) => Number((await world.sql<{ count: string }>(sql))[0]?.count), this.redis);
    expect(report).toMatchObject({ state: 'draft', job: { state: 'done', progress: 1, problem: null } });
    expect(await world.sql('select id from app.report where period = $1', [period])).toEqual([{ id }]);
    expect(await world.sql('select name from app.file where sha256 = $1', [report.pdfSha256])).toHaveLength(
      1,
    );
    expect(await world.sql('select error from app.dead_letter where resolved_at is null')).toEqual([]);
    const { files, mails } = await this.stock();
    expect(files.filter((name) => !before.files.includes(name))).toEqual([report.pdfSha256]);
    expect(mails.filter((name) => !before.mails.includes(name))).toEqual(
      Array.from({ length: READERS }, () => expect.stringMatching(/\.eml$/) as string),
    );
    expect(await world.sql(`select id from app.mail_log where state <> 'handed-over'`)).toEqual([]);
  }

  /** Kills the worker that was started last. */
  kill(): Promise<void> {
    return this.worker.kill();
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.kill()));
    await this.world.close();
  }

  /** Names of all files and mails, half ones too; that each file is what its name says. */
  private async stock(): Promise<Stock> {
    const base = join(this.world.dir, 'tenants', TENANTS.ost);
    const entries = await readdir(base, { recursive: true, withFileTypes: true }).catch(() => []);
    const files = entries.filter((entry) => entry.isFile());
    for (const { name, parentPath } of files)
      expect(sha256(await readFile(join(parentPath, name)))).toBe(name);
    const mails = await readdir(join(this.world.dir, 'mail')).catch(() => []);
    return { files: files.map(({ name }) => name), mails };
  }
}
