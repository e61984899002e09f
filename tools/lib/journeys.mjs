import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runScript } from './command.mjs';

const config = 'apps/web/playwright.config.ts';
/** Milliseconds that the product may take for its first start with demonstration data. */
const startPatienceMs = 180_000;

/**
 * The browser journeys, against a product started as people start it, on a free port with fresh data.
 * Without Chromium they are left out; with CI=true that is a failure.
 */
export async function runJourneys() {
  const chromium = findChromium();
  if (chromium === undefined) {
    const what = 'Browser-Abläufe: Chromium fehlt (Debian: apt-get install chromium)';
    return process.env.CI === 'true' ? failure(what) : { passed: 0, failed: 0, skipped: [what], output: '' };
  }
  const folder = mkdtempSync(join(tmpdir(), 'bergfried-browser-'));
  chmodSync(folder, 0o711); // root's PostgreSQL runs as another user and must get through
  const product = await startProduct(join(folder, 'data'));
  try {
    if (!(await product.isReady())) return failure(`Das Produkt ist nicht gestartet:\n${product.output()}`);
    const result = await runPlaywright(product, chromium, folder);
    const problem = await product.stop();
    return addCheck(result, 'Start und Ende des Produkts', problem);
  } finally {
    await product.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Path of a Chromium: the one that is named, else the first in the path. */
export function findChromium() {
  const named = process.env.BERGFRIED_CHROMIUM;
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const paths = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  return [...(named ? [named] : []), ...paths].find((path) => existsSync(path));
}

const failure = (output) => ({ passed: 0, failed: 1, skipped: [], output });

function addCheck(result, name, problem) {
  if (problem === undefined) return { ...result, passed: result.passed + 1 };
  return { ...result, failed: result.failed + 1, output: `${result.output}\n✕ ${name}\n${problem}` };
}

/** Starts the product with a password of its own; it ends when told to, or with us. */
export async function startProduct(dataDir) {
  const port = await freePort();
  const password = randomUUID();
  const child = spawn(process.execPath, ['tools/run.mjs', 'start'], {
    env: {
      ...withoutSettings(process.env),
      PORT: String(port),
      HOST: '127.0.0.1',
      BERGFRIED_DATA_DIR: dataDir,
      BERGFRIED_DEMO_PASSWORD: password,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // Ctrl-C reaches us only; we end it in good order
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve(code ?? signal)));
  const stopWithUs = () => child.kill('SIGTERM');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stopWithUs);

  const url = `http://127.0.0.1:${port}`;
  let stopping;
  return {
    url,
    password,
    dataDir,
    output: () => output,
    isReady: async () => {
      const end = Date.now() + startPatienceMs;
      while (child.exitCode === null && Date.now() < end) {
        if (output.includes(url)) return true; // printed only once it answers
        await sleep(200);
      }
      return false;
    },
    /** @returns {Promise<string | undefined>} what was wrong with its end */
    stop: () => (stopping ??= stopProduct()),
  };

  async function stopProduct() {
    child.kill('SIGTERM');
    const code = await Promise.race([ended, sleep(30_000, 'nach 30 s nicht beendet', { ref: false })]);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, stopWithUs);
    if (code !== 0) return `Ende mit ${code}:\n${output}`;
    return existsSync(join(dataDir, 'postgres/data/postmaster.pid')) ? 'PostgreSQL läuft noch.' : undefined;
  }
}

/** The tests' product has its own database and settings, whatever the person has set. */
function withoutSettings(env) {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(BERGFRIED_|DATABASE_|REDIS_URL$|SMTP_URL$)/.test(name)),
  );
}

async function runPlaywright({ url, password, dataDir }, chromium, folder) {
  const report = join(folder, 'report.json');
  const { output } = await runScript(
    'node_modules/@playwright/test/cli.js',
    ['test', '--config', config, '--reporter', 'json', '--output', join(folder, 'results')],
    {
      env: {
        BERGFRIED_E2E_URL: url,
        BERGFRIED_E2E_DATA_DIR: dataDir,
        BERGFRIED_DEMO_PASSWORD: password,
        BERGFRIED_CHROMIUM: chromium,
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
        FORCE_COLOR: '0',
      },
    },
  );
  if (!existsSync(report)) return failure(output);
  const { suites, stats, errors } = JSON.parse(readFileSync(report, 'utf8'));
  const specs = suites.flatMap(specsOf);
  const failed = specs.filter(({ ok }) => !ok);
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: specs
      .filter(({ tests }) => tests.every(({ status }) => status === 'skipped'))
      .map(({ title }) => title),
    output: [...errors.map(({ message }) => message), ...failed.map(describe)].join('\n\n'),
  };
}

function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)];
}

function describe({ file, line, title, tests }) {
  const messages = tests
    .flatMap(({ results }) => results)
    .flatMap(({ errors }) => errors.map(({ message }) => message));
  return `✕ ${file}:${line} ${title}\n${[...new Set(messages)].join('\n')}`;
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
