import {
  CLOCK_TOLERANCE_MS,
  Conditions,
  invalidField,
  notFound,
  readPage,
  UnitOfWork,
  type Access,
  type ListRow,
  type Page,
  type PageQuery,
} from '@bergfried/platform';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { isoOrNull } from './duty.reader.js';
import type { CreateEntryRequest, EntryResponse } from './incident.dto.js';
import { IncidentEntry } from './incident-entry.entity.js';
import type { Incident } from './incident.entity.js';

/** A line that the product itself writes beside a change. */
export interface TimelineLine {
  readonly kind: IncidentEntry['kind'];
  readonly text: string;
  readonly happenedAt?: Date;
}

const SORT_KEYS = { createdAt: [{ column: 'r.created_at', type: 'timestamptz' }] } as const;
const MAX_LINE = 4000;

/** The timeline of an incident; lines are added, never changed. */
@Injectable()
export class EntryService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Newest first. @throws Problem 404 when the incident is not there */
  async findAll(access: Access, incidentId: string, page: PageQuery): Promise<Page<EntryResponse>> {
    const conditions = new Conditions();
    conditions.add(`r.incident_id = ${conditions.parameter(incidentId, 'uuid')}`);
    const found = await this.read(access, conditions, page, true);
    // Every incident has at least the line of its report.
    if (found.total === 0) throw notFound();
    return found;
  }

  /** @throws Problem 404, 400 for a time in the future */
  async create(access: Access, incidentId: string, body: CreateEntryRequest): Promise<EntryResponse> {
    const happenedAt = body.happenedAt ? new Date(body.happenedAt) : access.now;
    if (happenedAt.getTime() > access.now.getTime() + CLOCK_TOLERANCE_MS)
      throw invalidField('/happenedAt', 'future');
    const [incident] = await this.unitOfWork.query<Pick<Incident, 'tenantId' | 'id' | 'visibility'>>(
      'select tenant_id as "tenantId", id, visibility from app.incident where tenant_id = $1 and id = $2',
      [access.theTenantId, incidentId],
    );
    if (!incident) throw notFound();
    const [id = ''] = await this.write(access, incident, [{ kind: 'note', text: body.text, happenedAt }]);
    const conditions = new Conditions();
    conditions.add(`r.id = ${conditions.parameter(id, 'uuid')}`);
    const [entry] = (await this.read(access, conditions, {}, false)).items;
    if (!entry) throw notFound();
    return entry;
  }

  /** Writes lines in one statement, sent with the next one, and returns their ids. */
  async write(
    access: Access,
    incident: Pick<Incident, 'tenantId' | 'id' | 'visibility'>,
    lines: readonly TimelineLine[],
  ): Promise<string[]> {
    return this.writeAll(access, [{ incident, lines }]);
  }

  /** Writes lines of many incidents in one statement and returns their ids. */
  async writeAll(
    access: Access,
    timelines: readonly {
      readonly incident: Pick<Incident, 'tenantId' | 'id' | 'visibility'>;
      readonly lines: readonly TimelineLine[];
    }[],
  ): Promise<string[]> {
    const all = timelines.flatMap(({ incident, lines }) => lines.map((line) => ({ incident, ...line })));
    if (all.length === 0) return [];
    const rows = all.map(({ incident, kind, text, happenedAt }, index) => ({
      tenantId: incident.tenantId,
      id: uuidv7({ msecs: access.now.getTime(), seq: index }), // lines of one moment stay in their order
      incidentId: incident.id,
      visibility: incident.visibility,
      kind,
      text: [...text].slice(0, MAX_LINE).join(''),
      happenedAt: happenedAt ?? access.now,
      createdBy: access.userId,
      createdAt: access.now,
    }));
    this.unitOfWork.deferInsert(IncidentEntry, rows);
    return rows.map(({ id }) => id);
  }

  private read(
    access: Access,
    conditions: Conditions,
    page: PageQuery,
    counted: boolean,
  ): Promise<Page<EntryResponse>> {
    return readPage(
      (sql, parameters) => this.unitOfWork.query(sql, parameters),
      {
        from: 'app.incident_entry r',
        columns: 'r.*',
        detail: ', u.name as created_by_name from r left join app.user_account u on u.id = r.created_by',
        conditions: conditions.sql,
        parameters: conditions.parameters,
        sortKeys: SORT_KEYS,
        sort: '-createdAt',
        tenantIds: [access.theTenantId],
        page,
        counted,
      },
      toEntry,
    );
  }
}

function toEntry(row: ListRow): EntryResponse {
  return {
    id: row['id'] as string,
    kind: row['kind'] as string,
    text: row['text'] as string,
    happenedAt: isoOrNull(row['happened_at']) ?? '',
    createdAt: isoOrNull(row['created_at']) ?? '',
    createdBy: { id: row['created_by'] as string, name: row['created_by_name'] as string | null },
  };
}
