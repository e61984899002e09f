// What jsdom lacks and the app uses.
require('@testing-library/jest-dom');
const { TextDecoder, TextEncoder } = require('node:util');

Object.assign(globalThis, { TextEncoder, TextDecoder });

globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
globalThis.Request ??= class {};
window.matchMedia ??= () => ({ matches: false, addEventListener() {}, removeEventListener() {} });
window.CSS ??= { escape: (text) => text };
Element.prototype.scrollIntoView ??= () => {};
