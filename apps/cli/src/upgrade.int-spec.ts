import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadConfig, startEmbeddedPostgres } from '@bergfried/platform';
import { TEST_KEY } from '@bergfried/testing';
import { Client } from 'pg';
import { readArchive } from './backup/archive-reader.js';
import { restoreBackup } from './commands/restore.js';
import { verify } from './commands/verify.js';
import { rolePasswords } from './database/accounts.js';
import { openDatabase } from './database/open.js';
import { databaseName, prepareDatabase } from './database/prepare.js';
import { migrationsDir } from './paths.js';

jest.setTimeout(300_000); // real clusters on a busy machine

// The first release: its migrations (they never change), and data that its own services wrote and sealed.
const RELEASE = '20261122T0950__sealing.sql';
const fixtures = resolve(__dirname, '../../../libs/testing/fixtures');
const folder = mkdtempSync(join(tmpdir(), 'bergfried-upgrade-'));
chmodSync(folder, 0o711); // as root, PostgreSQL's user must get through
const dataDir = join(folder, 'data');
const config = loadConfig({ BERGFRIED_DATA_DIR: dataDir });
const backups = join(dataDir, 'backups');

const migrationsOf = (name: string, take: (file: string) => boolean): string => {
  const dir = join(folder, name);
  mkdirSync(dir);
  for (const file of readdirSync(migrationsDir).filter(take))
    copyFileSync(join(migrationsDir, file), join(dir, file));
  return dir;
};
const released = migrationsOf('released', (file) => file <= RELEASE);
const failing = migrationsOf('failing', () => true);
writeFileSync(join(failing, '20991231T2359__fails.sql'), 'create table app.half (id int);\nselect 1 / 0;\n');

let lines: string[] = [];
const printer = {
  line: (text: string) => void lines.push(text),
  problem: (text: string) => void lines.push(text),
};

/** What a command does with the stopped installation, by a program with these migrations. */
async function work<T>(dir: string, use: (client: Client) => Promise<T>): Promise<T> {
  const database = await openDatabase(config, printer, dir);
  const client = new Client({ connectionString: database.urls.owner });
  try {
    await client.connect();
    await client.query('set role bergfried_definer');
    return await use(client);
  } finally {
    await client.end();
    await database.close();
  }
}

const tables = ['incident', 'incident_entry', 'duty', 'file', 'report', 'record_version', 'record_seal'];
/** What is there, as the superuser sees it. */
async function state(): Promise<unknown> {
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  const client = new Client({ connectionString: postgres.superuserUrl.replace(/postgres$/, databaseName) });
  try {
    await client.connect();
    const counts: Record<string, string> = {};
    for (const table of tables) {
      const { rows } = await client.query<{ text: string }>(
        `select count(*) || ' ' || md5(string_agg(x::text, '' order by x::text)) as text from app.${table} x`,
      );
      counts[table] = rows[0]?.text ?? '';
    }
    const { rows } = await client.query<{ half: string | null }>(
      `select to_regclass('app.half')::text as half`,
    );
    return { ...counts, half: rows[0]?.half };
  } finally {
    await client.end();
    await postgres.stop();
  }
}

const made = (): string[] => (existsSync(backups) ? readdirSync(backups).sort() : []);
let old: unknown;
let backupFile = '';

beforeAll(async () => {
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  const passwords = rolePasswords(dataDir);
  await prepareDatabase({ superuserUrl: postgres.superuserUrl, passwords, migrationsDir: released });
  const client = new Client({ connectionString: postgres.superuserUrl.replace(/postgres$/, databaseName) });
  await client.connect();
  await client.query(readFileSync(join(fixtures, '20261122T0950.sql'), 'utf8'));
  await client.end();
  await postgres.stop();
  copyFileSync(join(fixtures, '20261122T0950.seal-heads.json'), join(dataDir, 'seal-heads.json'));
  writeFileSync(join(dataDir, 'installation.key'), `${TEST_KEY}\n`, { mode: 0o600 });
  old = await state();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  lines = [];
});

describe('an upgrade from the first release', () => {
  it('makes no backup when nothing is pending', async () => {
    await work(released, async () => undefined);
    expect(made()).toEqual([]);
    expect(old).toMatchObject({ half: null, incident: expect.stringMatching(/^[1-9]/) });
  });

  it('backs up first; a migration that fails changes nothing, and the line names the backup and the way back', async () => {
    const failed = work(failing, async () => undefined);
    await expect(failed).rejects.toThrow(/20991231T2359__fails\.sql ist gescheitert: division by zero/);
    [backupFile = ''] = made();
    await expect(failed).rejects.toThrow(`restore ${join(backups, backupFile)} --replace`);
    expect(lines.join('\n')).toMatch(/Vor der Aktualisierung der Datenbank .* wird gesichert/);
    expect(backupFile).toMatch(/^bergfried-vor-upgrade-/);
    expect((await readArchive(join(backups, backupFile), undefined)).migrations.at(-1)).toBe(RELEASE);
    expect(await state()).toMatchObject({ half: null });
  });

  it('does not let the release open what was migrated further, but restores its own backup', async () => {
    await expect(work(released, async () => undefined)).rejects.toThrow(
      'Ist das Programm älter als die Datenbank?',
    );
    const archive = join(backups, backupFile);
    const here = { platform: `${process.platform}-${process.arch}`, migrations: readdirSync(released) };
    const command = { archive, dataDir: undefined, replace: true, passphraseFile: undefined };
    await restoreBackup(config, command, here, released, printer);
    expect(lines).toContain('Die Historie ist unverändert.');
    expect(await state()).toEqual(old);
  });

  it('keeps the data and the sealed history, and the last three backups', async () => {
    for (const year of [2020, 2021, 2022])
      writeFileSync(join(backups, `bergfried-vor-upgrade-${String(year)}0101T000000Z.tar.gz`), '');
    writeFileSync(join(backups, 'bergfried-20200101T000000Z.tar.gz'), 'made by hand');
    await work(migrationsDir, async () => undefined);
    expect(made().filter((name) => name.includes('vor-upgrade'))).toHaveLength(3);
    expect(made()).toContain('bergfried-20200101T000000Z.tar.gz');
    const now = (await state()) as Record<string, string>;
    for (const table of ['record_version', 'record_seal', 'incident', 'incident_entry'])
      expect(now[table]?.split(' ')[0]).toBe((old as Record<string, string>)[table]?.split(' ')[0]);
    const database = await openDatabase(config, printer, migrationsDir);
    try {
      await verify(config, database.urls, undefined, printer);
    } finally {
      await database.close();
    }
    expect(lines).toContain('Die Historie ist unverändert.');
  });

  it('does not happen where no backup can be made', async () => {
    const archive = join(backups, backupFile);
    const here = { platform: `${process.platform}-${process.arch}`, migrations: readdirSync(migrationsDir) };
    const kept = join(folder, 'kept.tar.gz');
    copyFileSync(archive, kept);
    await restoreBackup(
      config,
      { archive: kept, dataDir: undefined, replace: true, passphraseFile: undefined },
      { ...here, migrations: readdirSync(released) },
      released,
      printer,
    );
    rmSync(backups, { recursive: true });
    writeFileSync(backups, 'a file where the folder should be');
    await expect(work(migrationsDir, async () => undefined)).rejects.toThrow(
      /kein Ordner.*\nOhne Sicherung wird nicht aktualisiert; die Datenbank ist unverändert/,
    );
    expect(await state()).toEqual(old);
  });
});

describe('another major version of PostgreSQL', () => {
  it('is refused before anything is touched, with the way out', async () => {
    const other = join(folder, 'other');
    mkdirSync(join(other, 'postgres/data'), { recursive: true });
    writeFileSync(join(other, 'postgres/data/PG_VERSION'), '17\n');
    chmodSync(other, 0o711);
    for (const path of ['postgres', 'postgres/data']) chmodSync(join(other, path), 0o755);
    await expect(startEmbeddedPostgres({ dataDir: other, log: () => undefined })).rejects.toThrow(
      /stammt von PostgreSQL 17; .* bringt PostgreSQL 18 mit .* docs\/operations\.md unter „Upgrade“/,
    );
    expect(readdirSync(join(other, 'postgres/data'))).toEqual(['PG_VERSION']);
  });
});
