import { invalidField, notFound, Problem, violates } from '@bergfried/platform';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { RateLimiterPostgres } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { hashOfFoundingCode } from './founding-code.js';
import type { FoundingRequest } from './founding.dto.js';
import { hashPassword } from './password.js';
import { spendOrRefuse, throttle } from './throttle.js';

/** Tries in ten minutes from one address, and from all together. */
export const FOUNDING_TRIES = { address: 10, all: 100 } as const;
const WINDOW_SECONDS = 600;

/** Makes the first office of an empty installation, once, for whoever has the code of the terminal (ADR 0020). */
@Injectable()
export class FoundingService implements OnModuleInit {
  private readonly security = new Logger('security');
  private perAddress: RateLimiterPostgres;
  private overall: RateLimiterPostgres;
  /** An installation that was founded stays so; then nothing is asked any more. */
  private isFounded = false;

  constructor(private readonly dataSource: DataSource) {}

  onModuleInit(): void {
    this.perAddress = throttle(this.dataSource, 'founding', FOUNDING_TRIES.address, WINDOW_SECONDS);
    this.overall = throttle(this.dataSource, 'founding-all', FOUNDING_TRIES.all, WINDOW_SECONDS);
  }

  /** Whether a code waits for the first office. */
  async isOpen(): Promise<boolean> {
    if (this.isFounded) return false;
    const [row] = await this.dataSource.query<{ state: string }[]>('select auth.founding_state() as state');
    this.isFounded = row?.state === 'founded';
    return row?.state === 'open';
  }

  /**
   * Makes office and first operator together and uses the code up.
   * @param address whose tries are counted
   * @returns id of the operator
   * @throws Problem 404 when an office exists or no code waits, 422 for a wrong code, 429, 400 for a reserved address
   */
  async found(request: FoundingRequest, address: string): Promise<string> {
    if (!(await this.isOpen())) throw notFound();
    await spendOrRefuse(this.perAddress, address);
    await spendOrRefuse(this.overall, 'all');
    const hash = hashOfFoundingCode(request.code);
    const [fits] = await this.dataSource.query<{ ok: boolean }[]>(
      'select auth.founding_code_fits($1) as ok',
      [hash],
    );
    if (!fits?.ok) {
      this.security.warn({ event: 'founding-code-wrong', address });
      throw new Problem('founding-code-wrong');
    }
    const userId = uuidv7();
    const [made] = await this.dataSource
      .query<{ ok: boolean }[]>(
        'select auth.found_installation($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as ok',
        [
          hash,
          uuidv7(),
          request.officeName,
          request.officeShortName,
          request.officeSlug,
          userId,
          request.email,
          request.name,
          await hashPassword(request.password),
          uuidv7(),
        ],
      )
      .catch((error: unknown) => {
        throw violates(error, 'slug_slug_check') ? invalidField('/officeSlug', 'slugReserved') : error;
      });
    if (!made?.ok) throw notFound(); // somebody else was first
    this.isFounded = true;
    this.security.log({ event: 'installation-founded', userId, address });
    return userId;
  }
}
