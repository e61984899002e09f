import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { isAlive } from '@bergfried/platform';
import { Client } from 'pg';
import { answers } from './readiness.js';

// The product's own `up` as a real process, with stand-ins for api and worker: what is tested is who lives and dies.
jest.setTimeout(120_000); // real processes on a busy machine

const root = resolve(__dirname, '../../../..');
const folder = mkdtempSync(join(tmpdir(), 'bergfried-up-'));
chmodSync(folder, 0o711); // as root, PostgreSQL's user must get through
const dataDir = join(folder, 'data');
const script = join(folder, 'up.mjs');
const built = (path: string): string => JSON.stringify(pathToFileURL(join(root, path)).href);
let port: number;

const apiStandIn = `
  import { createServer } from 'node:http';
  import pg from ${built('node_modules/pg/esm/index.mjs')};
  const log = (level, msg) => console.log(JSON.stringify({ level, msg, pid: process.pid }));
  const foreign = Object.keys(process.env).filter((name) => /^DATABASE_|^PG/.test(name) && name !== 'DATABASE_URL');
  if (foreign.length > 0) log(60, 'foreign settings: ' + foreign);
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 2 });
  pool.on('error', (error) => log(40, 'pool: ' + error.message));
  const server = createServer(async (request, response) => {
    if (request.url === '/health/ready') await pool.query('select 1').catch(() => (response.statusCode = 503));
    response.end();
  });
  server.listen(Number(process.env.PORT), process.env.HOST, () => log(30, 'listening'));
  process.on('SIGTERM', () => process.exit(0));`;
const workerStandIn = `
  console.log(JSON.stringify({ level: 30, msg: 'working', pid: process.pid }));
  process.on('SIGTERM', () => process.exit(0));
  setInterval(() => undefined, 1000);`;
const upScript = `
  import { loadConfig } from ${built('libs/platform/dist/index.js')};
  import { terminalPrinter } from ${built('apps/cli/dist/printer.js')};
  import { migrationsDir } from ${built('apps/cli/dist/paths.js')};
  import { up } from ${built('apps/cli/dist/up/up.js')};
  import { createOffice } from ${built('apps/cli/dist/database/founding.js')};
  const printer = terminalPrinter();
  const seed = async ({ ownerUrl, systemUrl, log }) => {
    log('seeding');
    const { default: pg } = await import(${built('node_modules/pg/esm/index.mjs')});
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    await client.query('create table app.seeded as select 1 as step');
    if (process.argv[2] === 'hang') await client.query('select pg_sleep(60)');
    await client.query('insert into app.seeded values (2)');
    await createOffice({ system: systemUrl }, { name: 'Stelle', shortName: 'Stelle', slug: 'stelle' });
    await client.end();
  };
  const services = { api: ${JSON.stringify(join(folder, 'api.mjs'))}, worker: ${JSON.stringify(join(folder, 'worker.mjs'))} };
  try {
    await up({ config: loadConfig(process.env), printer, migrationsDir, services, seed });
    process.exit(0);
  } catch (error) {
    printer.problem(error.message);
    process.exit(1);
  }`;

/** One `up`, with what it printed. */
class Run {
  output = '';
  readonly #child: ChildProcess;
  readonly ended: Promise<number | null>;

  constructor(options: { args?: readonly string[]; dataDir?: string } = {}) {
    const env = {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      PORT: String(port),
      PGHOST: 'nowhere.invalid', // must not reach the services
      BERGFRIED_DATA_DIR: options.dataDir ?? dataDir,
    };
    this.#child = spawn(process.execPath, [script, ...(options.args ?? [])], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString('utf8')));
    }
    this.ended = new Promise((done) => this.#child.once('close', done));
    runs.push(this);
  }

  kill(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  async prints(pattern: RegExp): Promise<this> {
    await until(() => pattern.test(this.output), `${pattern.source} in:\n${this.output}`);
    return this;
  }
}

const runs: Run[] = [];
const ready = /Bergfried ist bereit/;

async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`did not happen: ${what}`);
    await sleep(50);
  }
}

const isReady = (): Promise<boolean> => answers(`http://127.0.0.1:${port}/health/ready`);
const postgresPid = (): number =>
  Number(readFileSync(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);

function lastPid(service: 'api' | 'worker'): number {
  const lines = readFileSync(join(dataDir, 'log', `${service}.log`), 'utf8')
    .trim()
    .split('\n');
  return JSON.parse(lines.findLast((line) => line.includes('"level":30')) ?? '{}').pid;
}

const allPids = (): number[] => [postgresPid(), lastPid('api'), lastPid('worker')];
const allGone = (pids: number[]): Promise<void> =>
  until(() => pids.every((pid) => !isAlive({ pid })), `end of ${pids.join(' ')}`);

/** A free port, of which somebody else may be holding a server. */
async function occupy(): Promise<{ port: number; release: () => Promise<void> }> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  return {
    port: (server.address() as AddressInfo).port,
    release: () => new Promise((done) => server.close(() => done())),
  };
}

beforeAll(async () => {
  const { status, stdout } = spawnSync(process.execPath, ['node_modules/tsc7/lib/tsc.js', '-b', 'apps/cli'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stdout);
  writeFileSync(join(folder, 'api.mjs'), apiStandIn);
  writeFileSync(join(folder, 'worker.mjs'), workerStandIn);
  writeFileSync(script, upScript);
  const { port: free, release } = await occupy();
  await release();
  port = free;
}, 120_000);

afterAll(async () => {
  for (const run of runs) run.kill('SIGTERM');
  await Promise.all(runs.map((run) => run.ended));
  rmSync(folder, { recursive: true, force: true });
});

describe('bergfried up', () => {
  it('starts everything, then prints address and log-ins with the kept password', async () => {
    const { output } = await new Run().prints(/Passwort für alle: \S+/);
    expect(output).toContain(`http://127.0.0.1:${port}`);
    expect(output).toMatch(/betrieb@demo\.example +Betrieb/);
    expect(await isReady()).toBe(true);
    const password = readFileSync(join(dataDir, 'demo-password'), 'utf8').trim();
    expect(password).toMatch(/^([a-z0-9]{4}-){3}[a-z0-9]{4}$/);
    expect(output).toContain(password);
    expect(output).not.toContain('foreign settings');
    for (const file of ['demo-password', 'database-passwords.json', 'log/api.log']) {
      expect(statSync(join(dataDir, file)).mode & 0o077).toBe(0);
    }
  });

  it('refuses a second start on the same data folder and names the address', async () => {
    const second = new Run();
    expect(await second.ended).toBe(1);
    expect(second.output).toContain(`Bergfried läuft auf diesem Datenordner schon: http://127.0.0.1:${port}`);
    expect(await isReady()).toBe(true);
  });

  it('starts the api again when it is killed', async () => {
    const before = lastPid('api');
    process.kill(before, 'SIGKILL');
    await runs[0]?.prints(/Anwendung: unerwartet beendet \(SIGKILL\)/);
    await until(async () => (await isReady()) && lastPid('api') !== before, 'a new api');
  });

  it('starts PostgreSQL again when it is killed; the api finds it where it was', async () => {
    const [before, api] = [postgresPid(), lastPid('api')];
    process.kill(before, 'SIGKILL');
    await runs[0]?.prints(/PostgreSQL läuft wieder/);
    await until(isReady, 'ready');
    expect(postgresPid()).not.toBe(before);
    expect(lastPid('api')).toBe(api);
  });

  it('leaves only PostgreSQL when it is killed itself, and the next start takes that over', async () => {
    const [postgres, api, worker] = allPids();
    runs[0]?.kill('SIGKILL');
    const next = await new Run().prints(ready);
    await allGone([api ?? 0, worker ?? 0]);
    expect(next.output).toContain('PostgreSQL lief noch vom letzten Mal');
    expect(next.output).not.toContain('seeding');
    expect(postgresPid()).toBe(postgres);
  });

  it('ends everything on SIGTERM, even when it comes twice', async () => {
    const pids = allPids();
    const run = runs.at(-1);
    run?.kill('SIGTERM');
    run?.kill('SIGTERM');
    expect(await run?.ended).toBe(0);
    await allGone(pids);
    expect(readdirSync(dataDir).filter((name) => name.includes('lock'))).toEqual([]);
  });

  it('says that the port is taken and leaves nothing running', async () => {
    const mine = port;
    const other = await occupy();
    port = other.port;
    const run = new Run();
    expect(await run.ended).toBe(1);
    expect(run.output).toContain(
      `Der Anschluss (Port) ${port} auf 127.0.0.1 ist schon von einem anderen Programm belegt`,
    );
    expect(() => postgresPid()).toThrow('ENOENT');
    await other.release();
    port = mine;
  });

  it('begins the demonstration from scratch when it was cut off', async () => {
    const fresh = join(folder, 'fresh');
    const cut = await new Run({ dataDir: fresh, args: ['hang'] }).prints(/seeding/);
    await sleep(200);
    cut.kill('SIGKILL');
    await cut.ended;
    const next = await new Run({ dataDir: fresh }).prints(ready);
    expect(next.output).toContain('seeding');
    const { owner } = JSON.parse(readFileSync(join(fresh, 'database-passwords.json'), 'utf8'));
    const pgPort = readFileSync(join(fresh, 'postgres/port'), 'utf8').trim();
    const client = new Client({
      connectionString: `postgres://bergfried_owner:${owner}@127.0.0.1:${pgPort}/bergfried`,
    });
    await client.connect();
    const { rows } = await client.query('select step from app.seeded order by step');
    await client.end();
    expect(rows).toEqual([{ step: 1 }, { step: 2 }]);
    next.kill('SIGINT');
    expect(await next.ended).toBe(0);
  });

  it('can be stopped while the demonstration is being made', async () => {
    const run = await new Run({ dataDir: join(folder, 'stopped'), args: ['hang'] }).prints(/seeding/);
    const startedAt = Date.now();
    run.kill('SIGINT');
    expect(await run.ended).toBe(0);
    expect(Date.now() - startedAt).toBeLessThan(15_000);
    expect(run.output).toContain('Bergfried ist beendet.');
  });
});
