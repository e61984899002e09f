import { exportJob } from '@bergfried/texts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FileRegister } from '../../files/file-register.js';
import { FileStore, type FileScope } from '../../files/file-store.js';
import { UnitOfWork } from '../../persistence/unit-of-work.js';
import { Problem } from '../../problems/problem.js';
import { HandlesJob, HopelessJob } from '../../queue/handlers.js';
import type { SystemJob } from '../../queue/job.js';
import { Outbox } from '../../queue/outbox.js';
import { Schedules } from '../../queue/schedules.js';
import { AccessResolver, type Access } from '../access.js';
import { csvHead, csvLine } from './csv.js';
import { EXPORT_EXPIRED } from './export.events.js';
import { ORDER_COLUMNS, orderHome, type ExportOrder } from './export.orders.js';
import { readExportScope } from './export-scope.js';
import { EXPORT_MEDIA_TYPES, exportTable, MOST_WORKBOOK_ROWS, type ExportTable } from './export-table.js';
import { ListSources, type FoundSource } from './list-sources.js';
import { Workbooks } from './xlsx.js';

const PAGE_ROWS = 200;
const PAGES_A_REPORT = 10;
const MOST_BYTES = 1024 * 1024 * 1024;

/** Writes long lists as files, page by page with the access of the person who asked; nobody else gets the file. */
@Injectable()
export class ExportJob implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly resolver: AccessResolver,
    private readonly sources: ListSources,
    private readonly workbooks: Workbooks,
    private readonly store: FileStore,
    private readonly register: FileRegister,
    private readonly outbox: Outbox,
    private readonly schedules: Schedules,
  ) {}

  onModuleInit(): void {
    this.schedules.add({ id: 'forget-exports', cron: '17 * * * *', run: () => this.findExpired() });
  }

  @HandlesJob('write-export')
  async write(job: SystemJob): Promise<void> {
    const order = await this.read(job);
    const source = order && this.sources.find(order.list);
    if (!order || !source) return job.refuse(exportJob.forbidden);
    try {
      await this.writeFile(job, order, source);
    } catch (error) {
      // The right to the list ended after it was asked for.
      if (error instanceof Problem && (error.status === 403 || error.status === 404))
        return job.refuse(exportJob.forbidden);
      throw error;
    }
  }

  private async writeFile(job: SystemJob, order: ExportOrder, source: FoundSource): Promise<void> {
    const scope = fileScope(job);
    const tenantIds = new Set<string>();
    const table = await this.as(job, order, async (access) =>
      exportTable(source.declaration, await readExportScope(this.unitOfWork, access), {
        language: order.language,
        format: order.format,
        now: order.createdAt,
      }),
    );
    const pages = this.pages(job, order, source, tenantIds);
    const content =
      order.format === 'csv' ? encoded(csvOf(table, pages)) : once(await this.workbooks.write(table, pages));
    const staged = await this.store.staging.stage(content, MOST_BYTES);
    await job.report(exportJob.storing, 0.95);
    await this.store.put(scope, staged);
    await job.finish(async () => {
      const fileId = await this.register.add(scope, {
        name: table.fileName,
        mediaType: EXPORT_MEDIA_TYPES[order.format],
        size: staged.size,
        sha256: staged.sha256,
        createdBy: order.requestedBy,
      });
      const { table: orders, column, scopeId } = orderHome(job.data);
      await this.unitOfWork.query(
        `update ${orders} set file_id = $3, tenant_ids = $4, version = version + 1 where ${column} = $1 and id = $2`,
        [scopeId, order.id, fileId, [...tenantIds]],
      );
      return { exportId: order.id, fileName: table.fileName, size: staged.size };
    });
  }

  private async *pages(
    job: SystemJob,
    order: ExportOrder,
    source: FoundSource,
    tenantIds: Set<string>,
  ): AsyncGenerator<readonly object[]> {
    let read = 0;
    for (let cursor: string | null = '', pages = 0; cursor !== null; pages += 1) {
      const after: Record<string, string> = cursor === '' ? {} : { cursor };
      const page = await this.as(job, order, (access) => {
        for (const id of access.tenantIds) tenantIds.add(id);
        return source.read(access, { ...order.query, limit: String(PAGE_ROWS), ...after });
      });
      read += page.items.length;
      if (order.format === 'xlsx' && read > MOST_WORKBOOK_ROWS) throw new HopelessJob(exportJob.tooLarge);
      if (pages % PAGES_A_REPORT === 0)
        await job.report(exportJob.reading, Math.min(0.9, (0.9 * read) / Math.max(page.total, 1)));
      yield page.items;
      cursor = page.nextCursor;
    }
  }

  /** A unit of work with the rights that the person has now. @throws Problem 403 or 404 when they have ended */
  private async as<T>(job: SystemJob, order: ExportOrder, work: (access: Access) => Promise<T>): Promise<T> {
    const { tenantId, officeId } = job.data;
    const opened: { access: Access | 'forbidden' | null } = { access: null };
    return this.unitOfWork.run(
      {
        readOnly: true,
        open: async (query) => {
          opened.access = await this.resolver.open(query, {
            userId: order.requestedBy,
            scope: tenantId === null ? 'office' : 'tenant',
            id: tenantId ?? officeId,
            permission: order.permission,
          });
        },
      },
      () => {
        if (opened.access === null || opened.access === 'forbidden') throw new Problem('forbidden');
        return work(opened.access);
      },
    );
  }

  private async read(job: SystemJob): Promise<ExportOrder | undefined> {
    const { table, column, scopeId } = orderHome(job.data);
    const [order] = await job.transact(() =>
      this.unitOfWork.query<ExportOrder>(
        `select ${ORDER_COLUMNS} from ${table} o where o.${column} = $1 and o.id = $2`,
        [scopeId, job.payload('exportId')],
      ),
    );
    return order;
  }

  /** In the transaction that marks the time as served. */
  private async findExpired(): Promise<void> {
    const expired = await this.unitOfWork.query<{ office_id: string; tenant_id: string | null; id: string }>(
      'select * from app.expired_exports()',
    );
    for (const { office_id: officeId, tenant_id: tenantId, id } of expired)
      await this.outbox.add(EXPORT_EXPIRED, { officeId, tenantId }, { exportId: id });
  }

  /** First the content, then what names it: a worker that dies in between begins again. */
  @HandlesJob('forget-export')
  async forget(job: SystemJob): Promise<void> {
    const order = await this.read(job);
    const scope = fileScope(job);
    const { table, column, scopeId } = orderHome(job.data);
    const fileId = order?.fileId ?? null;
    if (fileId !== null) {
      const last = await job.transact(async () => {
        const file = await this.register.findOne(scope, fileId);
        const others = await this.unitOfWork.query<{ id: string }>(
          `select id from ${scope.kind === 'tenant' ? 'app.file' : 'app.office_file'}
           where ${column} = $1 and sha256 = $2 and id <> $3 limit 1`,
          [scopeId, file.sha256, fileId],
        );
        return others.length === 0 ? file.sha256 : null;
      });
      if (last !== null) await this.store.remove(scope, last);
    }
    await job.finish(async () => {
      await this.unitOfWork.query(`delete from ${table} where ${column} = $1 and id = $2`, [
        scopeId,
        job.payload('exportId'),
      ]);
      if (fileId !== null) await this.register.remove(scope, fileId);
      return undefined;
    });
  }
}

const fileScope = ({ data: { tenantId, officeId } }: SystemJob): FileScope =>
  tenantId === null ? { kind: 'office', id: officeId } : { kind: 'tenant', id: tenantId };

async function* csvOf(table: ExportTable, pages: AsyncIterable<readonly object[]>): AsyncGenerator<string> {
  yield csvHead(table);
  for await (const page of pages) yield page.map((item) => csvLine(table, item)).join('');
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield Buffer.from(text);
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}
