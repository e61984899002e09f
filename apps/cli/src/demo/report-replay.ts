import {
  createDataSource,
  FileRegister,
  Outbox,
  SystemJob,
  UnitOfWork,
  type Access,
  type FileStore,
  type Query,
} from '@bergfried/platform';
import { CountyQuarterCollector, Printer, ReportJob, type ReportService } from '@bergfried/reports';
import type { DataSource } from 'typeorm';
import type { DemoReport } from './scenario.js';

/** Transactions of the worker at the time that the demonstration tells. */
class UnitOfWorkAt extends UnitOfWork {
  constructor(
    dataSource: DataSource,
    private readonly at: Date,
  ) {
    super(dataSource);
  }

  override run<T>(
    options: { readonly readOnly: boolean; readonly open: (query: Query) => Promise<void> },
    work: () => Promise<T>,
  ): Promise<T> {
    const open = async (query: Query): Promise<void> => {
      await options.open(query);
      await query(`select set_config('app.now', $1, true)`, [this.at.toISOString()]);
    };
    return super.run({ ...options, open }, work);
  }
}

/** Does something as the officer at a member at a time. */
export type AsOfficer = <T>(
  tenant: string,
  at: Date,
  permission: string,
  work: (access: Access) => Promise<T>,
) => Promise<T>;

/** Makes the quarterly reports of the demonstration, by the product's own job at the time it tells. */
export class ReportReplay {
  private readonly printer = new Printer();

  private constructor(
    private readonly system: DataSource,
    private readonly store: FileStore,
    private readonly service: ReportService,
    private readonly asOfficer: AsOfficer,
    private readonly waiting: DemoReport[],
  ) {}

  static async open(
    systemUrl: string,
    store: FileStore,
    service: ReportService,
    asOfficer: AsOfficer,
    reports: readonly DemoReport[],
  ): Promise<ReportReplay> {
    const system = createDataSource({
      url: systemUrl,
      applicationName: 'bergfried-demo-reports',
      max: 2,
      entities: [],
    });
    await system.initialize();
    return new ReportReplay(system, store, service, asOfficer, [...reports]);
  }

  /** Orders and makes what was due by then, the incidents of later times not being there yet. */
  async upTo(at: Date): Promise<void> {
    for (let next = this.waiting[0]; next && next.orderedAt <= at; next = this.waiting[0]) {
      this.waiting.shift();
      await this.make(next);
    }
  }

  async close(): Promise<void> {
    this.printer.onApplicationShutdown();
    await this.system.destroy();
  }

  private async make({ tenant, period, orderedAt, finalisedAt }: DemoReport): Promise<void> {
    const ordered = await this.asOfficer(tenant, orderedAt, 'report:create', async (access) => ({
      access,
      report: await this.service.create(access, { kind: 'county-quarter', period }),
    }));
    const { access, report } = ordered;
    const unitOfWork = new UnitOfWorkAt(this.system, orderedAt);
    const job = new ReportJob(
      unitOfWork,
      new CountyQuarterCollector(unitOfWork),
      this.printer,
      this.store,
      new FileRegister(unitOfWork),
      new Outbox(unitOfWork),
    );
    const data = {
      key: `demo.${report.id}`,
      officeId: access.officeId,
      tenantId: access.theTenantId,
      countyOnly: false,
      event: 'report.requested',
      payload: { reportId: report.id, jobRunId: report.job.id },
      actor: access.userId,
    };
    await job.make(new SystemJob('make-report', data, 1, unitOfWork));
    if (finalisedAt === null) return;
    await this.asOfficer(tenant, finalisedAt, 'report:finalise', async (later) => {
      const { version } = await this.service.findOne(later, report.id);
      return this.service.finalise(later, report.id, version);
    });
  }
}
