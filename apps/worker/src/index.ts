export * from './housekeeping.js';
