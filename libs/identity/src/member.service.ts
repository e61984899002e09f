import {
  Conditions,
  invalidField,
  notFound,
  Problem,
  readPage,
  sqlFailure,
  UnitOfWork,
  type Access,
  type ListRow,
  type Page,
  type PageQuery,
} from '@bergfried/platform';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { LinkService } from './link.service.js';
import type {
  InvitationResponse,
  InvitedMemberResponse,
  InviteTenantMemberRequest,
  MemberResponse,
  UpdateTenantMemberRequest,
} from './member.dto.js';

/** Where a membership lives: the same verbs work for the office and for a member. */
interface Home {
  readonly table: 'office_member' | 'tenant_member';
  readonly column: 'office_id' | 'tenant_id';
  readonly id: string;
}

const SORT_KEYS = { createdAt: [{ column: 'r.created_at', type: 'timestamptz' }] } as const;

/** People in their dated roles. Nobody changes the own role. */
@Injectable()
export class MemberService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly links: LinkService,
  ) {}

  /** People of the scope, oldest membership first. */
  findAll(access: Access, page: PageQuery): Promise<Page<MemberResponse>> {
    return this.read(homeOf(access), new Conditions(), page, true);
  }

  /**
   * Invites: makes the person if the address is new, the membership, and a link that is shown once.
   * @throws Problem 409 when the person has this role from that day already, 422 for oneself
   */
  async invite(access: Access, body: InviteTenantMemberRequest): Promise<InvitedMemberResponse> {
    const home = homeOf(access);
    if (body.validUntil && body.validFrom && body.validUntil < body.validFrom)
      throw invalidField('/validUntil', 'order');
    const [person] = await this.unitOfWork.query<{ id: string }>(
      'select auth.person_for_invitation($1, $2, $3) as id',
      [uuidv7(), body.email, body.name],
    );
    if (!person) throw new Error('no person');
    if (person.id === access.userId) throw new Problem('own-membership');
    const id = uuidv7();
    await this.unitOfWork
      .query(
        `insert into app.${home.table} (${home.column}, id, user_id, role, valid_from, valid_until, invited_name, invited_email)
         values ($1, $2, $3, $4, coalesce($5::date, app.today()), $6, $7, $8)`,
        [
          home.id,
          id,
          person.id,
          body.role,
          body.validFrom ?? null,
          body.validUntil ?? null,
          body.name,
          body.email,
        ],
      )
      .catch((error: unknown) => {
        const { code } = sqlFailure(error) ?? {};
        if (code === '23505') throw new Problem('already-exists');
        throw code === '23514' ? invalidField('/validUntil', 'order') : error;
      });
    const invitation = await this.links.create(access, person.id, id);
    return { ...(await this.findOne(access, id)), invitation };
  }

  /** @throws Problem 404, 412, 422 for the own membership */
  async update(
    access: Access,
    id: string,
    version: number,
    patch: UpdateTenantMemberRequest,
  ): Promise<MemberResponse> {
    const member = await this.findOther(access, id);
    const validFrom = patch.validFrom ?? member.validFrom;
    const validUntil = patch.validUntil === undefined ? member.validUntil : patch.validUntil;
    if (validUntil !== null && validUntil < validFrom) throw invalidField('/validUntil', 'order');
    await this.write(access, id, version, 'role = $4, valid_from = $5, valid_until = $6', [
      patch.role ?? member.role,
      validFrom,
      validUntil,
    ]);
    return this.findOne(access, id);
  }

  /** Ends the access at once; open pages and streams lose it within 30 seconds. */
  async deactivate(access: Access, id: string, version: number): Promise<MemberResponse> {
    await this.findOther(access, id);
    await this.write(access, id, version, 'disabled_at = coalesce(disabled_at, app.now())', []);
    return this.findOne(access, id);
  }

  /** A new link for somebody who has not accepted yet; the old one ends. @throws Problem 409 when accepted */
  async renewInvitation(access: Access, id: string): Promise<InvitationResponse> {
    const member = await this.findOther(access, id);
    if (member.status !== 'invited') throw new Problem('conflict');
    return this.links.create(access, member.userId, id);
  }

  private async findOther(access: Access, id: string): Promise<MemberResponse> {
    const member = await this.findOne(access, id);
    if (member.userId === access.userId) throw new Problem('own-membership');
    return member;
  }

  private async findOne(access: Access, id: string): Promise<MemberResponse> {
    const conditions = new Conditions();
    conditions.add(`r.id = ${conditions.parameter(id, 'uuid')}`);
    const [member] = (await this.read(homeOf(access), conditions, {}, false)).items;
    if (!member) throw notFound();
    return member;
  }

  private async write(
    access: Access,
    id: string,
    version: number,
    assignments: string,
    values: readonly unknown[],
  ): Promise<void> {
    const home = homeOf(access);
    const rows = await this.unitOfWork.query<{ id: string }>(
      `with changed as (update app.${home.table} set ${assignments}, version = version + 1
         where ${home.column} = $1 and id = $2 and version = $3 returning id) select id from changed`,
      [home.id, id, version, ...values],
    );
    if (rows.length === 0) throw new Problem('version-stale');
  }

  private read(
    home: Home,
    conditions: Conditions,
    page: PageQuery,
    counted: boolean,
  ): Promise<Page<MemberResponse>> {
    return readPage(
      (sql, parameters) => this.unitOfWork.query(sql, parameters),
      {
        // The paging works per member; the office is paged as if it were one.
        from:
          home.column === 'tenant_id'
            ? 'app.tenant_member r'
            : '(select m.*, m.office_id as tenant_id from app.office_member m) r',
        columns: 'r.*',
        detail: `, coalesce(u.name, r.invited_name) as name, coalesce(u.email, r.invited_email) as email, u.status as account_status
          from r left join app.user_account u on u.id = r.user_id`,
        conditions: conditions.sql,
        parameters: conditions.parameters,
        sortKeys: SORT_KEYS,
        sort: 'createdAt',
        tenantIds: [home.id],
        page,
        counted,
      },
      (row) => toMember(row, home),
    );
  }
}

/** @throws Problem 403 for a person of a member who asks for the people of the office */
function homeOf(access: Access): Home {
  if (access.scope === 'tenant')
    return { table: 'tenant_member', column: 'tenant_id', id: access.theTenantId };
  if (!access.atOffice) throw new Problem('forbidden');
  return { table: 'office_member', column: 'office_id', id: access.officeId };
}

function toMember(row: ListRow, home: Home): MemberResponse {
  const ended = row['disabled_at'] !== null || row['account_status'] === 'disabled';
  return {
    id: row['id'] as string,
    tenantId: home.column === 'tenant_id' ? home.id : null,
    officeId: home.column === 'office_id' ? home.id : null,
    userId: row['user_id'] as string,
    name: row['name'] as string,
    email: row['email'] as string,
    role: row['role'] as string,
    validFrom: row['valid_from'] as string,
    validUntil: row['valid_until'] as string | null,
    status: ended ? 'disabled' : row['accepted_at'] === null ? 'invited' : 'active',
    version: row['version'] as number,
  };
}
