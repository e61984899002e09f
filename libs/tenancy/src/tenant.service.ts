import {
  notFound,
  Problem,
  readPage,
  UnitOfWork,
  type Access,
  type ListRow,
  type Page,
  type PageQuery,
} from '@bergfried/platform';
import { Injectable } from '@nestjs/common';
import type { TenantResponse, UpdateTenantRequest } from './tenancy.dto.js';
import { Tenant } from './tenant.entity.js';

const SORT_KEYS = { name: [{ column: 'r.name collate "de-x-icu"', type: 'text' }] } as const;

/** Reads and changes members. */
@Injectable()
export class TenantService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The members that the caller may read, by name. */
  findAll(access: Access, page: PageQuery): Promise<Page<TenantResponse>> {
    return readPage(
      (sql, parameters) => this.unitOfWork.query(sql, parameters),
      {
        from: '(select tenant.*, tenant.tenant_id as id from app.tenant) r',
        columns: 'r.*',
        detail: 'from r',
        conditions: [],
        parameters: [],
        sortKeys: SORT_KEYS,
        sort: 'name',
        tenantIds: access.tenantIds,
        page,
      },
      toTenant,
    );
  }

  /** @throws Problem 404 */
  async findOne(access: Access): Promise<Tenant> {
    const tenant = await this.unitOfWork.manager.findOneBy(Tenant, { id: access.theTenantId });
    if (!tenant) throw notFound();
    return tenant;
  }

  /** @throws Problem 412 when `version` is not the present one */
  async update(access: Access, version: number, patch: UpdateTenantRequest): Promise<Tenant> {
    const { affected } = await this.unitOfWork.manager.update(
      Tenant,
      { id: access.theTenantId, version },
      { ...patch, version: version + 1 },
    );
    if (affected !== 1) throw new Problem('version-stale');
    return this.findOne(access);
  }
}

/** A row of `app.tenant` as the interface answers it. */
export function toTenant(row: ListRow): TenantResponse {
  return {
    id: row['tenant_id'] as string,
    officeId: row['office_id'] as string,
    name: row['name'] as string,
    shortName: row['short_name'] as string,
    slug: row['slug'] as string,
    plate: row['plate'] as string,
    ags: row['ags'] as string | null,
    kind: row['kind'] as Tenant['kind'],
    parentId: row['parent_id'] as string | null,
    version: row['version'] as number,
  };
}
