import type { Queue } from 'bullmq';
import { Gauge } from 'prom-client';
import type { DataSource } from 'typeorm';
import { metrics } from './registry.js';

interface Figures {
  events_waiting: string;
  oldest_event_seconds: number;
  dead_letters_open: string;
  seal_lag_seconds: number;
}

/** Jobs of these states are told. */
const STATES = ['wait', 'active', 'delayed', 'failed'] as const;
/** What lies in the database is the same for all workers and asked for at most this often. */
const FRESH_MS = 10_000;

/** Tells what waits to be done in the installation: outbox, queues, failed work, history without a seal. */
export function measureWork(dataSource: DataSource, queues: readonly Queue[]): void {
  let figures: Promise<Figures | undefined> = Promise.resolve(undefined);
  let askedAt = 0;
  const ask = (): Promise<Figures | undefined> => {
    if (Date.now() - askedAt > FRESH_MS) {
      askedAt = Date.now();
      figures = dataSource
        .query<Figures[]>(
          `select f.*, o.* from app.work_figures() f,
             (select count(*) as events_waiting,
                coalesce(extract(epoch from greatest(app.now() - min(created_at), '0')), 0)::float8 as oldest_event_seconds
              from app.outbox) o`,
        )
        .then(([row]) => row)
        .catch(() => undefined); // a database that is away: no figure is better than an old one
    }
    return figures;
  };
  const gauge = (name: string, help: string, of: (row: Figures) => number): void => {
    metrics.removeSingleMetric(name);
    new Gauge({
      name,
      help,
      registers: [metrics],
      async collect() {
        const row = await ask();
        this.set(row ? of(row) : Number.NaN);
      },
    });
  };
  gauge('bergfried_outbox_events', 'Events that wait to be moved into the queues', (row) =>
    Number(row.events_waiting),
  );
  gauge(
    'bergfried_outbox_oldest_seconds',
    'Age of the oldest of them, 0 when there is none',
    (row) => row.oldest_event_seconds,
  );
  gauge('bergfried_dead_letters', 'Work that failed for good and is not done yet', (row) =>
    Number(row.dead_letters_open),
  );
  gauge(
    'bergfried_seal_lag_seconds',
    'Age of the oldest version of the history without a seal, 0 when there is none',
    (row) => row.seal_lag_seconds,
  );
  metrics.removeSingleMetric('bergfried_queue_jobs');
  new Gauge({
    name: 'bergfried_queue_jobs',
    help: 'Jobs in the queues by state; failed ones are kept for a week',
    labelNames: ['queue', 'state'] as const,
    registers: [metrics],
    async collect() {
      for (const queue of queues) {
        const counts = await countsOf(queue);
        for (const state of STATES) this.set({ queue: queue.name, state }, counts?.[state] ?? Number.NaN);
      }
    },
  });
}

/** A queue that is away may keep the question waiting for ever. */
async function countsOf(queue: Queue): Promise<Readonly<Record<string, number>> | undefined> {
  const asked = queue.getJobCounts(...STATES).catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), 2000);
  });
  try {
    return await Promise.race([asked, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
