export * from './dashboard.dto.js';
export * from './dashboard.service.js';
export * from './reports.module.js';
export * from './reports.permissions.js';
export * from './situation-level.js';
