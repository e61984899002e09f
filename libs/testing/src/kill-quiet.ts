import { QUEUES } from '@bergfried/platform';
import { Redis } from 'ioredis';
import { eventually } from './eventually.js';
import type { TestRedis } from './redis.js';

/**
 * Waits until no event and no job is left that anybody could begin, so that nothing happens a second time any more.
 * @param count runs a statement that answers with one number, called count
 * @param redis null: the jobs are on PostgreSQL
 */
export async function untilQuiet(
  count: (sql: string) => Promise<number>,
  redis: TestRedis | null,
  patienceMs = 30_000,
): Promise<void> {
  await eventually(
    'an empty outbox and idle queues',
    async () => {
      const busy = await count(
        `select (select count(*) from app.outbox)
           + (select count(*) from bullmq.job where state not in ('completed', 'failed')) as count`,
      );
      return busy === 0 && (redis === null || (await jobsLeft(redis)) === 0);
    },
    patienceMs,
  );
}

/** Number of lists of a prefix that hold jobs; Redis keeps no empty ones. */
async function jobsLeft({ url, prefix }: TestRedis): Promise<number> {
  const redis = new Redis(url);
  try {
    const states = ['wait', 'active', 'delayed', 'prioritized', 'paused'];
    return await redis.exists(
      ...QUEUES.flatMap((queue) => states.map((state) => `${prefix}:${queue}:${state}`)),
    );
  } finally {
    redis.disconnect();
  }
}
