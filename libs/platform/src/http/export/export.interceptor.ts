import { Readable } from 'node:stream';
import {
  Injectable,
  StreamableFile,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { attachment } from '../../files/file-name.js';
import { UnitOfWork, type Unit } from '../../persistence/unit-of-work.js';
import { invalidField, notFound, Problem } from '../../problems/problem.js';
import { AccessResolver, type Access } from '../access.js';
import { takeUnit } from '../access.guard.js';
import { ROUTE_RIGHT, type RouteRight } from '../decorators.js';
import type { Page } from '../paging.js';
import { csvHead, csvLine } from './csv.js';
import { EXPORTED_LIST, type ExportDeclaration } from './export-columns.js';
import { ExportOrders } from './export.orders.js';
import { NO_SCOPE, readExportScope } from './export-scope.js';
import {
  EXPORT_MEDIA_TYPES,
  exportFormatOf,
  exportLanguage,
  exportTable,
  MOST_STREAMED_ROWS,
  MOST_WORKBOOK_ROWS,
  type ExportFormat,
  type ExportScope,
} from './export-table.js';
import { Workbooks } from './xlsx.js';

/** Rows read in one unit of work; the most that a list gives. */
const PAGE_ROWS = 200;
/** Exports that one person may have under way in this process. */
const MOST_AT_ONCE = 3;

type List = Page<object>;
interface Asked {
  readonly context: ExecutionContext;
  readonly next: CallHandler<unknown>;
  readonly declaration: ExportDeclaration;
  readonly format: ExportFormat;
}

/**
 * Answers a list as CSV or XLSX when a request wants that: runs the very route again for each page, so that filter, order
 * and rights are those of the list. Each page is a unit of work of its own, with the access opened anew (ADR 0017).
 */
@Injectable()
export class ExportInterceptor implements NestInterceptor {
  private readonly underWay = new Map<string, number>();

  constructor(
    private readonly reflector: Reflector,
    private readonly unitOfWork: UnitOfWork,
    private readonly resolver: AccessResolver,
    private readonly orders: ExportOrders,
    private readonly workbooks: Workbooks,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const format = request.method === 'GET' ? exportFormatOf(request) : null;
    if (format === null) return next.handle();
    const declaration = this.reflector.get<ExportDeclaration | undefined>(
      EXPORTED_LIST,
      context.getHandler(),
    );
    if (!declaration) return next.handle();
    return from(this.answer({ context, next, declaration, format }));
  }

  private async answer(asked: Asked): Promise<unknown> {
    const request = asked.context.switchToHttp().getRequest<Request>();
    const response = asked.context.switchToHttp().getResponse<Response>();
    for (const name of ['cursor', 'limit'])
      if (name in request.query) throw invalidField(`?${name}`, 'unknown');
    const leave = this.enter(request.user?.id ?? '', response);
    const { scope, page } = await this.firstPage(asked);
    const { access } = request;
    if (asked.format === 'xlsx' && page.total > MOST_WORKBOOK_ROWS)
      throw new Problem('export-too-large', { max: MOST_WORKBOOK_ROWS });
    if (access && asked.declaration.grows && page.total > MOST_STREAMED_ROWS) {
      const run = await this.order(asked, access);
      response.status(202).location(this.orders.location(access, run.id));
      leave();
      return run;
    }
    const table = exportTable(asked.declaration, scope, {
      language: exportLanguage(request),
      format: asked.format,
      now: access?.now ?? new Date(),
    });
    const pages = this.pages(asked, page);
    const content =
      asked.format === 'csv'
        ? Readable.from(
            csvOf(pages, (item) => csvLine(table, item), csvHead(table)),
            { objectMode: false },
          )
        : await this.workbooks.write(table, pages);
    response.setHeader('X-Content-Type-Options', 'nosniff').setHeader('Vary', 'Accept, Accept-Language');
    return new StreamableFile(content as Readable & Buffer, {
      type: asked.format === 'csv' ? `${EXPORT_MEDIA_TYPES.csv}; charset=utf-8` : EXPORT_MEDIA_TYPES.xlsx,
      disposition: attachment(table.fileName),
    });
  }

  /** Counts the exports of a person until they are answered. @throws Problem 429 */
  private enter(userId: string, response: Response): () => void {
    const before = this.underWay.get(userId) ?? 0;
    if (before >= MOST_AT_ONCE) throw new Problem('too-many-requests', { seconds: 10 });
    this.underWay.set(userId, before + 1);
    let left = false;
    const leave = (): void => {
      if (left) return;
      left = true;
      const now = (this.underWay.get(userId) ?? 1) - 1;
      if (now > 0) this.underWay.set(userId, now);
      else this.underWay.delete(userId);
    };
    response.once('close', leave);
    return leave;
  }

  /** In the unit of work of the guard: names and the first rows. */
  private async firstPage(asked: Asked): Promise<{ scope: ExportScope; page: List }> {
    const request = asked.context.switchToHttp().getRequest<Request>();
    const unit = takeUnit(request);
    if (!unit) return { scope: NO_SCOPE, page: await run(asked, {}) };
    return this.unitOfWork.settle(unit, async () => ({
      scope: request.access ? await readExportScope(this.unitOfWork, request.access) : NO_SCOPE,
      page: await run(asked, {}),
    }));
  }

  private async *pages(asked: Asked, first: List): AsyncGenerator<readonly object[]> {
    yield first.items;
    for (let cursor = first.nextCursor; cursor !== null;) {
      const unit = await this.reopen(asked, true);
      const after = cursor;
      const page = await this.unitOfWork.settle(unit, () => run(asked, { cursor: after }));
      yield page.items;
      cursor = page.nextCursor;
    }
  }

  /** The same scope and right in a new transaction; who lost the right meanwhile reads no further. */
  private async reopen({ context }: Asked, readOnly: boolean): Promise<Unit> {
    const request = context.switchToHttp().getRequest<Request>();
    const unit = await this.unitOfWork.begin({ readOnly });
    try {
      const access = await this.resolver.open(unit.query, this.wanted(context));
      if (access === null) throw notFound();
      if (access === 'forbidden') throw new Problem('forbidden');
      request.access = access;
      return unit;
    } catch (error) {
      await unit.rollback();
      throw error;
    }
  }

  private async order(asked: Asked, access: Access): ReturnType<ExportOrders['add']> {
    const request = asked.context.switchToHttp().getRequest<Request>();
    const unit = await this.reopen(asked, false);
    const { limit: _, ...query } = request.query;
    return this.unitOfWork.settle(unit, () =>
      this.orders.add(request.access ?? access, {
        list: asked.declaration.list,
        format: asked.format,
        language: exportLanguage(request),
        permission: this.wanted(asked.context).permission,
        query,
      }),
    );
  }

  private wanted(context: ExecutionContext): {
    userId: string;
    scope: 'office' | 'tenant';
    id: string;
    permission: string;
  } {
    const { access } = context.switchToHttp().getRequest<Request>();
    const right = this.reflector.get<RouteRight | undefined>(ROUTE_RIGHT, context.getHandler());
    if (!access || right?.kind !== 'permission') throw new Error('a list without a scope has one page');
    const { userId, scope } = access;
    return {
      userId,
      scope,
      id: scope === 'office' ? access.officeId : access.theTenantId,
      permission: right.permission,
    };
  }
}

/** Runs the route as it is, with the largest page. */
async function run({ context, next }: Asked, place: { readonly cursor?: string }): Promise<List> {
  const request = context.switchToHttp().getRequest<Request>();
  const { cursor: _, ...query } = request.query;
  // Express reads the query string anew each time it is asked; from here on it is this one.
  Object.defineProperty(request, 'query', {
    value: { ...query, limit: String(PAGE_ROWS), ...place },
    configurable: true,
  });
  return (await lastValueFrom(next.handle())) as List;
}

async function* csvOf(
  pages: AsyncIterable<readonly object[]>,
  line: (item: object) => string,
  head: string,
): AsyncGenerator<string> {
  yield head;
  for await (const page of pages) yield page.map(line).join('');
}
