import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  createDataSource,
  HeadsFile,
  installationKey,
  openFileStore,
  Sealer,
  SealKey,
  startEmbeddedPostgres,
  UnitOfWork,
  type EmbeddedPostgres,
  type FileStore,
} from '@bergfried/platform';
import { Logger } from '@nestjs/common';
import { foundFixture, OFFICES, TENANTS } from '@bergfried/testing';
import { Client } from 'pg';
import { databaseUrls, rolePasswords, type DatabaseUrls } from '../database/accounts.js';
import { databaseName, prepareDatabase } from '../database/prepare.js';
import { main } from '../main.js';
import { migrationsDir } from '../paths.js';
import { readArchive } from './archive-reader.js';

jest.setTimeout(300_000); // real clusters on a busy machine
Logger.overrideLogger(false);

const folder = mkdtempSync(join(tmpdir(), 'bergfried-backup-'));
chmodSync(folder, 0o711); // as root, PostgreSQL's user must get through
const dataDir = join(folder, 'data');
const before = { ...process.env };
const scope = { kind: 'tenant', id: TENANTS.ost } as const;

/** A row with content in the store, acknowledged by PostgreSQL and the disk. */
interface Written {
  readonly sha256: string;
  readonly at: Date;
}

async function bergfried(...args: string[]): Promise<{ code: number; output: string }> {
  let output = '';
  const collect = (text: string): void => {
    output += `${text}\n`;
  };
  return { code: await main(args, { line: collect, problem: collect }), output };
}

async function open(dir: string): Promise<{ postgres: EmbeddedPostgres; urls: DatabaseUrls }> {
  const postgres = await startEmbeddedPostgres({ dataDir: dir, log: () => undefined });
  const urls = databaseUrls(postgres.superuserUrl, databaseName, rolePasswords(dir));
  return { postgres, urls };
}

async function query<Row extends object>(superuserUrl: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: superuserUrl.replace(/postgres$/, databaseName) });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Stores and records small files one after the other until told to stop, as an upload does: content, then row. */
async function writeFiles(
  url: string,
  store: FileStore,
  writer: number,
  until: () => boolean,
): Promise<Written[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const written: Written[] = [];
  try {
    for (let number = 1; !until(); number++) {
      const staged = await store.staging.stage(Readable.from([randomBytes(2_000)]), 10_000);
      await store.put(scope, staged);
      await client.query('begin');
      await client.query('select app.open_system($1, $2, $3)', [TENANTS.ost, 'system:test', 'test:write']);
      await client.query(
        `insert into app.file (tenant_id, id, name, media_type, size, sha256) values ($1, gen_random_uuid(), $2, 'text/plain', $3, $4)`,
        [TENANTS.ost, `${String(writer)}-${String(number)}`, staged.size, staged.sha256],
      );
      await client.query('commit');
      written.push({ sha256: staged.sha256, at: new Date() });
    }
    return written;
  } finally {
    await client.end();
  }
}

async function sealOnce(dir: string, urls: DatabaseUrls): Promise<number> {
  const source = createDataSource({ url: urls.system, applicationName: 'test', max: 2, entities: [] });
  await source.initialize();
  try {
    const key = new SealKey(installationKey({ setting: undefined, file: join(dir, 'installation.key') }));
    return await new Sealer(
      new UnitOfWork(source),
      key,
      new HeadsFile(join(dir, 'seal-heads.json')),
    ).sealOffice(OFFICES.alpha);
  } finally {
    await source.destroy();
  }
}

const stateOf = (dir: string): string[] =>
  readdirSync(dir)
    .filter((name) => !name.includes('lock'))
    .sort();
const readFirst = (path: string, name: string): string => readFileSync(join(path, name), 'utf8');

let archive = '';

beforeAll(async () => {
  process.env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(DATABASE_|BERGFRIED_|S3_)/.test(name)),
  );
  process.env['BERGFRIED_DATA_DIR'] = dataDir;
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  const passwords = rolePasswords(dataDir);
  const urls = await prepareDatabase({ superuserUrl: postgres.superuserUrl, passwords, migrationsDir });
  await foundFixture(urls.system);
  await sealOnce(dataDir, urls);
  await postgres.stop();
});

afterAll(() => {
  process.env = before;
  rmSync(folder, { recursive: true, force: true });
});

describe('a backup while people write', () => {
  let written: Written[][] = [];
  let endedAt: Date;

  it('is made of the running installation, with what was acknowledged until its end', async () => {
    const { postgres, urls } = await open(dataDir);
    try {
      const store = await openFileStore({ dataDir, s3Url: undefined });
      let over = false;
      const isOver = (): boolean => over;
      const writing = [1, 2, 3, 4].map((writer) => writeFiles(urls.system, store, writer, isOver));
      const sealing = (async () => {
        while (!isOver()) {
          await sealOnce(dataDir, urls);
          await sleep(100);
        }
      })();
      await sleep(500);
      const startedAt = new Date();
      const { code, output } = await bergfried('backup', '--to', `${folder}/made/`);
      endedAt = new Date();
      await sleep(300); // they go on beyond its end
      over = true;
      written = await Promise.all(writing);
      await sealing;
      expect({ code, output }).toMatchObject({ code: 0, output: expect.stringMatching(/^Gesichert bis /) });
      const [name = ''] = readdirSync(join(folder, 'made'));
      archive = join(folder, 'made', name);
      const during = written.flat().filter(({ at }) => at > startedAt && at < endedAt);
      expect(during.length).toBeGreaterThan(20); // they did write meanwhile
    } finally {
      await postgres.stop();
    }
  });

  it('can be checked without restoring it', async () => {
    const { code, output } = await bergfried('backup', 'check', archive);
    expect({ code, output }).toMatchObject({
      code: 0,
      output: expect.stringContaining('vollständig und unversehrt'),
    });
  });

  it('is restored elsewhere: the last write acknowledged before its end is there, nothing is half, the history is whole', async () => {
    const target = join(folder, 'restored');
    const { code, output } = await bergfried('restore', archive, '--data-dir', target);
    expect(output).toContain('Die Historie ist unverändert.');
    expect(code).toBe(0);
    const { upTo } = await readArchive(archive, undefined);
    const { postgres, urls } = await open(target);
    try {
      const rows = await query<{ name: string; sha256: string }>(
        postgres.superuserUrl,
        'select name, sha256 from app.file order by created_at',
      );
      const known = new Set(rows.map(({ sha256 }) => sha256));
      const acknowledged = written.flat().filter(({ at }) => at < new Date(upTo));
      expect(acknowledged.length).toBeGreaterThan(20);
      expect(acknowledged.filter(({ sha256 }) => !known.has(sha256))).toEqual([]);
      expect(written.flat().length).toBeGreaterThan(rows.length); // and not what came after its end
      for (const [index, files] of written.entries()) {
        const mine = rows.filter(({ name }) => name.startsWith(`${String(index + 1)}-`));
        expect(mine.map(({ sha256 }) => sha256).sort()).toEqual(
          files
            .slice(0, mine.length)
            .map(({ sha256 }) => sha256)
            .sort(),
        ); // a beginning of what this client wrote, without a hole
      }
      const store = await openFileStore({ dataDir: target, s3Url: undefined });
      for (const { sha256 } of rows) {
        for await (const chunk of await store.open(scope, sha256)) expect(chunk).toBeDefined(); // fails at its end when not genuine
      }
      expect(
        await query(postgres.superuserUrl, `select count(*)::int as left from pg_replication_slots`),
      ).toEqual([{ left: 0 }]);
      const more = await writeFiles(urls.system, store, 9, onceTrue());
      expect(more).toHaveLength(1);
      expect(await sealOnce(target, urls)).toBeGreaterThan(0); // the chain goes on where it was
    } finally {
      await postgres.stop();
    }
    process.env['BERGFRIED_DATA_DIR'] = target;
    expect(await bergfried('verify')).toMatchObject({
      code: 0,
      output: expect.stringContaining('unverändert'),
    });
    process.env['BERGFRIED_DATA_DIR'] = dataDir;
  });

  it('of a stopped installation is as good, encrypted too', async () => {
    const phrase = join(folder, 'phrase');
    writeFileSync(phrase, 'ein langes Kennwort\n');
    const made = await bergfried('backup', '--to', join(folder, 'cold.enc'), '--passphrase-file', phrase);
    expect(made).toMatchObject({ code: 0 });
    const target = join(folder, 'restored-cold');
    const cold = join(folder, 'cold.enc');
    const refused = await bergfried('restore', cold, '--data-dir', target);
    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('ist verschlüsselt') });
    expect(existsSync(target)).toBe(false);
    const { code } = await bergfried('restore', cold, '--data-dir', target, '--passphrase-file', phrase);
    expect(code).toBe(0);
    const { postgres } = await open(target);
    const [row] = await query<{ count: number }>(postgres.superuserUrl, 'select count(*)::int from app.file');
    await postgres.stop();
    expect(row?.count).toBe(written.flat().length);
  });
});

describe('restoring', () => {
  it('refuses a folder that holds an installation, and changes nothing', async () => {
    const state = stateOf(dataDir);
    const { code, output } = await bergfried('restore', archive);
    expect({ code, output }).toMatchObject({ code: 1, output: expect.stringContaining('--replace') });
    expect(stateOf(dataDir)).toEqual(state);
  });

  it('refuses a running one, whose database stays', async () => {
    const { postgres } = await open(dataDir);
    const { code, output } = await bergfried('restore', archive, '--replace');
    await postgres.stop();
    expect({ code, output }).toMatchObject({
      code: 1,
      output: expect.stringContaining('läuft noch ein PostgreSQL'),
    });
  });

  it('refuses what is cut off, tampered with or foreign before it touches anything', async () => {
    const bytes = readFileSync(archive);
    const target = join(folder, 'untouched');
    for (const content of [bytes.subarray(0, bytes.length - 1000), Buffer.from('not an archive')]) {
      writeFileSync(join(folder, 'bad'), content);
      const { code, output } = await bergfried('restore', join(folder, 'bad'), '--data-dir', target);
      expect({ code, output }).toMatchObject({ code: 1, output: expect.stringMatching(/Sicherung/) });
      expect(existsSync(target)).toBe(false);
    }
  });

  it('moves the old state aside with --replace, also where the cluster lies elsewhere', async () => {
    const target = join(folder, 'restored');
    const elsewhere = join(folder, 'elsewhere');
    cpSync(join(target, 'postgres'), elsewhere, { recursive: true, preserveTimestamps: true });
    rmSync(join(target, 'postgres'), { recursive: true });
    writeFileSync(join(target, 'postgres.path'), `${elsewhere}\n`);
    chownLike(join(folder, 'data/postgres/data'), join(elsewhere, 'data'));

    process.env['BERGFRIED_DATA_DIR'] = target;
    expect(await bergfried('backup', '--to', join(folder, 'elsewhere.tar.gz'))).toMatchObject({ code: 0 });
    const secret = readFirst(target, 'installation.key');
    const { code, output } = await bergfried('restore', join(folder, 'elsewhere.tar.gz'), '--replace');
    process.env['BERGFRIED_DATA_DIR'] = dataDir;
    expect({ code, output }).toMatchObject({
      code: 0,
      output: expect.stringContaining('Der bisherige Stand liegt in'),
    });
    const [aside = ''] = readdirSync(target).filter((name) => name.startsWith('replaced-'));
    expect(readFirst(join(target, aside), 'postgres.path')).toBe(`${elsewhere}\n`);
    expect(existsSync(join(elsewhere, 'data/PG_VERSION'))).toBe(true);
    expect(existsSync(join(target, 'postgres/data/PG_VERSION'))).toBe(true);
    expect(existsSync(join(target, 'postgres.path'))).toBe(false);
    expect(readFirst(target, 'installation.key')).toBe(secret);
    expect(readdirSync(target).filter((name) => name.startsWith('restore'))).toEqual([]);
  });
});

describe('the command', () => {
  it('keeps as many backups as it is told, and touches nothing else', async () => {
    const place = join(folder, 'kept');
    mkdirSync(place);
    for (const name of [
      'bergfried-20200101T000000Z.tar.gz',
      'bergfried-20210101T000000Z.tar.gz',
      'brief.pdf',
    ])
      writeFileSync(join(place, name), '');
    expect(await bergfried('backup', '--to', place, '--keep', '2')).toMatchObject({ code: 0 });
    const names = readdirSync(place);
    expect(names).toHaveLength(3);
    expect(names).toEqual(expect.arrayContaining(['bergfried-20210101T000000Z.tar.gz', 'brief.pdf']));
  });

  it.each([
    [['backup', '--to', '/dev/null/x'], /In .* ablegen|kein Ordner/],
    [['backup', '--to', 'package.json'], /gibt es schon/],
    [['backup', '--keep', '0'], /--keep ist „0“/],
    [['backup', '--passphrase-file', '/nowhere'], /nicht lesbar/],
    [['backup', 'check', '/nowhere'], /gibt es nicht/],
    [['restore'], /DATEI fehlt/],
  ])('refuses %j in German', async (args, message) => {
    const { code, output } = await bergfried(...args);
    expect({ code, output }).toMatchObject({ code: 1, output: expect.stringMatching(message) });
    expect(output).not.toContain('    at ');
  });

  it('says that there is nothing to back up, and who backs up an operated PostgreSQL', async () => {
    process.env['BERGFRIED_DATA_DIR'] = join(folder, 'nothing');
    expect(await bergfried('backup')).toMatchObject({
      code: 1,
      output: expect.stringContaining('noch keine Installation'),
    });
    expect(existsSync(join(folder, 'nothing'))).toBe(false);
    const embedded = { ...process.env };
    for (const name of ['DATABASE_OWNER_URL', 'DATABASE_URL', 'DATABASE_SYSTEM_URL'])
      process.env[name] = 'postgres://nobody:nothing@127.0.0.1:1/x';
    for (const args of [['backup'], ['restore', archive]])
      expect(await bergfried(...args)).toMatchObject({ code: 1, output: expect.stringContaining('pg_dump') });
    process.env = embedded;
    process.env['BERGFRIED_DATA_DIR'] = dataDir;
  });
});

function onceTrue(): () => boolean {
  let calls = 0;
  return () => ++calls > 1;
}

/** A copy made by root belongs to root; PostgreSQL wants its own. */
function chownLike(model: string, copy: string): void {
  const { uid, gid } = statSync(model);
  for (const name of ['', ...readdirSync(copy, { recursive: true, encoding: 'utf8' })])
    chownSync(join(copy, name), uid, gid);
}
