import { createHash, randomBytes } from 'node:crypto';
import { notFound, UnitOfWork, type Access } from '@bergfried/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { DataSource } from 'typeorm';
import type { InvitationResponse, LinkResponse } from './member.dto.js';
import { hashPassword } from './password.js';
import { SessionService } from './session.service.js';

/** Injection token of the address under which people reach the product. */
export const PUBLIC_URL = 'PUBLIC_URL';
const VALID_DAYS = 7;

interface LinkRow {
  purpose: string;
  user_id: string;
  email: string;
  name: string;
  has_account: boolean;
  expires_at: Date;
}

/** Links without an account: one purpose, one use, expiring. Only the hash of the token is stored. */
@Injectable()
export class LinkService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly dataSource: DataSource,
    private readonly sessions: SessionService,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  /** Makes the invitation link of a membership in the open unit of work; an older unused one ends. */
  async create(access: Access, userId: string, memberId: string): Promise<InvitationResponse> {
    const token = randomBytes(32).toString('base64url');
    const expiresAt = DateTime.fromJSDate(access.now).plus({ days: VALID_DAYS });
    await this.unitOfWork.query('select auth.create_link($1, $2, $3, $4, $5, $6)', [
      hashOf(token),
      userId,
      access.officeId,
      access.tenantId,
      memberId,
      expiresAt.toJSDate(),
    ]);
    return { url: `${this.publicUrl}/m/${token}`, expiresAt: expiresAt.toUTC().toISO() ?? '' };
  }

  /** @throws Problem 404 for a link that is unknown, used or expired */
  async describe(token: string): Promise<LinkResponse> {
    const { purpose, email, name, has_account, expires_at } = await this.peek(token);
    return { purpose, email, name, hasAccount: has_account, expiresAt: expires_at.toISOString() };
  }

  /**
   * Accepts: sets the first password, or checks the present one of an existing account (throttled: who holds
   * the link is not always its addressee).
   * @throws Problem 404, 422, 429
   */
  async accept(token: string, password: string): Promise<void> {
    const link = await this.peek(token);
    if (link.has_account) await this.sessions.checkPassword(link.user_id, password);
    const [used] = await this.dataSource.query<{ ok: boolean }[]>('select auth.use_link($1, $2) as ok', [
      hashOf(token),
      link.has_account ? null : await hashPassword(password),
    ]);
    if (!used?.ok) throw notFound();
  }

  private async peek(token: string): Promise<LinkRow> {
    const [link] = await this.dataSource.query<LinkRow[]>('select * from auth.peek_link($1)', [
      hashOf(token),
    ]);
    if (!link) throw notFound();
    return link;
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
