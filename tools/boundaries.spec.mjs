// Shows that .dependency-cruiser.cjs really refuses what docs/architecture.md forbids: one breach per rule,
// planted in a workspace of its own, and beside them the imports that must stay allowed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const config = join(root, '.dependency-cruiser.cjs');
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

const libs = [
  'platform',
  'tenancy',
  'identity',
  'documents',
  'catalogues',
  'controls',
  'risks',
  'incidents',
  'reports',
  'texts',
  'charts',
  'api-client',
  'testing',
];

/** Breaches: file → [what it holds, the rule that must name it]. */
const breaches = {
  'libs/platform/src/up.ts': [`import '@bergfried/tenancy';`, 'level-0-not-upwards'],
  'libs/identity/src/up.ts': [`import '@bergfried/incidents';`, 'level-1-not-upwards'],
  'libs/documents/src/up.ts': [`import '@bergfried/controls';`, 'level-2-not-upwards'],
  'libs/controls/src/up.ts': [`import '@bergfried/risks';`, 'level-3-not-upwards'],
  'libs/incidents/src/up.ts': [`import '@bergfried/reports';`, 'level-4-not-upwards'],
  'libs/tenancy/src/back.ts': [`import '@bergfried/identity';`, 'identity-on-tenancy-not-back'],
  'libs/documents/src/sideways.ts': [`import '@bergfried/catalogues';`, 'level-2-not-each-other'],
  'libs/risks/src/sideways.ts': [`import '@bergfried/incidents';`, 'level-4-not-each-other'],
  'libs/risks/src/sideways-type.ts': [
    `import type { name } from '@bergfried/incidents'; export type T = typeof name;`,
    'level-4-not-each-other',
  ],
  'libs/texts/src/impure.ts': [`import '@bergfried/platform';`, 'pure-imports-packages-only'],
  'libs/charts/src/node.ts': [`import 'node:fs';`, 'pure-without-node'],
  'libs/reports/src/client.ts': [`import '@bergfried/api-client';`, 'api-client-for-web-only'],
  'apps/web/src/server.ts': [`import '@bergfried/incidents';`, 'web-without-server'],
  'apps/web/src/api.ts': [`import '../../api/src/index.js';`, 'web-without-server'],
  'libs/incidents/src/app.ts': [`import '../../../apps/api/src/index.js';`, 'libs-without-apps'],
  'apps/worker/src/api.ts': [`import '../../api/src/index.js';`, 'apps-not-each-other'],
  'apps/api/src/behind.ts': [`import '../../../libs/risks/src/hidden.js';`, 'through-the-index'],
  'apps/api/src/actors.ts': [`import '@bergfried/testing';`, 'testing-by-specs-only'],
  'apps/api/src/own-actors.ts': [`import './testing/actors.js';`, 'testing-by-specs-only'],
  'apps/api/src/of-spec.ts': [`import './api.int-spec.js';`, 'nobody-imports-specs'],
  'libs/reports/src/circle-a.ts': [`import './circle-b.js';`, 'no-circle'],
  'libs/reports/src/misspelt.ts': [`import './misspellt.js';`, 'resolvable'],
  'libs/reports/src/undeclared.ts': [`import 'undeclared';`, 'declared-package'],
  'libs/reports/src/development.ts': [`import 'development';`, 'no-development-package-in-the-product'],
  'tools/lib/install.mjs': [`import 'declared';`, 'bare-checkout'],
};

const allowed = {
  'libs/identity/src/down.ts': `import '@bergfried/tenancy'; import '@bergfried/platform'; import 'declared';`,
  'libs/reports/src/down.ts': `import '@bergfried/incidents'; import '@bergfried/risks'; import '@bergfried/texts';`,
  'libs/reports/src/circle-b.ts': `import './circle-a.js';`,
  'libs/risks/src/hidden.ts': `export const hidden = 1;`,
  'apps/web/src/good.ts': `import '@bergfried/api-client'; import '@bergfried/charts'; import '@bergfried/texts';`,
  'apps/api/src/api.int-spec.ts': `import '@bergfried/testing'; import 'development'; import './testing/actors.js';`,
  'apps/api/src/testing/actors.ts': `import '@bergfried/testing'; import 'development'; import '../index.js';`,
  'tools/run.mjs': `import 'node:url'; import './lib/install.mjs';`,
  'apps/api/src/index.ts': `import '@bergfried/reports'; import 'node:fs'; export const api = 1;`,
};

/** Builds the planted workspace and answers its folder. */
function plant() {
  const folder = mkdtempSync(join(tmpdir(), 'bergfried-boundaries-'));
  const put = (file, text) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${text}\n`);
  };
  put(
    'package.json',
    JSON.stringify({
      type: 'module',
      dependencies: {
        declared: '1.0.0',
        ...Object.fromEntries(libs.map((lib) => [`@bergfried/${lib}`, '1'])),
      },
      devDependencies: { development: '1.0.0' },
    }),
  );
  for (const name of ['declared', 'undeclared', 'development']) {
    put(`node_modules/${name}/package.json`, JSON.stringify({ name, type: 'module', exports: './index.js' }));
    put(`node_modules/${name}/index.js`, 'export const name = 1;');
  }
  mkdirSync(join(folder, 'node_modules/@bergfried'));
  for (const lib of libs) {
    const exports = { '.': { '@bergfried/source': './src/index.ts', default: './dist/index.js' } };
    put(`libs/${lib}/package.json`, JSON.stringify({ name: `@bergfried/${lib}`, type: 'module', exports }));
    put(`libs/${lib}/src/index.ts`, `export const name = '${lib}';`);
    symlinkSync(`../../libs/${lib}`, join(folder, 'node_modules/@bergfried', lib));
  }
  for (const [file, [text]] of Object.entries(breaches)) put(file, text);
  for (const [file, text] of Object.entries(allowed)) put(file, text);
  return folder;
}

/** Cruises the workspace; answers per file the names of the rules that it breaks. */
function cruise(folder) {
  const run = spawnSync(
    process.execPath,
    [cruiser, '--config', config, '--output-type', 'json', 'apps', 'libs', 'tools'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  const found = new Map();
  for (const { from, rule } of JSON.parse(run.stdout).summary.violations) {
    found.set(from, [...(found.get(from) ?? []), rule.name]);
  }
  return found;
}

describe('the boundary check', () => {
  let folder;
  let found;

  beforeAll(() => {
    folder = plant();
    found = cruise(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(Object.entries(breaches).map(([file, [, rule]]) => [rule, file]))('%s finds %s', (rule, file) => {
    expect(found.get(file)).toContain(rule);
  });

  it.each(Object.keys(allowed).filter((file) => !file.includes('circle')))('lets %s be', (file) => {
    expect(found.get(file) ?? []).toEqual([]);
  });

  it('has a breach planted for every rule, and a reason in every rule', () => {
    const { forbidden } = createRequire(import.meta.url)(config);
    const planted = new Set(Object.values(breaches).map(([, rule]) => rule));
    expect(forbidden.map((rule) => rule.name).filter((name) => !planted.has(name))).toEqual([]);
    expect(forbidden.filter((rule) => rule.comment.length < 40)).toEqual([]);
  });

  it('fails the build: a breach ends with an exit code', () => {
    const run = spawnSync(process.execPath, [cruiser, '--config', config, 'apps/web'], { cwd: folder });
    expect(run.status).not.toBe(0);
  });
});
