import type pg from 'pg';
import { eventually } from './eventually.js';

/** Waits until no event and no job (on PostgreSQL) is left to be done. @param client any role that may read both */
export async function queueIdle(client: pg.Client, patienceMs = 20_000): Promise<void> {
  await eventually(
    'an idle queue',
    async () => {
      const { rows } = await client.query<{ idle: boolean }>(
        `select not exists (select from app.outbox)
            and not exists (select from bullmq.job where state not in ('completed', 'failed')) as idle`,
      );
      return rows[0]?.idle;
    },
    patienceMs,
  );
}
