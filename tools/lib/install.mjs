import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { explained, runCommand } from './command.mjs';

const installed = 'node_modules/.package-lock.json';
/** The lock file that was installed, as a hash; written last, so an interrupted install is done again. */
const stamp = 'node_modules/.bergfried-lock-hash';

// Not `npm ci`: it insists on the packages of foreign platforms, which not every registry has.
// No install scripts: what our packages would do there, we do ourselves or do not need.
const options = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/** Installs the packages when they are missing or the lock file is another one than last time. */
export async function installIfNeeded() {
  const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  if (existsSync(installed) && existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === wanted) return;

  console.log('Pakete werden installiert; das dauert etwa eine Minute …');
  rmSync(stamp, { force: true });
  const { code, output } = await runCommand(...npm());
  if (code !== 0) {
    throw explained(
      `Die Pakete ließen sich nicht installieren (npm: Code ${code}).\n${output.trimEnd()}\n` +
        'Besteht eine Verbindung zur Paketquelle? Danach bitte noch einmal starten.',
    );
  }
  writeFileSync(stamp, `${wanted}\n`);
}

/** The npm that runs us, where one does: it need not be the one in the path. */
function npm() {
  const running = process.env.npm_execpath;
  if (running !== undefined && basename(running) === 'npm-cli.js')
    return [process.execPath, [running, ...options]];
  return ['npm', options];
}
