import pg from 'pg';

/**
 * A client of a pool that hears its errors from the first moment. pg's pool takes its own listener away when it hands a
 * client out; a connection killed in the very message that opened it would find nobody listening and end the process.
 * Whoever uses the client still gets the error from its query, and the pool replaces it.
 */
export class PoolClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
