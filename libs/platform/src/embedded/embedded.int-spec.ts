import {
  chmodSync,
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
import { Client } from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './index.js';
import { eventually, isAlive } from './processes.js';

const folder = mkdtempSync(join(tmpdir(), 'bergfried-embedded-'));
chmodSync(folder, 0o711); // as root, PostgreSQL's user must get through
const dataDir = join(folder, 'data');
mkdirSync(dataDir, { mode: 0o700 }); // an empty one of ours is opened to pass through
const cluster = join(dataDir, 'postgres');
const printed: string[] = [];
const started: EmbeddedPostgres[] = [];

const start = async (where = dataDir): Promise<EmbeddedPostgres> => {
  const postgres = await startEmbeddedPostgres({ dataDir: where, log: (line) => printed.push(line) });
  started.push(postgres);
  return postgres;
};

const restart = async (before: EmbeddedPostgres): Promise<EmbeddedPostgres> => {
  const postgres = await before.restart();
  started.push(postgres);
  return postgres;
};

const running = (): EmbeddedPostgres => {
  const last = started.at(-1);
  if (last === undefined) throw new Error('nothing was started');
  return last;
};

async function query<T extends object>(url: string, sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** As after kill -9 of the process that started it: its lock stays, naming a process that is gone. */
function pretendKilled(): void {
  for (const name of readdirSync(dataDir).filter((file) => file.startsWith('postgres.lock-'))) {
    const path = join(dataDir, name);
    const holder = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...holder, startTime: '1' }));
  }
}

afterAll(async () => {
  for (const postgres of started) await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the embedded PostgreSQL', () => {
  it('starts on an empty folder with passwords, checksums and a stable sort order, on the loopback only', async () => {
    const { superuserUrl, adopted } = await start();
    expect(adopted).toBe(false);
    const rows = await query<{ name: string; setting: string }>(
      superuserUrl,
      `select name, setting from pg_settings where name in
         ('listen_addresses', 'max_connections', 'data_checksums', 'fsync', 'synchronous_commit', 'unix_socket_directories')
       union all select 'locale', concat(datlocprovider, ' ', datlocale) from pg_database where datname = 'template1'
       union all select 'methods', string_agg(distinct auth_method, ' ') from pg_hba_file_rules`,
    );
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: '100',
      data_checksums: 'on',
      fsync: 'on',
      synchronous_commit: 'on',
      locale: 'b C.UTF-8',
      methods: 'scram-sha-256',
    });
  });

  it('keeps secrets and data to itself, and lets others only pass through', () => {
    const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);
    expect(mode(dataDir)).toBe('711');
    expect(mode(join(cluster, 'data'))).toBe('700');
    expect(mode(join(cluster, 'superuser-password'))).toBe('600');
    expect(readdirSync(dataDir).filter((name) => name.includes('.neu-'))).toEqual([]);
  });

  it('refuses a second start on the same folder', async () => {
    await expect(startEmbeddedPostgres({ dataDir, log: () => undefined })).rejects.toMatchObject({
      code: 'already-running',
      message: expect.stringContaining(`schon in Benutzung (Prozess ${process.pid})`),
    });
  });

  it('stops, lets go of the folder, and starts again on the same port with what was written', async () => {
    const first = running();
    await query(first.superuserUrl, 'create table kept as select 42 as answer');
    await first.stop();
    await first.ended;
    expect(isAlive({ pid: first.pid })).toBe(false);
    expect(readdirSync(dataDir)).toEqual(['postgres']);

    const second = await start();
    expect(second.port).toBe(first.port);
    expect(await query(second.superuserUrl, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('loses no acknowledged row when PostgreSQL is killed amid commits, and is started again', async () => {
    const before = running();
    await query(before.superuserUrl, 'create table acknowledged (id int primary key)');
    const client = new Client({ connectionString: before.superuserUrl });
    client.on('error', () => undefined);
    await client.connect();
    let last = 0;
    const writing = (async () => {
      for (let id = 1; ; id++) {
        await client.query('insert into acknowledged values ($1)', [id]);
        last = id;
      }
    })();
    await eventually(() => last >= 300, 10_000);
    process.kill(before.pid, 'SIGKILL');
    await expect(writing).rejects.toThrow();
    await before.ended;

    const postgres = await restart(before);
    expect(postgres.port).toBe(before.port);
    const [found] = await query<{ n: number }>(
      postgres.superuserUrl,
      'select count(*)::int as n from acknowledged where id <= $1',
      [last],
    );
    expect(found?.n).toBe(last);
    expect(last).toBeGreaterThanOrEqual(300);
  });

  it('adopts a PostgreSQL that a killed start left running, and can stop it', async () => {
    const orphan = running();
    pretendKilled();
    const adopted = await start();
    expect(adopted).toMatchObject({ adopted: true, pid: orphan.pid, port: orphan.port });
    await adopted.stop();
    expect(isAlive({ pid: orphan.pid })).toBe(false);
  });

  it('waits for one that is still shutting down, even politely', async () => {
    const leaving = await start();
    const client = new Client({ connectionString: leaving.superuserUrl });
    client.on('error', () => undefined);
    await client.connect(); // a smart shutdown waits for this one for ever
    process.kill(leaving.pid, 'SIGTERM');
    pretendKilled();
    const next = await start();
    expect(next.adopted).toBe(false);
    expect(next.pid).not.toBe(leaving.pid);
    expect(await query(next.superuserUrl, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('does not stumble over the pid file of a dead server whose number belongs to somebody else now', async () => {
    const before = running();
    const pidFile = join(cluster, 'data/postmaster.pid');
    const lines = readFileSync(pidFile, 'utf8').split('\n');
    process.kill(before.pid, 'SIGKILL');
    await before.ended;
    writeFileSync(pidFile, [process.pid, ...lines.slice(1)].join('\n')); // alive, and no PostgreSQL
    const postgres = await restart(before);
    expect(await query(postgres.superuserUrl, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('removes what an interrupted first start left behind', async () => {
    await running().stop();
    const empty = join(folder, 'interrupted');
    const half = join(empty, 'postgres.neu-1/data');
    mkdirSync(half, { recursive: true });
    writeFileSync(join(half, 'PG_VERSION'), '18\n');
    const postgres = await start(empty);
    expect(existsSync(half)).toBe(false);
    await postgres.stop();
  });

  const asRoot = process.getuid?.() === 0 ? it : it.skip;
  asRoot(
    'moves outside when its user cannot get into the data folder, says so, and finds it again',
    async () => {
      const closed = join(folder, 'closed');
      mkdirSync(closed, { mode: 0o700 });
      const inside = join(closed, 'data');
      printed.length = 0;
      const first = await start(inside);
      const place = readFileSync(join(inside, 'postgres.path'), 'utf8').trim();
      try {
        expect(printed.join('\n')).toContain(`die Datenbank liegt deshalb in ${place}`);
        await query(first.superuserUrl, 'create table kept ()');
        await first.stop();
        const second = await start(inside);
        expect(await query(second.superuserUrl, 'select from kept')).toEqual([]);
        await second.stop();
      } finally {
        await running().stop();
        rmSync(place, { recursive: true });
      }
    },
  );

  it('says in German that the password is gone', async () => {
    rmSync(join(cluster, 'superuser-password'));
    await expect(start()).rejects.toMatchObject({
      code: 'password-lost',
      message: expect.stringContaining('Das Passwort der Datenbank'),
    });
  });
});
