import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { Client, type Connection, type Submittable } from 'pg';

/** Bytes of one statement when a log segment is read; it comes as hexadecimal text, so twice that in memory. */
const WAL_PIECE = 1_048_576;
const BASE_BACKUP = `BASE_BACKUP (LABEL 'bergfried', CHECKPOINT 'fast', WAL false, MANIFEST 'no')`;

/** The moment a copy leads to, and the log that leads there. */
export interface BackupEnd {
  /** Whatever was acknowledged before is in the copy. */
  readonly at: Date;
  /** Names of the segments in `pg_wal` that belong to the copy. */
  readonly segments: readonly string[];
  /** Bytes of each segment. */
  readonly segmentSize: number;
}

/**
 * A physical copy of a running cluster by PostgreSQL's own means (docs/adr/0025): BASE_BACKUP of the replication protocol,
 * then the log up to one moment, which a temporary replication slot keeps until this ends. PostgreSQL compares the check
 * sums of all pages as it reads them. Order of calls: {@link data}, {@link end}, {@link wal}, {@link close}.
 */
export class PhysicalBackup {
  private copy: BaseBackup | null = null;

  private constructor(
    private readonly replication: Client,
    private readonly sql: Client,
  ) {}

  /** @param superuserUrl database `postgres`, as the starter gives it */
  static async open(superuserUrl: string): Promise<PhysicalBackup> {
    const url = new URL(superuserUrl);
    url.searchParams.set('replication', 'true');
    const replication = new Client({ connectionString: url.href, application_name: 'bergfried-backup' });
    const sql = new Client({ connectionString: superuserUrl, application_name: 'bergfried-backup' });
    for (const client of [replication, sql]) client.on('error', () => undefined); // the open call fails and tells
    const backup = new PhysicalBackup(replication, sql);
    try {
      await sql.connect();
      await replication.connect();
      const slot = `bergfried_backup_${randomUUID().replaceAll('-', '')}`;
      await replication.query(`CREATE_REPLICATION_SLOT ${slot} TEMPORARY PHYSICAL RESERVE_WAL`);
      return backup;
    } catch (error) {
      await backup.close();
      throw error;
    }
  }

  /** The data directory as a tar stream; the stream fails when PostgreSQL finds a damaged page. */
  data(): Readable {
    this.copy = new BaseBackup();
    this.replication.query(this.copy);
    return this.copy;
  }

  /**
   * Ends the log segment in use: what was acknowledged by now is in the copy, whatever came while it was made included.
   * Called when the stream of {@link data} has ended.
   */
  async end(): Promise<BackupEnd> {
    const { rows } = await this.sql.query<{ at: Date; first: string; last: string; size: string }>(
      `with moment as materialized (select clock_timestamp() as at),
            ending as materialized (select at, pg_switch_wal() as lsn from moment)
       select at, pg_walfile_name(lsn) as last, (select setting from pg_settings where name = 'wal_segment_size') as size,
              pg_walfile_name($1) as first
       from ending`,
      [this.copy?.start],
    );
    const [row] = rows;
    if (!row) throw new Error('PostgreSQL did not say where the log ends');
    const { rows: found } = await this.sql.query<{ name: string }>(
      `select name from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$' and name between $1 and $2 order by name`,
      [row.first, row.last],
    );
    return { at: row.at, segments: found.map(({ name }) => name), segmentSize: Number(row.size) };
  }

  /** One segment of the log. */
  async *wal(name: string, { segmentSize }: BackupEnd): AsyncGenerator<Buffer> {
    for (let offset = 0; offset < segmentSize; offset += WAL_PIECE) {
      const { rows } = await this.sql.query<{ piece: Buffer }>(
        `select pg_read_binary_file('pg_wal/' || $1, $2, $3) as piece`,
        [name, offset, WAL_PIECE],
      );
      const [row] = rows;
      if (row) yield row.piece;
    }
  }

  /** What the copied cluster says of itself. */
  async describe(): Promise<{ readonly major: number; readonly hasDatabase: (name: string) => boolean }> {
    const { rows } = await this.sql.query<{ major: number; names: string[] }>(
      `select current_setting('server_version_num')::int / 10000 as major, array_agg(datname::text) as names from pg_database`,
    );
    const [{ major, names } = { major: 0, names: [] }] = rows;
    return { major, hasDatabase: (name) => names.includes(name) };
  }

  /** Lets go of the log; a copy that is not finished is broken off. Harmless when repeated. */
  async close(): Promise<void> {
    await Promise.all([this.replication, this.sql].map((client) => client.end().catch(() => undefined)));
  }
}

interface CopyMessage {
  readonly chunk: Buffer;
}

/** The answer to BASE_BACKUP as a stream: pg hands on each message, the socket waits while nobody reads. */
class BaseBackup extends Readable implements Submittable {
  /** Where the log of this copy begins. */
  start: string | null = null;
  private connection: Connection | null = null;
  private archives = 0;

  submit(connection: Connection): void {
    this.connection = connection;
    connection.query(BASE_BACKUP);
  }

  // protocol-replication, BASE_BACKUP (PostgreSQL 15 and newer): n = new archive, d = data, p = progress
  handleCopyData({ chunk }: CopyMessage): void {
    const kind = String.fromCharCode(chunk[0] ?? 0);
    if (kind === 'n' && ++this.archives > 1) {
      this.destroy(new Error('a cluster with tablespaces of its own cannot be copied'));
      this.connection?.stream.destroy();
    }
    // pg reads the next messages into the same memory
    if (kind === 'd' && !this.push(Buffer.from(chunk.subarray(1)))) this.connection?.stream.pause();
  }

  handleError(error: Error): void {
    this.destroy(error);
  }

  handleReadyForQuery(): void {
    this.push(null);
  }

  /** Three answers: where the log begins, the tablespaces, where it ends. */
  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    this.start ??= fields[0] ?? null;
  }

  handleRowDescription(): void {}
  handleCommandComplete(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}

  override _read(): void {
    this.connection?.stream.resume();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.connection?.stream.resume(); // whoever ends the connection must not wait for a paused one
    done(error);
  }
}
