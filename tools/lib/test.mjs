import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { build, lastLines } from './build.mjs';
import { runScript } from './command.mjs';
import { runJourneys } from './journeys.mjs';

/**
 * What a step found. A check that is no test runner counts as one test.
 * @typedef {{ passed: number, failed: number, skipped: string[], output: string }} Result
 */

/** All checks, in the order in which a failure is cheapest to see. Each runs whatever came before. */
const steps = [
  { name: 'Format', run: () => check('node_modules/prettier/bin/prettier.cjs', ['--check', '.']) },
  { name: 'Regeln', run: () => check('node_modules/eslint/bin/eslint.js', ['--quiet', '.']) },
  {
    name: 'Grenzen',
    run: () => check(cruiser, ['--config', '.dependency-cruiser.cjs', 'apps', 'libs', 'tools']),
  },
  { name: 'Typen', run: checkTypes },
  { name: 'Bauen', run: async () => asCheck(await build()) },
  { name: 'Tests', run: runJest },
  { name: 'Browser', run: runJourneys },
];

const cruiser = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';
const compiler = 'node_modules/tsc7/lib/tsc.js';
const typeProjects = ['apps/web/tsconfig.json', 'tools/jest/tsconfig.json'];

/**
 * Runs all checks and prints how many held, as the last line.
 * @returns {Promise<number>} exit code
 */
export async function runTests() {
  const total = { passed: 0, failed: 0 };
  for (const { name, run } of steps) {
    console.log(`${name} …`);
    const startedAt = performance.now();
    const { passed, failed, skipped, output } = await run();
    const seconds = ((performance.now() - startedAt) / 1000).toLocaleString('de-DE', {
      maximumFractionDigits: 1,
    });
    if (failed > 0) console.log(lastLines(stripVTControlCharacters(output), 400));
    for (const what of skipped) console.log(`  ausgelassen: ${what}`);
    console.log(
      `  ${failed > 0 ? 'GESCHEITERT' : 'gut'}: ${passed} bestanden, ${failed} gescheitert (${seconds} s)`,
    );
    total.passed += passed;
    total.failed += failed;
  }
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 ? 1 : 0;
}

/** @returns {Result} */
function asCheck({ code, output }) {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [], output };
}

async function check(script, args) {
  return asCheck(await runScript(script, args));
}

/** The libs and apps, then what stands outside their projects: the web app, and the specs. */
async function checkTypes() {
  const results = [await check(compiler, ['-b'])];
  for (const project of typeProjects) results.push(await check(compiler, ['-p', project, '--noEmit']));
  return {
    passed: results.filter(({ failed }) => failed === 0).length,
    failed: results.filter(({ failed }) => failed > 0).length,
    skipped: [],
    output: results
      .filter(({ failed }) => failed > 0)
      .map((result) => result.output)
      .join('\n'),
  };
}

/** Unit, integration, access and inventory tests. */
async function runJest() {
  const folder = mkdtempSync(join(tmpdir(), 'bergfried-jest-'));
  const report = join(folder, 'report.json');
  try {
    // testTimeout stands here because Jest ignores it in the config of a project
    const options = ['--json', `--outputFile=${report}`, '--testTimeout=30000', '--silent', '--colors=false'];
    const { output } = await runScript('node_modules/jest/bin/jest.js', options);
    return existsSync(report)
      ? summarise(JSON.parse(readFileSync(report, 'utf8')))
      : { passed: 0, failed: 1, skipped: [], output };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function summarise(report) {
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const notRun = tests.filter(({ status }) => ['pending', 'skipped', 'todo', 'disabled'].includes(status));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: notRun.map(({ fullName }) => fullName),
    output: [
      ...broken.map(({ name, message }) => `${name}\n${message}`),
      ...tests
        .filter(({ status }) => status === 'failed')
        .map(({ fullName, failureMessages }) => `✕ ${fullName}\n${failureMessages.join('\n')}`),
    ].join('\n\n'),
  };
}
