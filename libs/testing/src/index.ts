export * from './database.js';
export * from './fixture.js';
export * from './statements.js';
export * from './template.js';
export * from './units.js';
