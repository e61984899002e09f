import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceLog } from './service-log.js';

let folder: string;
let path: string;
let shown: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bergfried-log-'));
  path = join(folder, 'log/api.log');
  shown = [];
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function write(...lines: string[]): Promise<ServiceLog> {
  const log = new ServiceLog(path, (line) => shown.push(line));
  const stream = new PassThrough();
  log.follow(stream);
  stream.end(`${lines.join('\n')}\n`);
  await sleep(100);
  return log;
}

describe('the log of a service', () => {
  it('keeps every line, and shows warnings and errors in one line each, once', async () => {
    const lines = [
      '{"level":30,"msg":"listening"}',
      '{"level":40,"msg":"slow"}',
      '{"level":50,"msg":"request failed","err":{"message":"connection\\nlost"}}',
      '{"level":40,"msg":"slow"}',
    ];
    await write(...lines);
    expect(readFileSync(path, 'utf8').trim().split('\n')).toEqual(lines);
    expect(shown).toEqual(['Warnung: slow', 'Fehler: request failed: connection lost']);
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('remembers the last words of a crash, and tells them once', async () => {
    const log = await write(
      'node:internal/modules/cjs',
      'Error: Cannot find module main.js',
      '    at load (x.js:1)',
    );
    expect(log.takeLastWords()).toBe('Error: Cannot find module main.js');
    expect(log.takeLastWords()).toBe('');
  });

  it('is not confused by lines that only look structured', async () => {
    await write('{"level":"50"}', '{broken', '{"level":50}', 'null');
    expect(shown).toEqual(['Fehler: ohne Meldung']);
  });

  it('names what has no message by its event, such as a line of the security log', async () => {
    await write(
      '{"level":40,"context":"security","event":"foreign-access","userId":"1"}',
      '{"level":50,"err":{"message":"lost"}}',
      '{"level":40,"event":"foreign-row","msg":""}',
    );
    expect(shown).toEqual(['Warnung: foreign-access', 'Fehler: lost', 'Warnung: foreign-row']);
  });

  it('begins anew when it has grown too large, and keeps the old one', async () => {
    await write('{"level":30,"msg":"old"}');
    truncateSync(path, 10_000_001);
    await write('{"level":30,"msg":"new"}');
    expect(readFileSync(path, 'utf8')).toContain('new');
    expect(statSync(`${path}.1`).size).toBe(10_000_001);
  });
});
