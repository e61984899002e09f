export * from './create-app.js';
export * from './entities.js';
export * from './openapi.js';
