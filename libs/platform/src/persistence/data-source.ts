import pg from 'pg';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { PoolClient } from './pool-client.js';

/** What a process needs of its pool. */
export interface PoolOptions {
  readonly url: string;
  readonly applicationName: string;
  readonly max: number;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
}

// A calendar day stays the text it is; a Date would move it by the zone of the machine.
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day);

/**
 * The pool of one process. Statements are unnamed on purpose: a plan kept per connection would be shared by all tenants.
 * Waiting for a connection ends after 5 s, so that a full pool answers 503 instead of hanging.
 */
export function createDataSource(options: PoolOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    schema: 'app',
    entities: options.entities.filter((entity) => typeof entity === 'function'),
    poolSize: options.max,
    connectTimeoutMS: 5000,
    applicationName: options.applicationName,
    extra: { Client: PoolClient },
    poolErrorHandler: () => undefined, // a killed idle connection is replaced by the pool; the next query tells if not
    synchronize: false,
    logging: false,
  });
}
