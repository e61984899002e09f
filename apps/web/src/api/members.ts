import {
  officeCreateMandate,
  officeFindMandates,
  officeMemberDeactivate,
  officeMemberFindAll,
  officeMemberInvite,
  officeMemberRenewInvitation,
  officeMemberUpdate,
  officeUpdateMandate,
  tenantMemberDeactivate,
  tenantMemberFindAccesses,
  tenantMemberFindAccessPeople,
  tenantMemberFindAll,
  tenantMemberInvite,
  tenantMemberRenewInvitation,
  tenantMemberUpdate,
  type CreateMandateRequest,
  type InviteOfficeMemberRequest,
  type InviteTenantMemberRequest,
  type UpdateMandateRequest,
} from '@bergfried/api-client';
import { call, ifMatch, present, windowQuery } from './call.js';
import type { Access, AccessPerson, Invitation, Mandate, Member, Page, ScopeRef, Window } from './types.js';

const whole = { limit: 200 } as const;

export type OfficeRole = InviteOfficeMemberRequest['role'];
export type TenantRole = InviteTenantMemberRequest['role'];

/** Where people are looked after; the roles of an office and of a tenant are different ones. */
export type Staff =
  { kind: 'office'; id: string; role: OfficeRole } | { kind: 'tenant'; id: string; role: TenantRole };

export const listMembers = (scope: ScopeRef, signal: AbortSignal): Promise<Page<Member>> =>
  call(() =>
    scope.kind === 'office'
      ? officeMemberFindAll({ path: { officeId: scope.id }, query: whole, signal })
      : tenantMemberFindAll({ path: { tenantId: scope.id }, query: whole, signal }),
  );

export interface NewMember {
  name: string;
  email: string;
  validFrom: string;
  validUntil: string | null;
}

/** Adds a person; the answer's link is shown once and handed over. */
export async function inviteMember(staff: Staff, member: NewMember): Promise<Invitation> {
  const invited = await call(() =>
    staff.kind === 'office'
      ? officeMemberInvite({ path: { officeId: staff.id }, body: { ...member, role: staff.role } })
      : tenantMemberInvite({ path: { tenantId: staff.id }, body: { ...member, role: staff.role } }),
  );
  return invited.invitation;
}

export interface MemberPeriod {
  validFrom: string;
  validUntil: string | null;
}

export const updateMember = (staff: Staff, member: Member, period: MemberPeriod): Promise<Member> =>
  call(() =>
    staff.kind === 'office'
      ? officeMemberUpdate({
          path: { officeId: staff.id, id: member.id },
          body: { ...period, role: staff.role },
          headers: ifMatch(member.version),
        })
      : tenantMemberUpdate({
          path: { tenantId: staff.id, id: member.id },
          body: { ...period, role: staff.role },
          headers: ifMatch(member.version),
        }),
  );

export const renewInvitation = (scope: ScopeRef, member: Member): Promise<Invitation> =>
  call(() =>
    scope.kind === 'office'
      ? officeMemberRenewInvitation({ path: { officeId: scope.id, id: member.id } })
      : tenantMemberRenewInvitation({ path: { tenantId: scope.id, id: member.id } }),
  );

/** Ends the membership today and signs the person out. */
export const deactivateMember = (scope: ScopeRef, member: Member): Promise<Member> =>
  call(() =>
    scope.kind === 'office'
      ? officeMemberDeactivate({
          path: { officeId: scope.id, id: member.id },
          headers: ifMatch(member.version),
        })
      : tenantMemberDeactivate({
          path: { tenantId: scope.id, id: member.id },
          headers: ifMatch(member.version),
        }),
  );

export const listMandates = (officeId: string, signal: AbortSignal): Promise<Page<Mandate>> =>
  call(() => officeFindMandates({ path: { officeId }, query: whole, signal }));

export const createMandate = (officeId: string, mandate: CreateMandateRequest): Promise<Mandate> =>
  call(() => officeCreateMandate({ path: { officeId }, body: mandate }));

export const updateMandate = (
  officeId: string,
  mandate: Mandate,
  patch: UpdateMandateRequest,
): Promise<Mandate> =>
  call(() =>
    officeUpdateMandate({
      path: { officeId, id: mandate.id },
      body: patch,
      headers: ifMatch(mandate.version),
    }),
  );

/** Filters of the access trace, in the words of the API. Days are YYYY-MM-DD in Europe/Berlin, inclusive. */
export interface AccessQuery {
  userId?: string | undefined;
  resource?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** What the office read at this tenant, newest hour first. */
export const listAccesses = (
  tenantId: string,
  filter: AccessQuery,
  window: Window,
  signal: AbortSignal,
): Promise<Page<Access>> =>
  call(() =>
    tenantMemberFindAccesses({
      path: { tenantId },
      query: { ...present(filter), ...windowQuery(window) },
      signal,
    }),
  );

/** Everybody who stands in the access trace of this tenant, by name. */
export const listAccessPeople = async (tenantId: string, signal: AbortSignal): Promise<AccessPerson[]> =>
  (await call(() => tenantMemberFindAccessPeople({ path: { tenantId }, signal }))).items;
