import { permissionsOf, Problem, Refusals } from '@bergfried/platform';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Request } from 'express';
import type {} from 'express-session'; // its types put the session on the request
import type { RateLimiterPostgres } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import type { MembershipResponse, SessionResponse } from './session.dto.js';
import { hashPassword, verifyPassword } from './password.js';
import { spendOrRefuse, throttle } from './throttle.js';

interface MembershipRow {
  membership_id: string;
  office_id: string;
  office_name: string;
  office_slug: string;
  is_demo: boolean;
  tenant_id: string | null;
  tenant_name: string | null;
  tenant_short_name: string | null;
  tenant_slug: string | null;
  role: string;
  valid_from: string;
  valid_until: string | null;
}

/** A wrong password; whether the address is known the database finds out, after the answer. */
const FAILED_SIGN_IN = {
  kind: 'sign-in-failed',
  scope: null,
  scopeId: null,
  resource: 'session',
  isWrite: false,
} as const;

/** Sign-in, throttle and what a session may see; talks to definer functions, no scope is open here. */
@Injectable()
export class SessionService implements OnModuleInit {
  private readonly security = new Logger('security');
  private perPerson: RateLimiterPostgres;
  private perAddress: RateLimiterPostgres;

  constructor(
    private readonly dataSource: DataSource,
    private readonly refusals: Refusals,
  ) {}

  onModuleInit(): void {
    this.perPerson = throttle(this.dataSource, 'person', 10, 600); // failed attempts for one e-mail from one address in 10 minutes
    this.perAddress = throttle(this.dataSource, 'address', 100, 600); // failed attempts from one address in 10 minutes
  }

  /** @returns id of the person @throws Problem 401 without saying what was wrong, 429 with the seconds to wait */
  async signIn(email: string, password: string, address: string): Promise<string> {
    const person = `${email}|${address}`;
    await spendOrRefuse(this.perAddress, address);
    await spendOrRefuse(this.perPerson, person);
    const [secret] = await this.dataSource.query<{ id: string; password_hash: string }[]>(
      'select id, password_hash from auth.login_secret($1)',
      [email],
    );
    if (!(await verifyPassword(secret?.password_hash, password)) || !secret) {
      this.security.warn({ event: 'sign-in-failed', address });
      this.refusals.note({ ...FAILED_SIGN_IN, userId: null, email });
      throw new Problem('sign-in-failed');
    }
    await this.perPerson.delete(person);
    await this.perAddress.reward(address);
    return secret.id;
  }

  /** Person and memberships valid today. @throws Problem 401 when the person is gone */
  async describe(userId: string): Promise<SessionResponse> {
    const [user] = await this.dataSource.query<SessionResponse['user'][]>(
      'select id, email, name, language from auth.person($1)',
      [userId],
    );
    if (!user) throw new Problem('not-signed-in');
    const rows = await this.dataSource.query<MembershipRow[]>('select * from app.memberships_of($1)', [
      userId,
    ]);
    return { user, memberships: rows.map(toMembership) };
  }

  /** Whether the session of a long request still stands: not signed out, expired or ended by a new password. @throws when the store is away */
  isSignedIn(request: Request): Promise<boolean> {
    return new Promise((resolve, reject) =>
      request.sessionStore.get(request.sessionID, (error: unknown, session) => {
        if (error) reject(error instanceof Error ? error : new Error('session store is away'));
        else resolve(Boolean(session));
      }),
    );
  }

  /** Checks the present password of a person, throttled like a sign-in. @throws Problem 422, 429 */
  async checkPassword(userId: string, password: string): Promise<void> {
    await spendOrRefuse(this.perPerson, userId);
    const [row] = await this.dataSource.query<{ hash: string | null }[]>(
      'select auth.password_of($1) as hash',
      [userId],
    );
    if (!(await verifyPassword(row?.hash ?? undefined, password))) {
      this.security.warn({ event: 'password-wrong', userId });
      this.refusals.note({ ...FAILED_SIGN_IN, userId, email: null });
      throw new Problem('password-wrong');
    }
    await this.perPerson.delete(userId);
  }

  /** Sets a new password and ends all other sessions. @throws Problem 422 when the present one is wrong */
  async changePassword(userId: string, current: string, next: string, sessionId: string): Promise<void> {
    await this.checkPassword(userId, current);
    await this.dataSource.query('select auth.set_password($1, $2, $3)', [
      userId,
      await hashPassword(next),
      sessionId,
    ]);
  }
}

function toMembership(row: MembershipRow): MembershipResponse {
  return {
    id: row.membership_id,
    officeId: row.office_id,
    officeName: row.office_name,
    officeSlug: row.office_slug,
    demo: row.is_demo,
    tenantId: row.tenant_id,
    tenantName: row.tenant_name,
    tenantShortName: row.tenant_short_name,
    tenantSlug: row.tenant_slug,
    role: row.role,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    permissions: permissionsOf([row.role]),
  };
}
