import type { UnitOfWork } from '../../persistence/unit-of-work.js';
import type { Access } from '../access.js';
import type { ExportScope } from './export-table.js';

/** Of a list that belongs to no office or member. */
export const NO_SCOPE: ExportScope = { name: null, isDemo: false, tenantNames: new Map() };

/** Whose list it is and how its members are called; one statement in the open unit of work. */
export async function readExportScope(unitOfWork: UnitOfWork, access: Access): Promise<ExportScope> {
  const rows = await unitOfWork.query<{
    office: string;
    is_demo: boolean;
    id: string | null;
    name: string | null;
    short_name: string | null;
  }>(
    `select o.short_name as office, o.is_demo, t.tenant_id as id, t.name, t.short_name
     from app.office o left join app.tenant t on t.office_id = o.office_id and t.tenant_id = any ($2::uuid[])
     where o.office_id = $1`,
    [access.officeId, access.tenantIds],
  );
  const names = new Map(rows.flatMap(({ id, short_name }) => (id && short_name ? [[id, short_name]] : [])));
  const own = rows.find(({ id }) => id === access.tenantId)?.name;
  return {
    name: (access.tenantId === null ? rows[0]?.office : own) ?? null,
    isDemo: rows[0]?.is_demo ?? false,
    tenantNames: names,
  };
}
