import {
  Conditions,
  notFound,
  readPage,
  UnitOfWork,
  type Access,
  type ListRow,
  type Page,
} from '@bergfried/platform';
import { Injectable } from '@nestjs/common';
import { toAttribution } from './catalogue.reader.js';
import type { Param, Part, Prop } from './oscal/model.js';
import { segmentsOf, type ParamLookup } from './oscal/prose.js';
import type {
  BacklinkResponse,
  GroupReference,
  PartResponse,
  PropResponse,
  RequirementLinkResponse,
  RequirementListItem,
  RequirementQuery,
  RequirementReference,
  RequirementResponse,
} from './requirement.dto.js';

const SORT_KEYS = { position: [{ column: 'r.position', type: 'int' }] } as const;
/** The paging works per member; what belongs to the office is paged as if it were one. */
const FROM = '(select q.*, q.office_id as tenant_id from app.requirement q) r';
const LIST_COLUMNS = `r.office_id, r.catalogue_id, r.id, r.position, r.control_id, r.key, r.title, r.level, r.effort, r.modal_verb, r.statement,
  r.practice_id, r.group_id`;
const MAX_WORDS = 8;

/** Reads the requirements of one catalogue. */
@Injectable()
export class RequirementReader {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** In the order of the catalogue. @throws Problem 404 when there is no such catalogue */
  async findAll(
    access: Access,
    catalogueId: string,
    query: RequirementQuery,
  ): Promise<Page<RequirementListItem>> {
    const conditions = new Conditions();
    conditions.add(`r.catalogue_id = ${conditions.parameter(catalogueId, 'uuid')}`);
    filter(query, access, conditions);
    const page = await readPage(
      (sql, parameters) => this.unitOfWork.query(sql, parameters),
      {
        from: FROM,
        columns: LIST_COLUMNS,
        detail: `, p.code as practice_code, p.title as practice_title, g.code as group_code, g.title as group_title
          from r
          left join app.catalogue_group p on p.office_id = r.office_id and p.id = r.practice_id
          left join app.catalogue_group g on g.office_id = r.office_id and g.id = r.group_id`,
        conditions: conditions.sql,
        parameters: conditions.parameters,
        sortKeys: SORT_KEYS,
        sort: 'position',
        tenantIds: [access.officeId],
        page: query,
      },
      toItem,
    );
    if (page.total === 0) await this.refuseUnknown(access, catalogueId);
    return page;
  }

  /** @throws Problem 404 */
  async findOne(access: Access, catalogueId: string, id: string): Promise<RequirementResponse> {
    const [row] = await this.unitOfWork.query<ListRow>(DETAIL, [access.officeId, catalogueId, id]);
    if (!row) throw notFound();
    return toRequirement(row);
  }

  private async refuseUnknown(access: Access, catalogueId: string): Promise<void> {
    const rows = await this.unitOfWork.query('select 1 from app.catalogue where office_id = $1 and id = $2', [
      access.officeId,
      catalogueId,
    ]);
    if (rows.length === 0) throw notFound();
  }
}

function filter(
  { practice, level, modalVerb, q }: RequirementQuery,
  access: Access,
  conditions: Conditions,
): void {
  if (practice !== undefined) {
    conditions.add(`r.practice_id in (select g.id from app.catalogue_group g where g.office_id = ${conditions.parameter(access.officeId, 'uuid')}
      and g.catalogue_id = r.catalogue_id and g.parent_id is null and g.code = ${conditions.parameter(practice, 'text')})`);
  }
  if (level !== undefined) conditions.add(`r.level = ${conditions.parameter(level, 'text')}`);
  if (modalVerb !== undefined) conditions.add(`r.modal_verb = ${conditions.parameter(modalVerb, 'text')}`);
  for (const word of (q ?? '')
    .split(/\s+/)
    .filter((one) => one !== '')
    .slice(0, MAX_WORDS)) {
    const like = conditions.parameter(`%${word.replace(/[\\%_]/g, '\\$&')}%`, 'text');
    conditions.add(
      `(r.control_id ilike ${like} or r.title ilike ${like} or r.statement ilike ${like} or r.guidance ilike ${like})`,
    );
  }
}

const reference = (alias: string): string =>
  `jsonb_build_object('id', ${alias}.id, 'controlId', ${alias}.control_id, 'title', ${alias}.title)`;
const same = (alias: string): string =>
  `${alias}.office_id = r.office_id and ${alias}.catalogue_id = r.catalogue_id`;

const DETAIL = `
  select r.*, p.code as practice_code, p.title as practice_title, g.code as group_code, g.title as group_title,
    to_jsonb(c) as catalogue,
    (with recursive up as (
       select x.*, 1 as step from app.catalogue_group x where x.office_id = r.office_id and x.id = r.group_id
       union all
       select y.*, up.step + 1 from app.catalogue_group y join up on y.office_id = up.office_id and y.id = up.parent_id)
     select jsonb_agg(jsonb_build_object('code', up.code, 'title', up.title) order by up.step desc) from up) as path,
    (select ${reference('x')} from app.requirement x where x.office_id = r.office_id and x.id = r.parent_id) as parent,
    (select ${reference('x')} from app.requirement x where ${same('x')} and x.position = r.position - 1) as previous,
    (select ${reference('x')} from app.requirement x where ${same('x')} and x.position = r.position + 1) as next,
    (select jsonb_agg(${reference('x')} order by x.position) from app.requirement x where ${same('x')} and x.parent_id = r.id) as children,
    (select jsonb_agg(jsonb_build_object('rel', l.rel, 'href', l.href, 'label', l.label, 'url', l.url,
       'target', case when x.id is not null then ${reference('x')} end) order by l.position)
     from app.requirement_link l left join app.requirement x on x.office_id = l.office_id and x.id = l.target_id
     where l.office_id = r.office_id and l.requirement_id = r.id) as links,
    (select jsonb_agg(jsonb_build_object('rel', l.rel, 'source', ${reference('x')}) order by x.position, l.position)
     from app.requirement_link l join app.requirement x on x.office_id = l.office_id and x.id = l.requirement_id
     where ${same('l')} and l.target_id = r.id) as linked_from
  from app.requirement r
  join app.catalogue c on c.office_id = r.office_id and c.id = r.catalogue_id
  left join app.catalogue_group p on p.office_id = r.office_id and p.id = r.practice_id
  left join app.catalogue_group g on g.office_id = r.office_id and g.id = r.group_id
  where r.office_id = $1 and r.catalogue_id = $2 and r.id = $3`;

function toItem(row: ListRow): RequirementListItem {
  return {
    id: row['id'] as string,
    catalogueId: row['catalogue_id'] as string,
    controlId: row['control_id'] as string,
    key: row['key'] as string,
    position: row['position'] as number,
    title: row['title'] as string,
    practice: groupOf(row, 'practice'),
    group: groupOf(row, 'group'),
    level: row['level'] as string | null,
    effort: row['effort'] as string | null,
    modalVerb: row['modal_verb'] as string | null,
    statement: row['statement'] as string | null,
  };
}

function groupOf(row: ListRow, name: 'practice' | 'group'): GroupReference | null {
  const code = row[`${name}_code`] as string | null;
  return code === null ? null : { code, title: row[`${name}_title`] as string };
}

function toRequirement(row: ListRow): RequirementResponse {
  const params = row['params'] as readonly Param[];
  const lookup: ParamLookup = new Map(params.map((param) => [param.id, param]));
  return {
    ...toItem(row),
    class: row['class'] as string | null,
    tags: row['tags'] as readonly string[],
    path: (row['path'] as readonly GroupReference[] | null) ?? [],
    parent: row['parent'] as RequirementReference | null,
    children: (row['children'] as readonly RequirementReference[] | null) ?? [],
    previous: row['previous'] as RequirementReference | null,
    next: row['next'] as RequirementReference | null,
    parts: (row['parts'] as readonly Part[]).map((part) => toPart(part, lookup)),
    params: params.map(({ id, label, values, choices, guideline }) => ({
      id,
      label,
      values,
      choices,
      guideline,
    })),
    props: (row['props'] as readonly Prop[]).map(toProp),
    links: (row['links'] as readonly RequirementLinkResponse[] | null) ?? [],
    linkedFrom: (row['linked_from'] as readonly BacklinkResponse[] | null) ?? [],
    attribution: toAttribution(row['catalogue'] as ListRow),
  };
}

function toPart({ name, title, label, prose, props, parts }: Part, params: ParamLookup): PartResponse {
  return {
    name,
    title,
    label,
    prose: prose === null ? [] : segmentsOf(prose, params),
    props: props.map(toProp),
    parts: parts.map((part) => toPart(part, params)),
  };
}

function toProp({ name, value, ns }: Prop): PropResponse {
  return { name, value, ns };
}
