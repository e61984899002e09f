import { request, scopePath } from './http.js';
import type { Access, Invitation, Mandate, Member, Page, Role, ScopeRef } from './types.js';

const whole = { limit: 200 } as const;

export const listMembers = (scope: ScopeRef, signal?: AbortSignal): Promise<Page<Member>> =>
  request('GET', scopePath(scope, 'members'), { query: whole, signal });

export interface NewMember {
  name: string;
  email: string;
  role: Role;
  validFrom?: string;
  validUntil?: string;
}

/** A new member; `invitation` is null when the person already has an account. Its link is shown once. */
export interface CreatedMember extends Member {
  invitation: Invitation | null;
}

export const createMember = (scope: ScopeRef, member: NewMember): Promise<CreatedMember> =>
  request('POST', scopePath(scope, 'members'), { body: member });

export interface MemberPatch {
  role?: Role;
  validFrom?: string;
  validUntil?: string | null;
  name?: string;
}

export const updateMember = (scope: ScopeRef, member: Member, patch: MemberPatch): Promise<Member> =>
  request('PATCH', scopePath(scope, `members/${member.id}`), { body: patch, ifMatch: member.version });

export const renewInvitation = (scope: ScopeRef, member: Member): Promise<Invitation> =>
  request('POST', scopePath(scope, `members/${member.id}/invitation`), { ifMatch: member.version });

/** Ends the membership today and signs the person out. */
export const deactivateMember = (scope: ScopeRef, member: Member): Promise<Member> =>
  request('POST', scopePath(scope, `members/${member.id}/deactivation`), { ifMatch: member.version });

export const listMandates = (officeId: string, signal?: AbortSignal): Promise<Page<Mandate>> =>
  request('GET', `/offices/${officeId}/mandates`, { query: whole, signal });

export interface NewMandate {
  tenantId: string;
  userId: string;
  kind: Mandate['kind'];
  validFrom: string;
  validUntil?: string;
}

export const createMandate = (officeId: string, mandate: NewMandate): Promise<Mandate> =>
  request('POST', `/offices/${officeId}/mandates`, { body: mandate });

export const updateMandate = (
  mandate: Mandate,
  patch: { validFrom?: string; validUntil?: string | null },
): Promise<Mandate> =>
  request('PATCH', `/offices/${mandate.officeId}/mandates/${mandate.id}`, { body: patch, ifMatch: mandate.version });

export const listAccesses = (
  tenantId: string,
  window: { cursor?: string | null; limit: number },
  signal?: AbortSignal,
): Promise<Page<Access>> => request('GET', `/tenants/${tenantId}/accesses`, { query: { ...window }, signal });
