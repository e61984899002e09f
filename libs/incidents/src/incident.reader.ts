import {
  Conditions,
  ListSource,
  notFound,
  readPage,
  UnitOfWork,
  type Access,
  type ListRow,
  type Page,
} from '@bergfried/platform';
import { Injectable } from '@nestjs/common';
import { dutyDetailColumns, dutyDetailJoins, isoOrNull, stateCondition, toDuty } from './duty.reader.js';
import { IncidentQuery, type IncidentListItem, type IncidentResponse } from './incident.dto.js';
import { INCIDENT_EXPORT } from './incident.export.js';
import { nextStatuses, type Status } from './incident.status.js';
import { sourceOf, startOfDay, startOfNextDay, type Source } from './source.js';

const SORT_KEYS = {
  detectedAt: [{ column: 'r.detected_at', type: 'timestamptz' }],
  createdAt: [{ column: 'r.created_at', type: 'timestamptz' }],
  reference: [{ column: 'r.reference', type: 'text' }],
} as const;

const LIST_COLUMNS = `r.tenant_id, r.id, r.reference, r.title, r.category, r.severity, r.personal_data, r.status, r.detected_at, r.occurred_at,
  r.aware_at, r.closed_at, r.legal_entity_id, r.social_data, r.vehicle_registration, r.tlp, r.visibility, r.created_by, r.created_at,
  r.updated_at, r.version`;

/** Reads incidents over one or many members, live or as of a point in time. */
@Injectable()
export class IncidentReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  @ListSource(INCIDENT_EXPORT, IncidentQuery)
  findAll(access: Access, query: IncidentQuery): Promise<Page<IncidentListItem>> {
    const conditions = new Conditions();
    const source = sourceOf(access, query.asOf, conditions);
    const from = `${source.relation('incident')} r`;
    this.filter(query, source, conditions);
    const tenantIds =
      query.tenantId === undefined
        ? access.tenantIds
        : access.tenantIds.filter((id) => id === query.tenantId);
    return this.read(
      source,
      conditions,
      { from, columns: LIST_COLUMNS, sort: query.sort ?? '-detectedAt', tenantIds, page: query },
      toListItem,
    );
  }

  /** @throws Problem 404 */
  async findOne(access: Access, id: string): Promise<IncidentResponse> {
    const conditions = new Conditions();
    const source = sourceOf(access, undefined, conditions);
    conditions.add(`r.id = ${conditions.parameter(id, 'uuid')}`);
    const spec = {
      from: 'app.incident r',
      columns: `${LIST_COLUMNS}, r.description`,
      sort: 'createdAt',
      tenantIds: access.tenantIds,
      page: {},
      counted: false,
    };
    const [incident] = (await this.read(source, conditions, spec, toIncident)).items;
    if (!incident) throw notFound();
    return incident;
  }

  /** Incidents of one member in the order of the ids; who is not there is left out. */
  async findMany(access: Access, ids: readonly string[]): Promise<IncidentListItem[]> {
    const conditions = new Conditions();
    const source = sourceOf(access, undefined, conditions);
    conditions.add(`r.id = any (${conditions.parameter(ids, 'uuid[]')})`);
    const spec = {
      from: 'app.incident r',
      columns: LIST_COLUMNS,
      sort: 'createdAt',
      tenantIds: [access.theTenantId],
      page: { limit: ids.length },
      counted: false,
    };
    const { items } = await this.read(source, conditions, spec, toListItem);
    const byId = new Map(items.map((item) => [item.id, item]));
    return ids.map((id) => byId.get(id)).filter((item) => item !== undefined);
  }

  private read<T>(
    source: Source,
    conditions: Conditions,
    spec: {
      from: string;
      columns: string;
      sort: string;
      tenantIds: readonly string[];
      page: IncidentQuery;
      counted?: boolean;
    },
    toItem: (row: ListRow, source: Source) => T,
  ): Promise<Page<T>> {
    return readPage(
      (sql, parameters) => this.unitOfWork.query(sql, parameters),
      {
        ...spec,
        detail: `, le.name as legal_entity_name, u.name as created_by_name, d.duties
          from r
          left join app.legal_entity le on le.tenant_id = r.tenant_id and le.id = r.legal_entity_id
          left join app.user_account u on u.id = r.created_by
          left join lateral (
            select jsonb_agg(to_jsonb(x) order by x.kind, x.due_at) as duties
            from (select i.*, ${dutyDetailColumns('r')}
                  from ${source.relation('duty')} i ${dutyDetailJoins('i')}
                  where i.tenant_id = r.tenant_id and i.incident_id = r.id) x) d on true`,
        conditions: conditions.sql,
        parameters: conditions.parameters,
        sortKeys: SORT_KEYS,
        perTenant: source.live,
      },
      (row) => toItem(row, source),
    );
  }

  private filter(query: IncidentQuery, source: Source, conditions: Conditions): void {
    const oneOf = (column: string, values: readonly string[] | undefined): void => {
      if (values) conditions.add(`${column} = any (${conditions.parameter(values, 'text[]')})`);
    };
    oneOf('r.status', query.status);
    oneOf('r.severity', query.severity);
    oneOf('r.category', query.category);
    oneOf('r.personal_data', query.personalData);
    if (query.reference) conditions.add(`r.reference = ${conditions.parameter(query.reference, 'text')}`);
    if (query.q) {
      const word = conditions.parameter(`%${query.q.replace(/[\\%_]/g, '\\$&')}%`, 'text');
      conditions.add(`(r.title ilike ${word} or r.reference ilike ${word})`);
    }
    const period = (column: string, from: string | undefined, to: string | undefined): void => {
      if (from) conditions.add(`${column} >= ${conditions.parameter(startOfDay(from), 'timestamptz')}`);
      if (to) conditions.add(`${column} < ${conditions.parameter(startOfNextDay(to), 'timestamptz')}`);
    };
    period('r.detected_at', query.detectedFrom, query.detectedTo);
    period('r.closed_at', query.closedFrom, query.closedTo);
    if (query.duty) {
      const at = (): string => conditions.parameter(source.at, 'timestamptz');
      const wanted = query.duty === 'overdue' ? stateCondition('q', 'overdue', at) : `q.state = 'open'`;
      conditions.add(
        `exists (select from ${source.relation('duty')} q where q.tenant_id = r.tenant_id and q.incident_id = r.id and ${wanted})`,
      );
    }
  }
}

function toListItem(row: ListRow, source: Source): IncidentListItem {
  const duties = (row['duties'] as ListRow[] | null) ?? [];
  return {
    id: row['id'] as string,
    tenantId: row['tenant_id'] as string,
    reference: row['reference'] as string,
    title: row['title'] as string,
    category: row['category'] as string,
    severity: row['severity'] as string,
    personalData: row['personal_data'] as string,
    status: row['status'] as Status,
    detectedAt: isoOrNull(row['detected_at']) ?? '',
    occurredAt: isoOrNull(row['occurred_at']),
    awareAt: isoOrNull(row['aware_at']) ?? '',
    legalEntityId: row['legal_entity_id'] as string,
    legalEntityName: row['legal_entity_name'] as string | null,
    assetIds: [],
    socialData: row['social_data'] as boolean,
    vehicleRegistration: row['vehicle_registration'] as boolean,
    tlp: row['tlp'] as string,
    visibility: row['visibility'] as string,
    createdAt: isoOrNull(row['created_at']) ?? '',
    createdBy: { id: row['created_by'] as string, name: row['created_by_name'] as string | null },
    updatedAt: isoOrNull(row['updated_at']) ?? '',
    closedAt: isoOrNull(row['closed_at']),
    version: row['version'] as number,
    duties: duties.map((duty) => toDuty(duty, source)),
  };
}

function toIncident(row: ListRow, source: Source): IncidentResponse {
  const item = toListItem(row, source);
  return {
    ...item,
    description: row['description'] as string | null,
    nextStatuses: nextStatuses(item.status),
  };
}
