import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';

/** The pg pool behind TypeORM, for libraries that want one. */
export function poolOf(dataSource: DataSource): Pool {
  const { driver } = dataSource;
  if (!('master' in driver)) throw new Error('not a PostgreSQL data source');
  return driver.master as Pool;
}
