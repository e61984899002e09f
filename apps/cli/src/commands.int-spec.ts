import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@bergfried/platform';
import { Client } from 'pg';
import { main } from './main.js';

// The operated mode from an empty PostgreSQL to the first signed-in officer, by the command line alone.
jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'bergfried-cli-'));
chmodSync(folder, 0o711); // as root, PostgreSQL's user must get through
const before = { ...process.env };
let postgres: EmbeddedPostgres;

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), log: () => undefined });
  const address = (user: string, database = 'isms'): string =>
    `postgres://${user}:pass-word@127.0.0.1:${postgres.port}/${database}`;
  process.env['BERGFRIED_DATA_DIR'] = join(folder, 'cli');
  process.env['BERGFRIED_PUBLIC_URL'] = 'https://isms.example';
  process.env['DATABASE_SUPERUSER_URL'] = postgres.superuserUrl;
  process.env['DATABASE_OWNER_URL'] = address('bergfried_owner');
  process.env['DATABASE_URL'] = address('bergfried_app');
  process.env['DATABASE_SYSTEM_URL'] = address('bergfried_system');
});

afterAll(async () => {
  process.env = before;
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function bergfried(...args: string[]): Promise<{ code: number; output: string }> {
  let output = '';
  const collect = (text: string): void => {
    output += `${text}\n`;
  };
  const code = await main(args, { line: collect, problem: collect });
  return { code, output };
}

async function query<T extends object>(sql: string, values: unknown[] = []): Promise<T[]> {
  const url = new URL(postgres.superuserUrl);
  url.pathname = '/isms';
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

const office = ['--name', 'Gemeinsame Stelle Mitte', '--short-name', 'GS Mitte', '--slug', 'gs-mitte'];

describe('the command line in operated mode', () => {
  it('makes roles and database once and again, and shows the backup password', async () => {
    expect(await bergfried('db', 'init')).toMatchObject({
      code: 0,
      output: expect.stringContaining('bergfried_backup'),
    });
    expect((await bergfried('db', 'init')).code).toBe(0);
  });

  it('gives the role of the backup a password that is known, where one is set', async () => {
    const url = new URL(postgres.superuserUrl);
    [url.username, url.password, url.pathname] = ['bergfried_backup', 'known-beforehand', '/isms'];
    process.env['DATABASE_BACKUP_URL'] = url.href;
    try {
      expect(await bergfried('db', 'init')).toMatchObject({
        code: 0,
        output: expect.not.stringContaining('Passwort'),
      });
    } finally {
      delete process.env['DATABASE_BACKUP_URL'];
    }
    const client = new Client({ connectionString: url.href });
    await client.connect();
    await client.end();
  });

  it('migrates, and has nothing left to do the second time', async () => {
    const first = await bergfried('migrate');
    expect(first).toMatchObject({ code: 0, output: expect.stringContaining('Migration angewandt: ') });
    expect(await bergfried('migrate')).toEqual({
      code: 0,
      output: 'Die Datenbank ist auf dem Stand des Programms.\n',
    });
  });

  it('makes an office and a member with its default legal entity, in the history too', async () => {
    expect((await bergfried('office', 'create', ...office)).code).toBe(0);
    const tenant = [
      '--name',
      'Kreis Mitte',
      '--short-name',
      'Mitte',
      '--slug',
      'mitte',
      '--plate',
      'MI',
      '--kind',
      'county',
    ];
    expect((await bergfried('tenant', 'create', '--office', 'gs-mitte', ...tenant)).code).toBe(0);
    expect(
      await query(`select o.slug as office, t.slug, e.is_default from app.office o
        join app.tenant t using (office_id) join app.legal_entity e using (tenant_id)`),
    ).toEqual([{ office: 'gs-mitte', slug: 'mitte', is_default: true }]);
    expect(await query(`select distinct actor from app.record_version`)).toEqual([{ actor: 'system:cli' }]);
  });

  it('invites the first officer with a link that works once', async () => {
    const person = ['--email', 'Isb@Kreis.example', '--name', 'Ina Łuc', '--role', 'officer'];
    const { code, output } = await bergfried('user', 'create', '--office', 'gs-mitte', ...person);
    expect(code).toBe(0);
    const token = /https:\/\/isms\.example\/m\/(\S+)/.exec(output)?.[1] ?? '';
    const use = `select auth.use_link($1, 'hash') as used`;
    const hash = createHash('sha256').update(token).digest();
    expect(await query(use, [hash])).toEqual([{ used: true }]);
    expect(await query(use, [hash])).toEqual([{ used: false }]);
    expect(await query(`select email, status from app.user_account`)).toEqual([
      { email: 'isb@kreis.example', status: 'active' },
    ]);
  });

  it.each([
    [['office', 'create', ...office], /Das gibt es schon/],
    [
      ['office', 'create', '--name', 'X y', '--short-name', 'xy', '--slug', 'Über uns'],
      /Eine Angabe ist nicht zulässig \(office, /,
    ],
    [
      ['user', 'create', '--office', 'nirgends', '--email', 'a@b.de', '--name', 'A B', '--role', 'operator'],
      /„nirgends“ gibt es nicht/,
    ],
    [['seed'], /nicht leer/],
  ])('refuses %j in German', async (args, message) => {
    const { code, output } = await bergfried(...args);
    expect(code).toBe(1);
    expect(output).toMatch(message);
    expect(output).not.toContain('    at ');
  });

  it.each([
    ['127.0.0.1:1', /nicht erreichbar/],
    [`127.0.0.1:PORT/elsewhere`, /gibt es noch nicht/],
    [`wrong:word@127.0.0.1:PORT/isms`, /lehnt Benutzer oder Passwort ab/],
  ])('says in German why it cannot reach the database (%s)', async (place, message) => {
    const kept = process.env['DATABASE_OWNER_URL'];
    const address = place.replace('PORT', String(postgres.port));
    process.env['DATABASE_OWNER_URL'] =
      `postgres://${address.includes('@') ? '' : 'bergfried_owner:pass-word@'}${address}`;
    expect(await bergfried('migrate')).toMatchObject({ code: 1, output: expect.stringMatching(message) });
    process.env['DATABASE_OWNER_URL'] = kept;
  });

  it('says which address is missing when only some are set', async () => {
    delete process.env['DATABASE_SYSTEM_URL'];
    expect(await bergfried('migrate')).toMatchObject({
      code: 1,
      output: expect.stringContaining('Es fehlt DATABASE_SYSTEM_URL'),
    });
  });
});
