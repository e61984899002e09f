// Our sources import './x.js', as ES modules want it; the tests run the sources, so it means './x.ts(x)'.
const { existsSync } = require('node:fs');
const { resolve } = require('node:path');

/** @param {string} request @param {{ basedir: string, defaultResolver: Function }} options */
module.exports = (request, options) => {
  if (request.startsWith('.') && request.endsWith('.js') && !options.basedir.includes('node_modules')) {
    const stem = resolve(options.basedir, request).slice(0, -'.js'.length);
    for (const candidate of [`${stem}.ts`, `${stem}.tsx`]) {
      if (existsSync(candidate)) return candidate;
    }
  }
  return options.defaultResolver(request, options);
};
