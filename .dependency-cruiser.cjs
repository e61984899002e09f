// Who may import whom (docs/architecture.md). Run: node node_modules/dependency-cruiser/bin/dependency-cruise.mjs
//   --config .dependency-cruiser.cjs apps libs tools
// tools/boundaries.spec.mjs plants one breach per rule and sees each of them found.

/** Server libs from the ground up. A lib may import the levels below its own, never its own level or above. */
const levels = [
  ['platform'],
  ['tenancy', 'identity'],
  ['catalogues', 'assets', 'documents'],
  ['controls'],
  ['risks', 'incidents', 'audits', 'warnings'],
  ['reports'],
];
const serverLibs = levels.flat();
const pureLibs = ['texts', 'charts', 'api-client'];

const anyOf = (names) => `(?:${names.join('|')})`;
const inLibs = (names) => `^libs/${anyOf(names)}/`;
const spec = '\\.(?:spec|int-spec)\\.(?:tsx?|mjs)$';
/** What only specs may import: libs/testing, and a folder src/testing that an app keeps for its own specs. */
const testing = ['^libs/testing/', '^(?:libs|apps)/[^/]+/src/testing/'];
/** Files at a project's root that configure tools (vite.config.ts and the like), and build helpers beside them. */
const buildTime = '^(?:apps|libs)/[^/]+/(?!src/)';

const error = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

/** One rule for each level: nothing from the levels above. */
const upwards = levels
  .slice(0, -1)
  .map((names, index) =>
    error(
      `level-${index}-not-upwards`,
      `${names.join(', ')} stand below: what they import from above would have to be loaded, migrated and tested with them, and the lower lib could no longer be understood alone. Turn the dependency round, or publish an event that the upper lib takes.`,
      { path: inLibs(names) },
      { path: inLibs(levels.slice(index + 1).flat()) },
    ),
  );

module.exports = {
  forbidden: [
    ...upwards,
    error(
      'identity-on-tenancy-not-back',
      'Memberships name offices and tenants, so identity knows tenancy. Back again it would be a circle: a tenant exists without any user.',
      { path: inLibs(['tenancy']) },
      { path: inLibs(['identity']) },
    ),
    error(
      'level-2-not-each-other',
      'catalogues, assets and documents are separate subjects; what joins them (a requirement checked on an asset with evidence) is controls, one level up.',
      { path: `^libs/(${levels[2].join('|')})/` },
      { path: inLibs(levels[2]), pathNot: '^libs/$1/' },
    ),
    error(
      'level-4-not-each-other',
      'risks, incidents, audits and warnings stay apart: sideways needs go by event, or the web app calls the other resource with sourceKind and sourceId. Else the four grow into one lib that nobody can change.',
      { path: `^libs/(${levels[4].join('|')})/` },
      { path: inLibs(levels[4]), pathNot: '^libs/$1/' },
    ),
    error(
      'pure-imports-packages-only',
      'texts, charts and api-client run in the browser, in mails and in PDFs alike: they may know packages only, no lib and no app.',
      { path: `^libs/(${pureLibs.join('|')})/`, pathNot: spec },
      { path: '^(?:libs|apps)/', pathNot: '^libs/$1/' },
    ),
    error(
      'pure-without-node',
      'texts, charts and api-client are bundled for the browser, where no Node module exists.',
      { path: `^libs/(?:${pureLibs.join('|')})/src/`, pathNot: spec },
      { dependencyTypes: ['core'] },
    ),
    error(
      'api-client-for-web-only',
      'api-client is generated from the OpenAPI document that the server makes; a server lib that imports it would be needed to build itself.',
      { path: '^(?:libs|apps)/', pathNot: ['^libs/api-client/', '^apps/web/'] },
      { path: inLibs(['api-client']) },
    ),
    error(
      'web-without-server',
      'The browser gets what its bundle imports. Server libs hold SQL, secrets and rights; the web app knows the server through api-client only.',
      { path: '^apps/web/' },
      { path: `^(?:${inLibs([...serverLibs, 'testing']).slice(1)}|apps/(?!web/))` },
    ),
    error(
      'libs-without-apps',
      'Apps wire libs together. A lib that imports an app cannot be used by the other apps.',
      { path: '^libs/(?!testing/)' },
      { path: '^apps/' },
    ),
    error(
      'apps-not-each-other',
      'api, worker, cli and web are separate processes with separate database roles. What two of them need belongs in a lib.',
      { path: '^apps/([^/]+)/', pathNot: spec },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    error(
      'through-the-index',
      "A lib's src/index.ts is its public interface; everything behind it may change without asking. Export there what others need.",
      { path: '^(?:libs|apps)/([^/]+)/' },
      { path: '^libs/[^/]+/src/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'] },
    ),
    error(
      'testing-by-specs-only',
      'libs/testing, and src/testing of an app, open databases as owner and sign anybody in: they must never reach the product.',
      { path: '^(?:libs|apps)/', pathNot: [spec, ...testing] },
      { path: testing },
    ),
    error(
      'nobody-imports-specs',
      'A spec that another file imports runs twice and reaches the product. Shared set-up belongs in libs/testing.',
      {},
      { path: spec },
    ),
    error(
      'no-circle',
      'Modules that import each other have no order to be loaded in: real ES modules die at start with "Cannot access before initialization", which CommonJS tests hide.',
      { path: '^(?:libs|apps|tools)/' },
      { circular: true },
    ),
    error(
      'resolvable',
      'The import leads nowhere: a misspelt path, or a package that stands in no package.json.',
      { path: '^(?:libs|apps|tools)/' },
      { couldNotResolve: true, pathNot: '\\?url$' }, // Vite's way to ask for the address of a file
    ),
    error(
      'declared-package',
      'The package comes along with another one only; the next update of that one may drop it. Declare it in package.json.',
      { path: '^(?:libs|apps|tools)/' },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
    error(
      'no-development-package-in-the-product',
      'Operated installations leave development packages out.',
      { path: '^(?:libs|apps)/[^/]+/src/', pathNot: [spec, '\\.d\\.ts$', ...testing] },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'] },
    ),
    error(
      'bare-checkout',
      'tools/run.mjs runs before anything is installed: Node built-ins and its own files only.',
      { path: '^tools/(?:run\\.mjs$|lib/)', pathNot: spec },
      { dependencyTypesNot: ['core', 'local'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/dist/', '^libs/api-client/src/gen/', buildTime + '.*\\.(?:css|scss)$'] },
    // imports as written, types too: a type import across a wall is a wall with a hole
    tsPreCompilationDeps: true,
    // packages are declared at the root; the libs declare each other
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@bergfried/source', 'import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
