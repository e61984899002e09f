import {
  Conditions,
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
import {
  MAX_VIEWS,
  type CreateViewRequest,
  type UpdateViewRequest,
  type ViewList,
  type ViewQuery,
  type ViewResponse,
} from './view.dto.js';
import { cleanQuery } from './view.query.js';

/** Where views live: the same verbs work for the office and for a member. */
interface Home {
  readonly table: 'saved_view' | 'office_saved_view';
  readonly column: 'tenant_id' | 'office_id';
  readonly id: string;
}

const SORT_KEYS = { name: [{ column: 'r.name', type: 'text' }] } as const;

/** Named filters of lists. Each person has the own ones, in each scope; nobody sees those of another (ADR 0022). */
@Injectable()
export class ViewService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The caller's views by name. @throws Problem 403 for a person of a member in the scope of the office */
  findAll(access: Access, query: ViewQuery): Promise<Page<ViewResponse>> {
    const conditions = new Conditions();
    if (query.list) conditions.add(`r.list = ${conditions.parameter(query.list, 'text')}`);
    return this.read(access, conditions, query, true);
  }

  /** @throws Problem 400 for no search parameters, 409 when the name is taken, 422 when there are 30 already */
  async create(access: Access, body: CreateViewRequest): Promise<ViewResponse> {
    const { table, column, id: homeId } = homeOf(access);
    const query = cleanQuery(body.query);
    // Two at once must not both be the thirtieth.
    await this.unitOfWork.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `view ${homeId} ${access.userId}`,
    ]);
    if (body.isStart) await this.endStart(access, body.list, null);
    const id = uuidv7({ msecs: access.now.getTime() });
    const rows = await this.writing(() =>
      this.unitOfWork.query(
        `insert into app.${table} (${column}, id, user_id, list, name, query, is_start)
         select $1, $2, $3, $4, $5, $6, $7
         where (select count(*) from app.${table} v where v.${column} = $1 and v.user_id = $3) < $8 returning id`,
        [homeId, id, access.userId, body.list, body.name, query, body.isStart ?? false, MAX_VIEWS],
      ),
    );
    if (rows.length === 0) throw new Problem('too-many-views', { max: MAX_VIEWS });
    return this.findOne(access, id);
  }

  /** @throws Problem 400, 404, 409 when the name is taken, 412 */
  async update(access: Access, id: string, version: number, patch: UpdateViewRequest): Promise<ViewResponse> {
    const { table, column, id: homeId } = homeOf(access);
    const view = await this.findOne(access, id);
    if (view.version !== version) throw new Problem('version-stale');
    const query = patch.query === undefined ? view.query : cleanQuery(patch.query);
    if (patch.isStart) await this.endStart(access, view.list, id);
    const rows = await this.writing(() =>
      this.unitOfWork.query(
        `with changed as (update app.${table} set name = $4, query = $5, is_start = $6, version = version + 1
           where ${column} = $1 and id = $2 and version = $3 returning id) select id from changed`,
        [homeId, id, version, patch.name ?? view.name, query, patch.isStart ?? view.isStart],
      ),
    );
    if (rows.length === 0) throw new Problem('version-stale');
    return this.findOne(access, id);
  }

  /** @throws Problem 404 */
  async delete(access: Access, id: string): Promise<void> {
    const { table, column, id: homeId } = homeOf(access);
    const rows = await this.unitOfWork.query(
      `with gone as (delete from app.${table} where ${column} = $1 and id = $2 and user_id = $3 returning id) select id from gone`,
      [homeId, id, access.userId],
    );
    if (rows.length === 0) throw notFound();
  }

  private async findOne(access: Access, id: string): Promise<ViewResponse> {
    const conditions = new Conditions();
    conditions.add(`r.id = ${conditions.parameter(id, 'uuid')}`);
    const [view] = (await this.read(access, conditions, {}, false)).items;
    if (!view) throw notFound();
    return view;
  }

  /** A list begins with one view: the former one stops to be it. */
  private async endStart(access: Access, list: ViewList, but: string | null): Promise<void> {
    const { table, column, id } = homeOf(access);
    await this.unitOfWork.query(
      `update app.${table} set is_start = false, version = version + 1
       where ${column} = $1 and user_id = $2 and list = $3 and is_start and id is distinct from $4::uuid`,
      [id, access.userId, list, but],
    );
  }

  private async writing<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const taken = violates(error, 'saved_view_name') || violates(error, 'office_saved_view_name');
      throw taken ? new Problem('view-name-taken') : error;
    }
  }

  private read(
    access: Access,
    conditions: Conditions,
    page: ViewQuery,
    counted: boolean,
  ): Promise<Page<ViewResponse>> {
    const home = homeOf(access);
    conditions.add(`r.user_id = ${conditions.parameter(access.userId, 'uuid')}`);
    return readPage(
      (sql, parameters) => this.unitOfWork.query(sql, parameters),
      {
        // The paging works per member; the office is paged as if it were one.
        from:
          home.column === 'tenant_id'
            ? 'app.saved_view r'
            : '(select v.*, v.office_id as tenant_id from app.office_saved_view v) r',
        columns: 'r.*',
        detail: 'from r',
        conditions: conditions.sql,
        parameters: conditions.parameters,
        sortKeys: SORT_KEYS,
        sort: 'name',
        tenantIds: [home.id],
        page,
        counted,
      },
      toView,
    );
  }
}

function homeOf(access: Access): Home {
  if (access.scope === 'tenant') return { table: 'saved_view', column: 'tenant_id', id: access.theTenantId };
  if (!access.atOffice) throw new Problem('forbidden');
  return { table: 'office_saved_view', column: 'office_id', id: access.officeId };
}

function toView(row: ListRow): ViewResponse {
  return {
    id: row['id'] as string,
    list: row['list'] as ViewList,
    name: row['name'] as string,
    query: row['query'] as string,
    isStart: row['is_start'] as boolean,
    createdAt: (row['created_at'] as Date).toISOString(),
    version: row['version'] as number,
  };
}
