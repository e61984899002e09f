import type { Invitation, Member } from '../../api/types.js';

/** What is open over the page. */
export type MemberAction =
  | { kind: 'invite' }
  | { kind: 'edit'; member: Member }
  | { kind: 'deactivate'; member: Member }
  | { kind: 'link'; person: Pick<Member, 'name' | 'email'>; invitation: Invitation };
