import { randomBytes } from 'node:crypto';
import { notFound, Outbox, UnitOfWork, type Access } from '@bergfried/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { DataSource } from 'typeorm';
import { MEMBER_INVITED } from './identity.events.js';
import { hashOfToken } from './link.token.js';
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
    private readonly outbox: Outbox,
    @Inject(PUBLIC_URL) private readonly publicUrl: string,
  ) {}

  /** Makes the invitation link of a membership in the open unit of work, and has one mailed; older unused ones end (ADR 0009). */
  async create(access: Access, userId: string, memberId: string): Promise<InvitationResponse> {
    const token = randomBytes(32).toString('base64url');
    const expiresAt = DateTime.fromJSDate(access.now).plus({ days: VALID_DAYS });
    await this.unitOfWork.query('select auth.create_link($1, $2, $3, $4, $5, $6)', [
      hashOfToken(token),
      userId,
      access.officeId,
      access.tenantId,
      memberId,
      expiresAt.toJSDate(),
    ]);
    await this.outbox.add(MEMBER_INVITED, access, { linkHash: hashOfToken(token).toString('hex') });
    return { url: `${this.publicUrl}/m/${token}`, expiresAt: expiresAt.toUTC().toISO() ?? '' };
  }

  /** @throws Problem 404 for a link that is unknown, used or expired */
  async describe(token: string): Promise<LinkResponse> {
    const { purpose, email, name, has_account, expires_at } = await this.peek(token);
    return { purpose, email, name, hasAccount: has_account, expiresAt: expires_at.toISOString() };
  }

  /**
   * Accepts an invitation: sets the first password, or checks the present one of an existing account (throttled: who
   * holds the link is not always its addressee). A reset sets the new password and ends all sessions of the person.
   * @throws Problem 404, 422, 429
   */
  async accept(token: string, password: string): Promise<void> {
    const link = await this.peek(token);
    const used =
      link.purpose === 'password-reset'
        ? await this.reset(token, password)
        : await this.join(token, link, password);
    if (!used) throw notFound();
  }

  private async join(token: string, link: LinkRow, password: string): Promise<boolean> {
    if (link.has_account) await this.sessions.checkPassword(link.user_id, password);
    const [used] = await this.dataSource.query<{ ok: boolean }[]>('select auth.use_link($1, $2) as ok', [
      hashOfToken(token),
      link.has_account ? null : await hashPassword(password),
    ]);
    return used?.ok ?? false;
  }

  private async reset(token: string, password: string): Promise<boolean> {
    const [used] = await this.dataSource.query<{ ok: boolean }[]>(
      'select auth.use_reset_link($1, $2) as ok',
      [hashOfToken(token), await hashPassword(password)],
    );
    return used?.ok ?? false;
  }

  private async peek(token: string): Promise<LinkRow> {
    const [link] = await this.dataSource.query<LinkRow[]>('select * from auth.peek_link($1)', [
      hashOfToken(token),
    ]);
    if (!link) throw notFound();
    return link;
  }
}
