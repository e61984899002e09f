import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/** Names as `20261203T0915__risk_acceptance.sql`: time, two underscores, what it does. */
const FILE_NAME = /^\d{8}T\d{4}__[a-z0-9_]+\.sql$/;
const LOCK = 4_712_001; // any constant: one migrating process at a time

/**
 * Applies the SQL files of `dir` that are not applied yet, in order of their names, each in its own transaction.
 * @param ownerUrl address as bergfried_owner
 * @returns names of the files applied now
 * @throws Error when an applied file was changed or removed, a name is wrong, a file fails or PostgreSQL warns
 *   (a GRANT without effect is only a warning there, and would leave a hole or a missing right)
 */
export async function migrate(
  ownerUrl: string,
  options: { readonly dir: string },
): Promise<{ applied: string[] }> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'bergfried-migrate' });
  await client.connect();
  const warnings: string[] = [];
  client.on('notice', (notice) => {
    if (notice.severity === 'WARNING') warnings.push(notice.message ?? 'unknown warning');
  });
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(`create schema if not exists migration;
      create table if not exists migration.applied (
        name text primary key, checksum text not null, applied_at timestamptz(3) not null default now());
      comment on table migration.applied is 'scope:system'`);
    const known = new Map<string, string>();
    const { rows } = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from migration.applied',
    );
    for (const row of rows) known.set(row.name, row.checksum);
    const applied: string[] = [];
    const names = (await readdir(options.dir)).filter((name) => name.endsWith('.sql')).sort();
    for (const missing of [...known.keys()].filter((name) => !names.includes(name))) {
      throw new Error(
        `Die angewandte Migration ${missing} fehlt im Ordner. Ist das Programm älter als die Datenbank?`,
      );
    }
    for (const name of names) {
      if (!FILE_NAME.test(name))
        throw new Error(`Migration ${name}: der Name folgt nicht JJJJMMTTThhmm__was.sql.`);
      const sql = await readFile(join(options.dir, name), 'utf8');
      const checksum = createHash('sha256').update(sql).digest('hex');
      const before = known.get(name);
      if (before === checksum) continue;
      if (before !== undefined) throw new Error(`Migration ${name} wurde nach der Anwendung geändert.`);
      await client.query('begin');
      try {
        await client.query(sql);
        await client.query('insert into migration.applied (name, checksum) values ($1, $2)', [
          name,
          checksum,
        ]);
        if (warnings.length > 0) throw new Error(warnings.join('; '));
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw new Error(
          `Migration ${name} ist gescheitert: ${error instanceof Error ? error.message : String(error)}`,
          { cause: error },
        );
      }
      applied.push(name);
    }
    return { applied };
  } finally {
    await client.end();
  }
}

/**
 * Names of the files that {@link migrate} would apply, in order. Nothing is checked or changed.
 * @param ownerUrl address as bergfried_owner
 */
export async function pendingMigrations(
  ownerUrl: string,
  options: { readonly dir: string },
): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'bergfried-migrate' });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ made: boolean }>(
      `select to_regclass('migration.applied') is not null as made`,
    );
    const { rows } = tables[0]?.made
      ? await client.query<{ name: string }>('select name from migration.applied')
      : { rows: [] };
    const applied = new Set(rows.map(({ name }) => name));
    const names = (await readdir(options.dir)).filter((name) => name.endsWith('.sql'));
    return names.filter((name) => !applied.has(name)).sort();
  } finally {
    await client.end();
  }
}
