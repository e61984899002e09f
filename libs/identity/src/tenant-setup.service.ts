import { notFound, readPage, UnitOfWork, type Access, type ListRow, type Page } from '@bergfried/platform';
import { toTenant } from '@bergfried/tenancy';
import { Injectable } from '@nestjs/common';
import type { TenantSetupQuery, TenantSetupResponse, UpdateTenantSetupRequest } from './tenant-setup.dto.js';
import { mandateOf, rolesOf, stepsOf, type SetupFacts } from './tenant-setup.steps.js';

const SORT_KEYS = { name: [{ column: 'r.name collate "de-x-icu"', type: 'text' }] } as const;

/** What counts for the set-up, on the page of members that is cut already. */
const FACTS = `,
  coalesce((select s.skipped from app.tenant_setup s where s.tenant_id = r.tenant_id), '{}') as skipped,
  coalesce((select json_agg(json_build_object('kind', m.kind, 'name', u.name, 'counts',
        m.valid_from <= app.today() and exists (
          select from app.office_member o where o.user_id = m.user_id and o.role = m.kind and o.accepted_at is not null
            and o.disabled_at is null and app.today() between o.valid_from and coalesce(o.valid_until, 'infinity')))
      order by m.valid_from)
    from app.mandate m left join app.user_account u on u.id = m.user_id
    where m.tenant_id = r.tenant_id and coalesce(m.valid_until, 'infinity') >= app.today()), '[]') as mandates,
  coalesce((select json_agg(json_build_object('role', p.role, 'accepted', p.accepted_at is not null and p.valid_from <= app.today()))
    from app.tenant_member p
    where p.tenant_id = r.tenant_id and p.disabled_at is null and coalesce(p.valid_until, 'infinity') >= app.today()), '[]') as people,
  (select e.social_supervision is not null from app.legal_entity e where e.tenant_id = r.tenant_id and e.is_default) as default_has_supervision,
  (select count(*)::int from app.legal_entity e where e.tenant_id = r.tenant_id) as legal_entity_count
  from r`;

/** How far the members of an office are set up (ADR 0020). Computed, but for what was put off. */
@Injectable()
export class TenantSetupService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Members that the caller may read, by name. */
  findAll(access: Access, query: TenantSetupQuery): Promise<Page<TenantSetupResponse>> {
    return this.read(access.tenantIds, query, true);
  }

  /** @throws Problem 404 */
  async findOne(access: Access): Promise<TenantSetupResponse> {
    const [setup] = (await this.read([access.theTenantId], {}, false)).items;
    if (!setup) throw notFound();
    return setup;
  }

  /** Puts a step off or takes it up again; saying the same twice changes nothing. */
  async update(access: Access, { step, skipped }: UpdateTenantSetupRequest): Promise<TenantSetupResponse> {
    await this.unitOfWork.query(
      `insert into app.tenant_setup as s (tenant_id, skipped) values ($1, case when $3 then array[$2::text] else '{}' end)
       on conflict (tenant_id) do update
         set skipped = case when $3 then array_append(s.skipped, $2::text) else array_remove(s.skipped, $2::text) end,
             version = s.version + 1
         where ($2::text = any (s.skipped)) <> $3`,
      [access.theTenantId, step, skipped],
    );
    return this.findOne(access);
  }

  private read(
    tenantIds: readonly string[],
    page: TenantSetupQuery,
    counted: boolean,
  ): Promise<Page<TenantSetupResponse>> {
    return readPage(
      (sql, parameters) => this.unitOfWork.query(sql, parameters),
      {
        from: '(select tenant.*, tenant.tenant_id as id from app.tenant) r',
        columns: 'r.*',
        detail: FACTS,
        conditions: [],
        parameters: [],
        sortKeys: SORT_KEYS,
        sort: 'name',
        tenantIds,
        page,
        counted,
      },
      toSetup,
    );
  }
}

function toSetup(row: ListRow): TenantSetupResponse {
  const tenant = toTenant(row);
  const facts: SetupFacts = {
    kind: tenant.kind,
    skipped: row['skipped'] as string[],
    mandates: row['mandates'] as SetupFacts['mandates'],
    people: row['people'] as SetupFacts['people'],
    defaultHasSupervision: row['default_has_supervision'] as boolean | null,
  };
  const steps = stepsOf(facts);
  return {
    tenant,
    steps,
    complete: steps.every(({ state }) => state === 'done' || state === 'skipped'),
    mandate: mandateOf(facts),
    roles: rolesOf(facts),
    legalEntityCount: row['legal_entity_count'] as number,
  };
}
