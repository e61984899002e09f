// SWC for the tests: our TypeScript, and the packages that ship ES modules only, become CommonJS.
// Jest runs in CommonJS mode because in its ES-module mode a CommonJS package that requires
// NestJS 12 (ESM-only) fails on Node 20. The built product runs as real ES modules; a test that starts
// it stands in apps/api.
const { createHash } = require('node:crypto');
const { existsSync, readFileSync } = require('node:fs');
const { dirname, extname, join } = require('node:path');
const { createTransformer } = require('@swc/jest');

const common = { target: 'es2023', keepClassNames: true };
const options = (jsc) => ({
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'commonjs', ignoreDynamic: false },
  jsc: { ...common, ...jsc },
});

// The decorator and class-field settings repeat tsconfig.base.json: otherwise product and tests differ.
const typescript = (tsx) =>
  createTransformer(
    options({
      parser: { syntax: 'typescript', decorators: true, tsx },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        useDefineForClassFields: false,
        react: { runtime: 'automatic' },
      },
    }),
  );

const forTs = typescript(false);
const forTsx = typescript(true);
const forModules = createTransformer(options({ parser: { syntax: 'ecmascript' } }));

const self = createHash('sha1').update(readFileSync(__filename)).digest('hex');
const typeByFolder = new Map();

/** Whether Node would load a `.js` file of this folder as ES module: the `type` of the nearest package.json. */
function isModuleFolder(folder) {
  const known = typeByFolder.get(folder);
  if (known !== undefined) return known;
  const file = join(folder, 'package.json');
  const parent = dirname(folder);
  const answer = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8')).type === 'module'
    : parent !== folder && isModuleFolder(parent);
  typeByFolder.set(folder, answer);
  return answer;
}

/** The transformer for a file, or null where the file is CommonJS already. */
function transformerFor(file) {
  switch (extname(file)) {
    case '.ts':
    case '.mts':
      return forTs;
    case '.tsx':
      return forTsx;
    case '.mjs':
      return forModules;
    case '.js':
      return isModuleFolder(dirname(file)) ? forModules : null;
    default:
      return null;
  }
}

module.exports = {
  canInstrument: false,
  process(source, file, jestOptions) {
    const transformer = transformerFor(file);
    return transformer === null ? { code: source } : transformer.process(source, file, jestOptions);
  },
  getCacheKey(source, file, jestOptions) {
    const transformer = transformerFor(file);
    const inner = transformer === null ? source : transformer.getCacheKey(source, file, jestOptions);
    return createHash('sha1').update(self).update('\0').update(file).update('\0').update(inner).digest('hex');
  },
};
