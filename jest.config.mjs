// All tests, one run: `node node_modules/jest/bin/jest.js [--selectProjects unit] [path]`.
// Projects are the kinds of test (docs/architecture.md), not the libs: a file belongs to one by its name.
process.env.TZ = 'UTC'; // the product names its time zone itself; a machine's own must not help it along

const base = {
  rootDir: import.meta.dirname,
  moduleFileExtensions: ['ts', 'tsx', 'mjs', 'js', 'cjs', 'json', 'node'],
  resolver: '<rootDir>/jest.resolver.cjs',
  transform: { '\\.(ts|tsx|mts|js|mjs)$': '<rootDir>/jest.transform.cjs' },
  // everything passes the transform, which leaves CommonJS as it is: no list of ESM packages to keep
  transformIgnorePatterns: [],
  // build output holds a second copy of every module and package name
  modulePathIgnorePatterns: ['<rootDir>/(?:apps|libs)/[^/]+/dist/'],
  // sources instead of build output; never 'import': the tests are CommonJS
  testEnvironmentOptions: { customExportConditions: ['@bergfried/source', 'node', 'node-addons'] },
};

const server = {
  ...base,
  roots: ['<rootDir>/libs', '<rootDir>/apps'],
  testEnvironment: 'node',
  setupFiles: ['reflect-metadata'], // first, as in every main.ts
  setupFilesAfterEnv: ['<rootDir>/tools/jest/parallel-queries.cjs'],
};

const rendered = ['<rootDir>/apps/web/', '<rootDir>/libs/charts/'];

export default {
  testTimeout: 30_000, // Jest takes it here only; two slow cores, a database and argon2 are not a fault
  projects: [
    {
      ...server,
      displayName: 'unit',
      testMatch: ['**/src/**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', ...rendered],
    },
    {
      // *.int-spec.ts and *.access.int-spec.ts: real PostgreSQL, one database per worker
      ...server,
      displayName: 'integration',
      testMatch: ['**/src/**/*.int-spec.ts'],
      globalSetup: '<rootDir>/libs/testing/jest.global-setup.cjs',
      globalTeardown: '<rootDir>/libs/testing/jest.global-teardown.cjs',
    },
    {
      ...base,
      displayName: 'web',
      roots: rendered,
      testEnvironment: 'jsdom',
      testMatch: ['**/src/**/*.spec.{ts,tsx}'],
      moduleNameMapper: { '\\.(css|scss)$': '<rootDir>/tools/jest/style-stub.cjs' },
      setupFilesAfterEnv: ['<rootDir>/apps/web/jest.setup.cjs'],
    },
    {
      ...base,
      displayName: 'tools',
      roots: ['<rootDir>/tools'],
      testEnvironment: 'node',
      testMatch: ['**/*.spec.mjs'],
    },
  ],
};
