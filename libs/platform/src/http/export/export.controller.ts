import { Controller, Get, Injectable, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { FileDelivery } from '../../files/file-delivery.js';
import { FileRegister } from '../../files/file-register.js';
import type { FileScope } from '../../files/file-store.js';
import { notFound } from '../../problems/problem.js';
import type { Access } from '../access.js';
import { Caller, RequirePermission, Stream } from '../decorators.js';
import { RowId } from '../row-id.js';
import { ScopedWork } from '../scoped-work.js';
import { ExportOrders } from './export.orders.js';
import './export.permissions.js';
import { EXPORT_MEDIA_TYPES } from './export-table.js';

const FILE = {
  description: 'Die Datei; nur wer sie bestellt hat, bekommt sie, 24 Stunden lang',
  schema: { type: 'string', format: 'binary' },
} as const;

/** Hands out files that the worker wrote. */
@Injectable()
export class ExportDownload {
  constructor(
    private readonly work: ScopedWork,
    private readonly orders: ExportOrders,
    private readonly register: FileRegister,
    private readonly delivery: FileDelivery,
  ) {}

  /** @throws Problem 403 or 404 when the right to the list has ended, also for one of the members in the file */
  async send(access: Access, id: string, response: Response): Promise<void> {
    const scope: FileScope =
      access.tenantId === null
        ? { kind: 'office', id: access.officeId }
        : { kind: 'tenant', id: access.tenantId };
    const order = await this.work.run(access, 'export:read', true, (now) =>
      this.orders.findFinished(now, id),
    );
    const file = await this.work.run(access, order.permission, true, (now) => {
      if (order.tenantIds?.some((tenantId) => !now.tenantIds.includes(tenantId))) throw notFound();
      return this.register.findOne(scope, order.fileId);
    });
    await this.delivery.send(response, scope, file);
  }
}

/** Long lists of the office, written in the background. */
@ApiTags('exports')
@Controller('api/v1/offices/:officeId/exports')
export class OfficeExportController {
  constructor(private readonly download: ExportDownload) {}

  @Get(':id/file')
  @RequirePermission('export:read')
  @Stream()
  @ApiProduces(...Object.values(EXPORT_MEDIA_TYPES))
  @ApiOkResponse(FILE)
  file(@Caller() access: Access, @RowId() id: string, @Res() response: Response): Promise<void> {
    return this.download.send(access, id, response);
  }
}

/** Long lists of a member, written in the background. */
@ApiTags('exports')
@Controller('api/v1/tenants/:tenantId/exports')
export class TenantExportController {
  constructor(private readonly download: ExportDownload) {}

  @Get(':id/file')
  @RequirePermission('export:read')
  @Stream()
  @ApiProduces(...Object.values(EXPORT_MEDIA_TYPES))
  @ApiOkResponse(FILE)
  file(@Caller() access: Access, @RowId() id: string, @Res() response: Response): Promise<void> {
    return this.download.send(access, id, response);
  }
}
