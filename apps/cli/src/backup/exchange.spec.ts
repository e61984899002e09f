import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exchange, finishExchange, installationIn } from './exchange.js';

let failAt = Infinity;
let renames = 0;
jest.mock('node:fs', () => {
  const real = jest.requireActual<typeof fs>('node:fs');
  return {
    ...real,
    renameSync: (from: string, to: string) => {
      if (++renames === failAt) throw new Error('power is gone');
      real.renameSync(from, to);
    },
  };
});

const folder = fs.mkdtempSync(join(tmpdir(), 'bergfried-exchange-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** A data folder with an old state, and a restored one below it; they differ in what they consist of. */
function prepare(name: string): string {
  const dataDir = join(folder, name);
  for (const path of ['postgres', 'mail', 'log', 'backups', 'restore-1/postgres', 'restore-1/files'])
    fs.mkdirSync(join(dataDir, path), { recursive: true });
  fs.writeFileSync(join(dataDir, 'postgres/state'), 'old');
  fs.writeFileSync(join(dataDir, 'installation.key'), 'old');
  fs.writeFileSync(join(dataDir, 'restore-1/postgres/state'), 'new');
  fs.writeFileSync(join(dataDir, 'restore-1/installation.key'), 'new');
  fs.writeFileSync(join(dataDir, 'restore-1/files/one'), 'new');
  return dataDir;
}

function expectExchanged(dataDir: string): void {
  const read = (path: string): string => fs.readFileSync(join(dataDir, path), 'utf8');
  expect(fs.readdirSync(dataDir).sort()).toEqual(
    ['backups', 'files', 'installation.key', 'log', 'postgres', 'replaced-1'].sort(),
  );
  expect([read('postgres/state'), read('installation.key'), read('files/one')]).toEqual([
    'new',
    'new',
    'new',
  ]);
  expect(fs.readdirSync(join(dataDir, 'replaced-1')).sort()).toEqual([
    'installation.key',
    'mail',
    'postgres',
  ]);
  expect([read('replaced-1/postgres/state'), read('replaced-1/installation.key')]).toEqual(['old', 'old']);
}

beforeEach(() => {
  renames = 0;
  failAt = Infinity;
});

it('puts the restored state in the place of the old one, which stays', () => {
  const dataDir = prepare('whole');
  exchange(dataDir, 'restore-1', 'replaced-1');
  expectExchanged(dataDir);
  expect(finishExchange(dataDir)).toBe(false);
});

it('needs no old state', () => {
  const dataDir = join(folder, 'empty');
  fs.mkdirSync(join(dataDir, 'restore-1/mail'), { recursive: true });
  exchange(dataDir, 'restore-1', 'replaced-1');
  expect(fs.readdirSync(dataDir)).toEqual(['mail']);
});

it('is completed wherever it was interrupted, or has not begun', () => {
  const dataDir = prepare('counted');
  exchange(dataDir, 'restore-1', 'replaced-1');
  const total = renames;
  expect(total).toBeGreaterThan(5);
  for (let at = 1; at <= total; at++) {
    const cut = prepare(`cut-${String(at)}`);
    renames = 0;
    failAt = at;
    expect(() => exchange(cut, 'restore-1', 'replaced-1')).toThrow('power is gone');
    renames = 0;
    failAt = Infinity;
    if (at === 1) {
      // the journal did not get its name: the old state is untouched
      expect(finishExchange(cut)).toBe(false);
      expect(installationIn(cut).sort()).toEqual(['installation.key', 'mail', 'postgres']);
      expect(fs.readFileSync(join(cut, 'installation.key'), 'utf8')).toBe('old');
    } else {
      expect(finishExchange(cut)).toBe(true);
      expectExchanged(cut);
    }
  }
});
