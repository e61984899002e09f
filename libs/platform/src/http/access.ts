import type { Query } from '../persistence/unit-of-work.js';
import { rolesWith } from './permissions.js';

export type ScopeKind = 'office' | 'tenant';

/** What the database granted to this request; services take it as their first argument. */
export class Access {
  constructor(
    readonly userId: string,
    readonly scope: ScopeKind,
    readonly officeId: string,
    /** The one member of a tenant scope; null in an office scope. */
    readonly tenantId: string | null,
    /** Roles held here that carry the permission asked for. */
    readonly roles: readonly string[],
    /** All roles held here. */
    readonly allRoles: readonly string[],
    /** Members that may be read with the permission asked for. */
    readonly tenantIds: readonly string[],
    /** Members to which the person belongs (and not only the office). */
    readonly ownTenantIds: readonly string[],
    /** Time of the database at the beginning of this transaction. */
    readonly now: Date,
    /** Whether one of these roles is held at the office itself: only then what the office owns (its people) is open. */
    readonly atOffice: boolean,
  ) {}

  /** Whether another permission is held in the same scope. */
  can(permission: string): boolean {
    return rolesWith(permission).some((role) => this.allRoles.includes(role));
  }

  /** Members read on behalf of the office only; such reads leave a trace. */
  get tracedTenantIds(): readonly string[] {
    return this.tenantIds.filter((id) => !this.ownTenantIds.includes(id));
  }

  /** The member of a tenant scope. @throws Error in an office scope */
  get theTenantId(): string {
    if (this.tenantId === null) throw new Error('this service works in a tenant scope only');
    return this.tenantId;
  }
}

/** What a caller asks for. */
export interface ScopeRequest {
  readonly userId: string;
  readonly scope: ScopeKind;
  readonly id: string;
  readonly permission: string;
}

/** Decides who may read what; implemented by identity, the one interface with one implementation. */
export abstract class AccessResolver {
  /** Sets the context of the open transaction. 'forbidden': inside, but without the right. null: unknown or foreign. */
  abstract open(query: Query, request: ScopeRequest): Promise<Access | 'forbidden' | null>;

  /** Whether the trace of this hour stands already, or the read needs none. */
  abstract isTraced(access: Access, resource: string): boolean;

  /** Leaves the trace of a read by the office, in a short transaction of its own. Hold no other connection meanwhile. */
  abstract trace(access: Access, resource: string): Promise<void>;
}
