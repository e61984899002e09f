export * from './create-worker.js';
export * from './housekeeping.js';
export * from './worker.module.js';
