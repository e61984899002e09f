import { Problem } from '@bergfried/platform';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import { poolOf } from './pool.js';

/** A counter in auth.throttle. @param duration seconds */
export function throttle(
  dataSource: DataSource,
  keyPrefix: string,
  points: number,
  duration: number,
): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: poolOf(dataSource),
    schemaName: 'auth',
    tableName: 'throttle',
    tableCreated: true,
    clearExpiredByTimeout: false, // the worker clears
    keyPrefix,
    points,
    duration,
  });
}

/** Takes a point. @returns seconds to wait when none is left, else null */
export async function spend(limiter: RateLimiterPostgres, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return Math.ceil(refusal.msBeforeNext / 1000);
  }
}

/** Takes a point. @throws Problem 429 with the seconds to wait when none is left */
export async function spendOrRefuse(limiter: RateLimiterPostgres, key: string): Promise<void> {
  const seconds = await spend(limiter, key);
  if (seconds !== null) throw new Problem('too-many-requests', { seconds });
}
