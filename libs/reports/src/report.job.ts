import {
  cleanFileName,
  FileRegister,
  FileStore,
  HandlesJob,
  HopelessJob,
  Outbox,
  UnitOfWork,
  type FileScope,
  type SystemJob,
} from '@bergfried/platform';
import { reportProblems } from '@bergfried/texts';
import { Injectable, Logger } from '@nestjs/common';
import { canonicalJson, sha256, type Json } from './canonical-json.js';
import { CountyQuarterCollector, ReportUnknown } from './county-quarter/collect.js';
import { countyQuarterDocument } from './county-quarter/document.js';
import type { CountyQuarterSnapshot } from './county-quarter/snapshot.js';
import { Printer, PrintError } from './print/printer.js';
import { REPORT_CREATED } from './report.events.js';

/** A process that dies or takes too long may have met a busy machine; after so many tries it has not. */
const MOST_PRINT_TRIES = 3;
const MOST_PDF_BYTES = 64 * 1024 * 1024;

/**
 * Makes an ordered report: collect, set, store, announce. Each step leads to the same state when it is repeated, so a
 * worker may die anywhere: the snapshot is written once, the same snapshot makes the same bytes, the same bytes have the
 * same address, and the last step happens exactly once.
 */
@Injectable()
export class ReportJob {
  private readonly logger = new Logger('reports');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly collector: CountyQuarterCollector,
    private readonly printer: Printer,
    private readonly store: FileStore,
    private readonly register: FileRegister,
    private readonly outbox: Outbox,
  ) {}

  @HandlesJob('make-report')
  async make(job: SystemJob): Promise<void> {
    const reportId = job.payload('reportId');
    const scope: FileScope = { kind: 'tenant', id: job.tenantId };
    await job.report('Zahlen erheben', 0.1);
    const snapshot = (await this.known(job, reportId)) ?? (await this.collect(job, reportId));
    await job.report('Bericht setzen', 0.4);
    const pdf = await this.print(job, snapshot);
    await job.report('Datei ablegen', 0.8);
    const staged = await this.store.staging.stage(chunks(pdf), MOST_PDF_BYTES);
    await this.store.put(scope, staged);
    await job.finish(async () => {
      const name = cleanFileName(`Quartalsbericht ${snapshot.period} ${snapshot.tenant.shortName}.pdf`);
      const fileId = await this.register.add(scope, {
        name,
        mediaType: 'application/pdf',
        size: staged.size,
        sha256: staged.sha256,
        createdBy: null,
      });
      // As a query, because TypeORM answers a bare UPDATE with rows and their number.
      const made = await this.unitOfWork.query<{ id: string }>(
        `with made as (
           update app.report set state = 'draft', pdf_sha256 = $3, pdf_file_id = $4, version = version + 1
           where tenant_id = $1 and id = $2 and state = 'requested' returning id)
         select id from made`,
        [job.tenantId, reportId, staged.sha256, fileId],
      );
      // An order that was repeated may find its report made already; nobody hears of it twice.
      if (made.length > 0) await this.outbox.add(REPORT_CREATED, job.data, { reportId });
      else await this.register.remove(scope, fileId);
      return { reportId };
    });
  }

  private async known(job: SystemJob, reportId: string): Promise<CountyQuarterSnapshot | null> {
    const [row] = await job.transact(() =>
      this.unitOfWork.query<{ snapshot: CountyQuarterSnapshot | null }>(
        'select snapshot from app.report where tenant_id = $1 and id = $2',
        [job.tenantId, reportId],
      ),
    );
    if (!row) throw new HopelessJob(reportProblems.unexpected);
    return row.snapshot;
  }

  /** Collects and freezes; a worker that was faster has frozen its own, and that one holds. */
  private async collect(job: SystemJob, reportId: string): Promise<CountyQuarterSnapshot> {
    const snapshot = await this.collector
      .collect({ tenantId: job.tenantId, reportId, actor: `system:${job.subscriber}` })
      .catch((error: unknown) => {
        throw error instanceof ReportUnknown ? new HopelessJob(reportProblems.unexpected) : error;
      });
    const text = canonicalJson(snapshot as unknown as Json);
    await job.transact(() =>
      this.unitOfWork.query(
        `update app.report set snapshot = $3::jsonb, snapshot_sha256 = $4, cut_off = $5, collected_at = $6, version = version + 1
         where tenant_id = $1 and id = $2 and snapshot is null`,
        [job.tenantId, reportId, text, sha256(text), snapshot.cutOff, snapshot.collectedAt],
      ),
    );
    return (await this.known(job, reportId)) ?? snapshot;
  }

  private async print(job: SystemJob, snapshot: CountyQuarterSnapshot): Promise<Buffer> {
    try {
      return await this.printer.print(countyQuarterDocument(snapshot));
    } catch (error) {
      if (!(error instanceof PrintError)) throw error;
      this.logger.error({
        event: 'report-not-set',
        reportId: job.payload('reportId'),
        kind: error.kind,
        message: error.message,
      });
      if (error.kind === 'refused') throw new HopelessJob(reportProblems.render);
      if (error.kind === 'stopped' || job.attempt < MOST_PRINT_TRIES) throw error;
      throw new HopelessJob(error.kind === 'timeout' ? reportProblems.timeout : reportProblems.render);
    }
  }
}

async function* chunks(content: Buffer): AsyncGenerator<Uint8Array> {
  yield content;
}
