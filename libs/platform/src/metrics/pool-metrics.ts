import type { Pool } from 'pg';
import { Gauge } from 'prom-client';
import type { DataSource } from 'typeorm';
import { metrics } from './registry.js';

/**
 * Tells how the connections of a pool are used: `busy`, `idle`, and how many callers `wait` for one.
 * @throws Error for a data source that is not PostgreSQL
 */
export function measurePool(dataSource: DataSource): void {
  const { driver } = dataSource;
  if (!('master' in driver)) throw new Error('not a PostgreSQL data source');
  const pool = driver.master as Pool;
  metrics.removeSingleMetric('bergfried_database_connections');
  new Gauge({
    name: 'bergfried_database_connections',
    help: 'Connections of the pool by use, and callers that wait for one',
    labelNames: ['state'] as const,
    registers: [metrics],
    collect() {
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'waiting' }, pool.waitingCount);
    },
  });
}
