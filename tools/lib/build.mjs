import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explained, runScript } from './command.mjs';

/** What was built last, as a hash; written last, so an interrupted build is done again. */
const stamp = 'node_modules/.bergfried-build-hash';
const skipped = new Set(['dist', 'node_modules', 'e2e', 'test-results']);
const notBuilt = /\.(?:int-)?spec\.tsx?$/;

/** Builds every project whose sources changed; when nothing did, a look at the files is all (some ten milliseconds). */
export async function buildIfStale() {
  const wanted = fingerprint();
  if (isComplete() && existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === wanted) return;

  console.log('Bergfried wird gebaut …');
  rmSync(stamp, { force: true });
  const { code, output } = await build();
  if (code !== 0) throw explained(`Das Bauen ist gescheitert:\n${lastLines(output)}`);
  writeFileSync(stamp, `${wanted}\n`);
}

/** The end of a long output: there stands what went wrong. */
export function lastLines(output, count = 60) {
  return output.trimEnd().split('\n').slice(-count).join('\n');
}

/** Builds with Nx, which keeps results and knows the order. */
export function build() {
  return runScript('node_modules/nx/dist/bin/nx.js', ['run-many', '-t', 'build', '--output-style=static'], {
    env: { NX_DAEMON: 'false', NX_TUI: 'false', NX_INTERACTIVE: 'false', FORCE_COLOR: '0' },
  });
}

function projects() {
  return ['apps', 'libs'].flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
}

function isComplete() {
  return projects().every((project) => existsSync(join(project, 'dist')));
}

/** Names, sizes and times of all sources and of what decides on the build. */
function fingerprint() {
  const hash = createHash('sha256');
  const settings = ['package.json', 'package-lock.json', 'nx.json', 'tsconfig.json', 'tsconfig.base.json'];
  for (const path of [...settings, ...['apps', 'libs'].flatMap(filesBelow)]) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !skipped.has(name) && !notBuilt.test(name))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
}
