import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { validate as isUuid } from 'uuid';

/** What was refused; the database finds out whose it was. */
export interface Refusal {
  /** Exactly one of the two: who is signed in, or the address that was typed. */
  readonly userId: string | null;
  readonly email: string | null;
  readonly kind: 'foreign-scope' | 'foreign-row' | 'right-missing' | 'sign-in-failed';
  /** null: no scope was asked for (sign-in). */
  readonly scope: 'office' | 'tenant' | null;
  readonly scopeId: string | null;
  /** First half of the permission, for example `incident`. */
  readonly resource: string;
  readonly isWrite: boolean;
}

const FLUSH_MS = 1_000;
/** Different refusals that wait at once; a flood beyond is counted in the process log only. */
const MAX_WAITING = 1_000;

/**
 * Counts refused access in memory and adds the counters to the security log once a second, in a transaction of its own
 * (ADR 0021): the answer has left by then, so its time tells nothing, and its rollback loses nothing.
 */
@Injectable()
export class Refusals implements BeforeApplicationShutdown {
  private readonly logger = new Logger('security');
  private waiting = new Map<string, { readonly refusal: Refusal; count: number }>();
  private dropped = 0;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly dataSource: DataSource) {}

  /** Notes one refusal; costs a look into a map. */
  note(refusal: Refusal): void {
    // What is no id at all is as unknown as an id that nothing has.
    const kept = { ...refusal, scopeId: isUuid(refusal.scopeId) ? refusal.scopeId : null };
    this.add(kept, 1);
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref();
  }

  /** Writes what waits. Never rejects: what could not be written waits for the next time. */
  flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.running = this.running.then(() => this.write());
    return this.running;
  }

  /** Before the pool closes. */
  beforeApplicationShutdown(): Promise<void> {
    return this.flush();
  }

  private add(refusal: Refusal, count: number): void {
    const key = JSON.stringify(refusal);
    const present = this.waiting.get(key);
    if (present) present.count += count;
    else if (this.waiting.size < MAX_WAITING) this.waiting.set(key, { refusal, count });
    else this.dropped += count;
  }

  private async write(): Promise<void> {
    const batch = [...this.waiting.values()];
    this.waiting = new Map();
    if (this.dropped > 0) this.logger.warn({ event: 'refusals-dropped', count: this.dropped });
    this.dropped = 0;
    if (batch.length === 0) return;
    const events = batch.map(({ refusal, count }) => ({ ...refusal, count }));
    try {
      await this.dataSource.query('select app.record_refusals($1::jsonb)', [JSON.stringify(events)]);
    } catch (error) {
      this.logger.error(error instanceof Error ? error : new Error(String(error)));
      for (const { refusal, count } of batch) this.add(refusal, count);
      this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref();
    }
  }
}
