// Code rules: node node_modules/eslint/bin/eslint.js .
// Errors fail the build; warnings are questions. Layout belongs to Prettier, imports across libs to
// dependency-cruiser; neither is repeated here.
import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import { builtinRules } from 'eslint/use-at-your-own-risk';
import tseslint from 'typescript-eslint';

const typescript = ['apps/**/*.{ts,tsx}', 'libs/**/*.{ts,tsx}'];
const specs = [
  '**/*.spec.{ts,tsx}',
  '**/*.int-spec.ts',
  'libs/testing/**/*.ts',
  'apps/*/src/testing/**/*.ts',
  'libs/*/src/testing/**/*.ts',
];
const toolConfigs = ['apps/*/*.config.ts', 'libs/*/*.config.ts', 'apps/web/build/**/*.ts'];
const longByNature = ['libs/texts/**', '**/demo/**', '**/*.demo.ts'];

/** ESLint lets a rule have one severity only; under a second name the same rule can warn and fail. */
const house = { rules: { 'max-lines-fault': builtinRules.get('max-lines') } };
const lines = (max) => ({ max, skipBlankLines: false, skipComments: false });

const names = (list, value) => Object.fromEntries(list.map((name) => [name, value]));
const nodeGlobals = names(
  [
    'AbortController',
    'AbortSignal',
    'Buffer',
    'TextDecoder',
    'TextEncoder',
    'URL',
    'URLSearchParams',
    'clearInterval',
    'clearTimeout',
    'console',
    'fetch',
    'performance',
    'process',
    'setImmediate',
    'setInterval',
    'setTimeout',
    'structuredClone',
  ],
  'readonly',
);
const commonJsGlobals = names(['__dirname', '__filename', 'exports', 'module', 'require'], 'readonly');
const browserGlobals = names(['Element', 'HTMLElement', 'document', 'window'], 'readonly');
const jestGlobals = names(
  ['afterAll', 'afterEach', 'beforeAll', 'beforeEach', 'describe', 'expect', 'it', 'jest', 'test'],
  'readonly',
);

export default defineConfig(
  globalIgnores(['**/dist/', '**/.nx/', '.data/', 'coverage/', 'libs/api-client/src/gen/', '**/*.d.ts']),
  { linterOptions: { noInlineConfig: true } }, // a rule that is wrong is changed here, for everyone

  {
    files: typescript,
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked],
    plugins: { house },
    languageOptions: {
      // Two programs for everything, sources and specs: with one per lib (projectService) each lib's program
      // reads and checks the libs below it again, which took a third longer.
      parserOptions: {
        project: ['tools/jest/tsconfig.json', 'apps/web/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'max-lines': ['warn', lines(300)],
      'house/max-lines-fault': ['error', lines(500)],
      eqeqeq: 'error',
      'no-console': 'error', // pino writes the log, with redaction; the cli prints through its own writer
      'no-restricted-syntax': [
        'error',
        {
          selector: 'TSEnumDeclaration',
          message: "Use an 'as const' list and its union type: an enum is neither erasable nor JSON.",
        },
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Named exports only: one name for one thing, everywhere.',
        },
        { selector: "ExportSpecifier[exported.name='default']", message: 'Named exports only.' },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      // leaves files with decorators alone: there the constructor's types are needed at run time (emitDecoratorMetadata)
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, allowDefaultCaseForExhaustiveSwitch: true },
      ],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowEmpty: true }], // NestJS modules
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }], // onPress={async …}
      '@typescript-eslint/no-namespace': ['error', { allowDeclarations: true }], // Express is extended so
      '@typescript-eslint/only-throw-error': [
        'error',
        {
          allow: [{ from: 'package', package: '@tanstack/router-core', name: ['NotFoundError', 'Redirect'] }],
        },
      ],
      'no-control-regex': 'off', // they are stripped from what people type, so patterns name them
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // rows<T>(sql) names the shape of a row once; that the database holds to it is what integration tests are for
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // NestJS, OpenAPI, Express and TypeORM name classes and mean their shape; a response is spread as plain data
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off', // a spread promise is found by no-misused-promises
      // NestJS and TypeORM want async signatures where nothing is awaited yet
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['apps/web/src/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      'react-hooks/exhaustive-deps': 'error',
      'react-hooks/incompatible-library': 'off', // speaks of the React compiler, which the build does not use
    },
  },
  {
    files: specs,
    rules: {
      // an answer over HTTP is any; the assertion on it is the check
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off', // expect(mock.method)
    },
  },
  { files: ['apps/web/e2e/**'], rules: { 'no-empty-pattern': 'off' } }, // a Playwright fixture without fixtures is `({}, use)`
  { files: longByNature, rules: { 'max-lines': 'off', 'house/max-lines-fault': 'off' } },
  {
    files: toolConfigs,
    rules: { 'no-restricted-syntax': 'off', 'no-console': 'off' }, // Vite and Playwright want a default export
  },

  {
    files: ['**/*.mjs', '**/*.cjs'],
    extends: [js.configs.recommended],
    plugins: { house },
    languageOptions: { globals: nodeGlobals },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['warn', lines(300)],
      'house/max-lines-fault': ['error', lines(500)],
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs', globals: commonJsGlobals } },
  {
    files: ['**/*.spec.mjs', '**/jest.setup.cjs', 'tools/jest/*.cjs'],
    languageOptions: { globals: jestGlobals },
  },
  { files: ['apps/web/jest.setup.cjs'], languageOptions: { globals: browserGlobals } },
);
