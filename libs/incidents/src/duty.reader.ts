import {
  Conditions,
  ListSource,
  readPage,
  UnitOfWork,
  type Access,
  type ListRow,
  type Page,
} from '@bergfried/platform';
import { Injectable } from '@nestjs/common';
import { DutyQuery, type DutyResponse } from './duty.dto.js';
import { DUTY_EXPORT } from './incident.export.js';
import type { DutyState } from './incident.values.js';
import { sourceOf, startOfDay, startOfNextDay, type Source } from './source.js';

const SORT_KEYS = {
  priority: [
    { column: `case r.kind when 'statutory' then 0 when 'contractual' then 1 else 2 end`, type: 'int' },
    { column: `coalesce(r.due_at, 'infinity')`, type: 'timestamptz' },
  ],
  dueAt: [{ column: `coalesce(r.due_at, 'infinity')`, type: 'timestamptz' }],
} as const;

/**
 * SQL that says what is meant by a state at a point in time; `at` gives the placeholder of that time and is asked
 * only by the states that depend on it, so that no statement carries a parameter it does not name.
 */
export function stateCondition(alias: string, state: DutyState, at: () => string): string {
  const overdue = (): string => `${alias}.due_at is not null and ${alias}.due_at < ${at()}`;
  switch (state) {
    case 'running':
      return `(${alias}.state = 'open' and not (${overdue()}))`;
    case 'overdue':
      return `(${alias}.state = 'open' and ${overdue()})`;
    default:
      return `${alias}.state = '${state}'`;
  }
}

/** Reads clocks over one or many members. */
@Injectable()
export class DutyReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  @ListSource(DUTY_EXPORT, DutyQuery)
  findAll(access: Access, query: DutyQuery): Promise<Page<DutyResponse>> {
    return this.read(access, query, true);
  }

  /** The clocks that run, the most urgent first; they are not counted. */
  async findMostUrgent(
    access: Access,
    asOf: string | undefined,
    limit: number,
  ): Promise<readonly DutyResponse[]> {
    const query: DutyQuery = {
      state: ['running', 'overdue'],
      limit,
      ...(asOf === undefined ? {} : { asOf }),
    };
    return (await this.read(access, query, false)).items;
  }

  private read(access: Access, query: DutyQuery, counted: boolean): Promise<Page<DutyResponse>> {
    const conditions = new Conditions();
    const source = sourceOf(access, query.asOf, conditions);
    if (query.state) {
      const at = (): string => conditions.parameter(source.at, 'timestamptz');
      conditions.add(`(${query.state.map((state) => stateCondition('r', state, at)).join(' or ')})`);
    }
    if (query.kind) conditions.add(`r.kind = any (${conditions.parameter(query.kind, 'text[]')})`);
    if (query.dueFrom)
      conditions.add(`r.due_at >= ${conditions.parameter(startOfDay(query.dueFrom), 'timestamptz')}`);
    if (query.dueTo)
      conditions.add(`r.due_at < ${conditions.parameter(startOfNextDay(query.dueTo), 'timestamptz')}`);
    if (query.late)
      conditions.add(
        `r.state = 'submitted' and coalesce(r.submitted_at > r.due_at, false) = ${query.late === 'true' ? 'true' : 'false'}`,
      );
    const tenantIds =
      query.tenantId === undefined
        ? access.tenantIds
        : access.tenantIds.filter((id) => id === query.tenantId);
    return readPage(
      (sql, parameters) => this.unitOfWork.query(sql, parameters),
      {
        from: `${source.relation('duty')} r`,
        columns: 'r.*',
        detail: `, ${dutyDetailColumns('i')} from r join ${source.relation('incident')} i on i.tenant_id = r.tenant_id and i.id = r.incident_id ${dutyDetailJoins('r')}`,
        conditions: conditions.sql,
        parameters: conditions.parameters,
        sortKeys: SORT_KEYS,
        sort: query.sort ?? 'priority',
        tenantIds,
        page: query,
        counted,
        perTenant: source.live,
      },
      (row) => toDuty(row, source),
    );
  }
}

/** Names and the rule's origin beside a duty; `incident` is the alias of its incident. */
export const dutyDetailColumns = (incident: string): string =>
  `${incident}.reference as incident_reference, ${incident}.title as incident_title, du.name as decided_by_name,
   dr.note, dr.source_url, dr.checked_on`;
export const dutyDetailJoins = (alias: string): string =>
  `left join app.user_account du on du.id = ${alias}.decided_by
   join app.duty_rule dr on dr.id = ${alias}.rule_id and dr.version = ${alias}.rule_version`;

/** A row of SQL or the same as JSON, where times are ISO text. */
export function toDuty(row: ListRow, source: Pick<Source, 'at'>): DutyResponse {
  const time = (name: string): string | null => isoOrNull(row[name]);
  const dueAt = time('due_at');
  const submittedAt = time('submitted_at');
  const open = row['state'] === 'open';
  const overdue = dueAt !== null && new Date(dueAt) < source.at;
  const decidedBy = row['decided_by'];
  return {
    id: row['id'] as string,
    tenantId: row['tenant_id'] as string,
    incidentId: row['incident_id'] as string,
    incidentReference: row['incident_reference'] as string,
    incidentTitle: row['incident_title'] as string,
    ruleId: row['rule_id'] as string,
    ruleVersion: row['rule_version'] as number,
    title: row['title'] as string,
    legalBasis: row['legal_basis'] as string,
    recipient: row['recipient'] as string,
    kind: row['kind'] as string,
    startsAt: time('starts_at') ?? '',
    dueAt,
    state: open ? (overdue ? 'overdue' : 'running') : (row['state'] as DutyState),
    precautionary: row['precautionary'] as boolean,
    submittedAt,
    receipt: row['receipt'] as string | null,
    reason: row['reason'] as string | null,
    dataProtectionOfficer: row['data_protection_officer'] as string | null,
    decidedBy:
      typeof decidedBy === 'string'
        ? { id: decidedBy, name: (row['decided_by_name'] as string | null) ?? null }
        : null,
    decidedAt: time('decided_at'),
    late: submittedAt !== null && dueAt !== null && submittedAt > dueAt,
    note: row['note'] as string,
    sourceUrl: row['source_url'] as string,
    checkedOn: row['checked_on'] as string,
    version: row['version'] as number,
  };
}

/** ISO 8601 in UTC with milliseconds, from a Date or the text PostgreSQL puts into JSON. */
export function isoOrNull(value: unknown): string | null {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? new Date(value).toISOString() : null;
}
