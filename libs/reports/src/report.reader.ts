import {
  Conditions,
  notFound,
  readPage,
  UnitOfWork,
  type Access,
  type JobState,
  type ListRow,
  type ListSpec,
  type Page,
} from '@bergfried/platform';
import { isoOrNull } from '@bergfried/incidents';
import { Injectable } from '@nestjs/common';
import type { CountyQuarterSnapshot, QuarterFigures } from './county-quarter/snapshot.js';
import type {
  ReportFiguresResponse,
  ReportKind,
  ReportListItem,
  ReportQuery,
  ReportResponse,
  ReportState,
} from './report.dto.js';

const SORT_KEYS = {
  period: [
    { column: 'r.period', type: 'text' },
    { column: 'r.revision', type: 'int' },
  ],
  createdAt: [{ column: 'r.created_at', type: 'timestamptz' }],
} as const;

/** Of the snapshot only what is shown; the whole is read as a file. */
const COLUMNS = `r.tenant_id, r.id, r.kind, r.period, r.revision, r.is_interim, r.state, r.cut_off, r.collected_at, r.snapshot_sha256,
  r.pdf_sha256, r.pdf_file_id, r.job_id, r.created_by, r.created_at, r.finalised_at, r.finalised_by, r.version, r.snapshot->'current' as current, r.snapshot->'previous' as previous`;

const DETAIL = `, j.state as job_state, j.progress, j.step, j.problem, f.size::int as pdf_size, u.name as created_by_name, fu.name as finalised_by_name
  from r
  join app.job_run j on j.tenant_id = r.tenant_id and j.id = r.job_id
  left join app.file f on f.tenant_id = r.tenant_id and f.id = r.pdf_file_id
  left join app.user_account u on u.id = r.created_by
  left join app.user_account fu on fu.id = r.finalised_by`;

/**
 * Whether drafts are open to the caller; to the others a report is there once it was finalised. Across an office the roles at
 * single members are not told apart, so there only its own people see drafts.
 */
const seesDrafts = (access: Access): boolean =>
  access.can('report:draft') && (access.tenantId !== null || access.atOffice);

/** Reads the reports of one member, or of all that the caller may read. */
@Injectable()
export class ReportReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  findAll(access: Access, query: ReportQuery): Promise<Page<ReportListItem>> {
    const conditions = new Conditions();
    const tenantIds =
      query.tenantId === undefined
        ? access.tenantIds
        : access.tenantIds.filter((id) => id === query.tenantId);
    if (query.state) conditions.add(`r.state = any (${conditions.parameter(query.state, 'text[]')})`);
    if (query.kind) conditions.add(`r.kind = ${conditions.parameter(query.kind, 'text')}`);
    if (query.period) conditions.add(`r.period = ${conditions.parameter(query.period, 'text')}`);
    return this.read(
      access,
      { columns: COLUMNS, conditions, sort: query.sort ?? '-period', page: query, tenantIds },
      toListItem,
    );
  }

  /** @throws Problem 404 */
  async findOne(access: Access, id: string): Promise<ReportResponse> {
    const conditions = new Conditions();
    conditions.add(`r.id = ${conditions.parameter(id, 'uuid')}`);
    const spec = {
      columns: `${COLUMNS}, r.snapshot->'summary' as summary`,
      conditions,
      sort: 'createdAt',
      page: {},
      counted: false,
      tenantIds: [access.theTenantId],
    };
    const [report] = (await this.read(access, spec, toReport)).items;
    if (!report) throw notFound();
    return report;
  }

  /** The frozen data. @throws Problem 404, also while they are not collected yet */
  async snapshot(access: Access, id: string): Promise<{ period: string; snapshot: CountyQuarterSnapshot }> {
    const [row] = await this.unitOfWork.query<{ period: string; snapshot: CountyQuarterSnapshot }>(
      `select period, snapshot from app.report
       where tenant_id = $1 and id = $2 and snapshot is not null and (state = 'final' or $3)`,
      [access.theTenantId, id, seesDrafts(access)],
    );
    if (!row) throw notFound();
    return row;
  }

  /** Id of the archived PDF. @throws Problem 404, also while there is none */
  async pdfFileId(access: Access, id: string): Promise<string> {
    const [row] = await this.unitOfWork.query<{ fileId: string }>(
      `select pdf_file_id as "fileId" from app.report
       where tenant_id = $1 and id = $2 and pdf_file_id is not null and (state = 'final' or $3)`,
      [access.theTenantId, id, seesDrafts(access)],
    );
    if (!row) throw notFound();
    return row.fileId;
  }

  private read<T>(
    access: Access,
    {
      conditions,
      ...spec
    }: Pick<ListSpec, 'columns' | 'sort' | 'page' | 'counted' | 'tenantIds'> & { conditions: Conditions },
    toItem: (row: ListRow) => T,
  ): Promise<Page<T>> {
    if (!seesDrafts(access)) conditions.add(`r.state = 'final'`);
    return readPage(
      (sql, parameters) => this.unitOfWork.query(sql, parameters),
      {
        ...spec,
        from: 'app.report r',
        detail: DETAIL,
        conditions: conditions.sql,
        parameters: conditions.parameters,
        sortKeys: SORT_KEYS,
      },
      toItem,
    );
  }
}

function toListItem(row: ListRow): ReportListItem {
  return {
    id: row['id'] as string,
    tenantId: row['tenant_id'] as string,
    kind: row['kind'] as ReportKind,
    period: row['period'] as string,
    revision: row['revision'] as number,
    interim: row['is_interim'] as boolean,
    state: row['state'] as ReportState,
    cutOff: isoOrNull(row['cut_off']),
    collectedAt: isoOrNull(row['collected_at']),
    snapshotSha256: row['snapshot_sha256'] as string | null,
    pdfSha256: row['pdf_sha256'] as string | null,
    pdfSize: row['pdf_size'] as number | null,
    current: toFigures(row['current'] as QuarterFigures | null),
    previous: toFigures(row['previous'] as QuarterFigures | null),
    job: {
      id: row['job_id'] as string,
      state: row['job_state'] as JobState,
      progress: Number(row['progress']),
      step: row['step'] as string | null,
      problem: row['problem'] as string | null,
    },
    createdAt: isoOrNull(row['created_at']) ?? '',
    createdBy: { id: row['created_by'] as string, name: row['created_by_name'] as string | null },
    finalisedAt: isoOrNull(row['finalised_at']),
    finalisedBy:
      row['finalised_by'] === null
        ? null
        : { id: row['finalised_by'] as string, name: row['finalised_by_name'] as string | null },
    version: row['version'] as number,
  };
}

function toReport(row: ListRow): ReportResponse {
  return { ...toListItem(row), summary: row['summary'] as ReportResponse['summary'] };
}

function toFigures(figures: QuarterFigures | null): ReportFiguresResponse | null {
  if (figures === null) return null;
  const { period, level, flows, stock } = figures;
  return {
    period,
    level,
    reported: flows.reported,
    closed: flows.closed,
    openIncidents: stock.openIncidents,
    dutiesKept: { ...flows.dutiesKept },
  };
}
