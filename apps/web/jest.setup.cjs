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
globalThis.matchMedia ??= () => ({ matches: false, addEventListener() {}, removeEventListener() {} });
globalThis.CSS ??= { escape: (text) => text };
globalThis.Element.prototype.scrollIntoView ??= () => {};
// axe asks for a canvas to recognise icon fonts, of which there are none; jsdom has none and says so at length.
globalThis.HTMLCanvasElement.prototype.getContext = () => null;
