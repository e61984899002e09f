import {
  Conditions,
  FileRegister,
  notFound,
  readPage,
  UnitOfWork,
  type Access,
  type ListRow,
  type Page,
  type StoredFile,
} from '@bergfried/platform';
import type { TextParams } from '@bergfried/texts';
import { Injectable } from '@nestjs/common';
import type {
  AttributionResponse,
  CatalogueListItem,
  CatalogueQuery,
  CatalogueResponse,
} from './catalogue.dto.js';
import { findingText } from './catalogue.texts.js';

const SORT_KEYS = { importedAt: [{ column: 'r.imported_at', type: 'timestamptz' }] } as const;
/** The paging works per member; what belongs to the office is paged as if it were one. */
const FROM = '(select c.*, c.office_id as tenant_id from app.catalogue c) r';
const JOINS = `left join app.office_file f on f.office_id = r.office_id and f.id = r.source_file_id
  left join app.user_account u on u.id = r.imported_by`;
const NAMES = ', f.name as source_name, u.name as imported_by_name';

interface CatalogueDetail {
  readonly groups: CatalogueResponse['groups'] | null;
  readonly levels: CatalogueResponse['levels'] | null;
  readonly modal_verbs: CatalogueResponse['modalVerbs'] | null;
  readonly findings: { code: string; params: TextParams; place: string | null }[] | null;
}

/** Reads catalogues of the office; its members see all of them, for now. */
@Injectable()
export class CatalogueReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly files: FileRegister,
  ) {}

  /** Latest import first. */
  findAll(access: Access, page: CatalogueQuery): Promise<Page<CatalogueListItem>> {
    return this.read(access, new Conditions(), page, '', toItem);
  }

  /** With groups, scales and findings. @throws Problem 404 */
  async findOne(access: Access, id: string): Promise<CatalogueResponse> {
    const conditions = new Conditions();
    conditions.add(`r.id = ${conditions.parameter(id, 'uuid')}`);
    const [catalogue] = (await this.read(access, conditions, {}, DETAIL, toCatalogue, false)).items;
    if (!catalogue) throw notFound();
    return catalogue;
  }

  /** The file that the catalogue was made from. @throws Problem 404 */
  async findSource(access: Access, id: string): Promise<StoredFile> {
    const [row] = await this.unitOfWork.query<{ file_id: string }>(
      'select source_file_id as file_id from app.catalogue where office_id = $1 and id = $2',
      [access.officeId, id],
    );
    if (!row) throw notFound();
    return this.files.findOne({ kind: 'office', id: access.officeId }, row.file_id);
  }

  private read<T>(
    access: Access,
    conditions: Conditions,
    page: CatalogueQuery,
    detail: string,
    toEntry: (row: ListRow) => T,
    counted = true,
  ): Promise<Page<T>> {
    return readPage(
      (sql, parameters) => this.unitOfWork.query(sql, parameters),
      {
        from: FROM,
        columns: 'r.*',
        detail: `${NAMES}${detail} from r ${JOINS}`,
        conditions: conditions.sql,
        parameters: conditions.parameters,
        sortKeys: SORT_KEYS,
        sort: '-importedAt',
        tenantIds: [access.officeId],
        page,
        counted,
      },
      toEntry,
    );
  }
}

const scale = (
  column: string,
): string => `(select jsonb_agg(jsonb_build_object('value', s.value, 'count', s.count) order by s.first)
  from (select q.${column} as value, count(*)::int as count, min(q.position) as first from app.requirement q
        where q.office_id = r.office_id and q.catalogue_id = r.id and q.${column} is not null group by q.${column}) s)`;

const DETAIL = `,
  (select jsonb_agg(jsonb_build_object('code', g.code, 'title', g.title, 'parentCode', p.code, 'description', g.description,
     'requirementCount', g.requirement_count) order by g.position)
   from app.catalogue_group g left join app.catalogue_group p on p.office_id = g.office_id and p.id = g.parent_id
   where g.office_id = r.office_id and g.catalogue_id = r.id) as groups,
  ${scale('level')} as levels,
  ${scale('modal_verb')} as modal_verbs,
  (select jsonb_agg(jsonb_build_object('code', n.code, 'params', n.params, 'place', n.place) order by n.position)
   from app.catalogue_finding n where n.office_id = r.office_id and n.catalogue_id = r.id) as findings`;

/** Source and terms of a catalogue, from its columns. */
export function toAttribution(row: ListRow): AttributionResponse {
  return {
    title: row['title'] as string,
    edition: row['edition'] as string,
    publisher: row['publisher'] as string | null,
    licence: row['licence'] as string | null,
    licenceUrl: row['licence_url'] as string | null,
    sourceUrl: row['source_url'] as string | null,
  };
}

function toItem(row: ListRow): CatalogueListItem {
  const importedBy = row['imported_by'] as string | null;
  return {
    ...toAttribution(row),
    id: row['id'] as string,
    officeId: row['office_id'] as string,
    oscalUuid: row['oscal_uuid'] as string | null,
    oscalVersion: row['oscal_version'] as string | null,
    lastModifiedAt: (row['last_modified_at'] as Date | null)?.toISOString() ?? null,
    requirementCount: row['requirement_count'] as number,
    groupCount: row['group_count'] as number,
    findingCount: row['finding_count'] as number,
    sourceName: row['source_name'] as string,
    sourceSha256: row['source_sha256'] as string,
    importedAt: (row['imported_at'] as Date).toISOString(),
    importedBy:
      importedBy === null ? null : { id: importedBy, name: row['imported_by_name'] as string | null },
    version: row['version'] as number,
  };
}

function toCatalogue(row: ListRow): CatalogueResponse {
  const { groups, levels, modal_verbs: modalVerbs, findings } = row as unknown as CatalogueDetail;
  return {
    ...toItem(row),
    remarks: row['remarks'] as string | null,
    groups: groups ?? [],
    levels: levels ?? [],
    modalVerbs: modalVerbs ?? [],
    findings: (findings ?? []).map(({ code, params, place }) => ({
      code,
      message: findingText(code, params),
      place,
    })),
  };
}
