export * from './refusals.js';
export * from './security-log.controller.js';
export * from './security-log.service.js';
export * from './security.dto.js';
export * from './security.permissions.js';
