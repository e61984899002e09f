#!/usr/bin/env node
// The one entry point: `npm start`, `npm test`, `npm run build`, `npm run bench`, `npm run bergfried -- …`.
// Works on a bare checkout, so it uses only what Node brings; the rest is installed and built when needed.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildIfStale } from './lib/build.mjs';
import { installIfNeeded } from './lib/install.mjs';

const oldestNode = [20, 19];
const usage = 'Aufruf: node tools/run.mjs start|test|build|bench|cli [Optionen]';

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  console.error(
    `Bergfried braucht Node.js ${oldestNode.join('.')} oder neuer; hier läuft ${process.versions.node}.\n` +
      'Bitte eine aktuelle Fassung installieren (empfohlen: Node.js 24 LTS), zum Beispiel von https://nodejs.org.',
  );
  process.exit(1);
}

/** Runs the product's command line in this very process, so that Ctrl-C and SIGTERM reach it. */
async function bergfried(args) {
  const { main } = await import(pathToFileURL('apps/cli/dist/main.js').href);
  return main(args);
}

async function run([command, ...args]) {
  switch (command) {
    case 'start':
      await installIfNeeded();
      await buildIfStale();
      return bergfried(['up', ...args]);
    case 'cli':
      await installIfNeeded();
      await buildIfStale();
      return bergfried(args);
    case 'build':
      await installIfNeeded();
      await buildIfStale();
      return 0;
    case 'test': {
      await installIfNeeded();
      const { runTests } = await import('./lib/test.mjs');
      return runTests();
    }
    case 'bench': {
      await installIfNeeded();
      await buildIfStale();
      const { runBench } = await import('./bench/bench.mjs'); // only now: it needs the packages
      return runBench(args);
    }
    default:
      console.error(usage);
      return 1;
  }
}

requireNode();
process.chdir(fileURLToPath(new URL('..', import.meta.url)));
try {
  process.exit(await run(process.argv.slice(2)));
} catch (error) {
  console.error(error.isExplained ? error.message : error);
  process.exit(1);
}
