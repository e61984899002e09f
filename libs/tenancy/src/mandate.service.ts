import {
  Conditions,
  invalidField,
  notFound,
  Problem,
  readPage,
  UnitOfWork,
  violates,
  type Access,
  type ListRow,
  type Page,
} from '@bergfried/platform';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Mandate } from './mandate.entity.js';
import type {
  CreateMandateRequest,
  MandateQuery,
  MandateResponse,
  UpdateMandateRequest,
} from './tenancy.dto.js';

const SORT_KEYS = { validFrom: [{ column: 'r.valid_from', type: 'date' }] } as const;

/** Mandates: which officer works for which member, and until when. Nobody changes the own one. */
@Injectable()
export class MandateService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  findAll(access: Access, query: MandateQuery): Promise<Page<MandateResponse>> {
    const conditions = new Conditions();
    const tenantIds =
      query.tenantId === undefined
        ? access.tenantIds
        : access.tenantIds.filter((id) => id === query.tenantId);
    return this.read(access, conditions, tenantIds, query, true);
  }

  /** @throws Problem 422 for the own mandate, an unknown person or member, 409 when it exists */
  async create(access: Access, body: CreateMandateRequest): Promise<MandateResponse> {
    if (body.userId === access.userId) throw new Problem('own-mandate');
    if (body.validUntil && body.validUntil < body.validFrom) throw invalidField('/validUntil', 'order');
    const [named] = await this.unitOfWork.query<{ ok: boolean | null }>('select app.name_tenant($1) as ok', [
      body.tenantId,
    ]);
    if (!named?.ok) throw new Problem('unknown-reference', { field: 'tenantId' });
    const id = uuidv7();
    const rows = await this.unitOfWork
      .query<{ id: string }>(
        `insert into app.mandate (tenant_id, id, user_id, kind, valid_from, valid_until)
         select $1, $2, m.user_id, $4, $5, $6 from app.office_member m
         where m.user_id = $3 and m.role = $4 and m.disabled_at is null limit 1 returning id`,
        [body.tenantId, id, body.userId, body.kind, body.validFrom, body.validUntil ?? null],
      )
      .catch((error: unknown) => {
        throw violates(error, 'mandate_tenant_id_user_id_kind_valid_from_key')
          ? new Problem('already-exists')
          : error;
      });
    if (rows.length === 0) throw new Problem('unknown-reference', { field: 'userId' });
    return this.findOne(access, id);
  }

  /** @throws Problem 404, 412, 422 for the own mandate */
  async update(
    access: Access,
    id: string,
    version: number,
    patch: UpdateMandateRequest,
  ): Promise<MandateResponse> {
    const mandate = await this.findOne(access, id);
    if (mandate.userId === access.userId) throw new Problem('own-mandate');
    const validFrom = patch.validFrom ?? mandate.validFrom;
    const validUntil = patch.validUntil === undefined ? mandate.validUntil : patch.validUntil;
    if (validUntil !== null && validUntil < validFrom) throw invalidField('/validUntil', 'order');
    await this.unitOfWork.query('select app.name_tenant($1)', [mandate.tenantId]);
    const { affected } = await this.unitOfWork.manager.update(
      Mandate,
      { tenantId: mandate.tenantId, id, version },
      { validFrom, validUntil, version: version + 1 },
    );
    if (affected !== 1) throw new Problem('version-stale');
    return this.findOne(access, id);
  }

  private async findOne(access: Access, id: string): Promise<MandateResponse> {
    const conditions = new Conditions();
    conditions.add(`r.id = ${conditions.parameter(id, 'uuid')}`);
    const { items } = await this.read(access, conditions, access.tenantIds, {}, false);
    const [mandate] = items;
    if (!mandate) throw notFound();
    return mandate;
  }

  private read(
    access: Access,
    conditions: Conditions,
    tenantIds: readonly string[],
    page: MandateQuery,
    counted: boolean,
  ): Promise<Page<MandateResponse>> {
    return readPage(
      (sql, parameters) => this.unitOfWork.query(sql, parameters),
      {
        from: 'app.mandate r',
        columns: 'r.*',
        detail:
          ', t.name as tenant_name, u.name as user_name from r join app.tenant t on t.tenant_id = r.tenant_id left join app.user_account u on u.id = r.user_id',
        conditions: conditions.sql,
        parameters: conditions.parameters,
        sortKeys: SORT_KEYS,
        sort: '-validFrom',
        tenantIds,
        page,
        counted,
      },
      toMandate,
    );
  }
}

function toMandate(row: ListRow): MandateResponse {
  return {
    id: row['id'] as string,
    tenantId: row['tenant_id'] as string,
    tenantName: row['tenant_name'] as string,
    userId: row['user_id'] as string,
    userName: row['user_name'] as string | null,
    kind: row['kind'] as string,
    validFrom: row['valid_from'] as string,
    validUntil: row['valid_until'] as string | null,
    version: row['version'] as number,
  };
}
