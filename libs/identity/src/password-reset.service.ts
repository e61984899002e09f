import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { RateLimiterPostgres } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { spend, spendOrRefuse, throttle } from './throttle.js';

/** Every request is answered after this time, so that the time tells nothing about who is known. */
export const RESET_ANSWER_MS = 400;

/** Asks for a new password without telling anybody whether the person exists. */
@Injectable()
export class PasswordResetService implements OnModuleInit {
  private readonly security = new Logger('security');
  private perPerson: RateLimiterPostgres;
  private perAddress: RateLimiterPostgres;

  constructor(private readonly dataSource: DataSource) {}

  onModuleInit(): void {
    this.perPerson = throttle(this.dataSource, 'reset', 3, 3600); // mails to one person in an hour
    this.perAddress = throttle(this.dataSource, 'reset-address', 30, 600); // requests from one address in 10 minutes
  }

  /**
   * Plans the mail, if there is somebody. The answer is always the same, and takes the same time.
   * @throws Problem 429 when one address asks too often, whomever for
   */
  async request(email: string, address: string): Promise<void> {
    await spendOrRefuse(this.perAddress, address);
    const [done] = await Promise.allSettled([this.plan(email.toLowerCase()), sleep(RESET_ANSWER_MS)]);
    if (done.status === 'rejected') throw done.reason;
    this.security.log({ event: 'password-reset-requested', address });
  }

  private async plan(email: string): Promise<void> {
    // The counter holds no address that a stranger typed.
    const waiting = await spend(this.perPerson, createHash('sha256').update(email).digest('base64url'));
    if (waiting !== null) return;
    await this.dataSource.query('select auth.request_password_reset($1, $2)', [uuidv7(), email]);
  }
}
