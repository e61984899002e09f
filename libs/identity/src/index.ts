export * from './access.resolver.js';
export * from './identity.module.js';
export * from './identity.permissions.js';
export * from './membership.entity.js';
export * from './password.js';
export * from './session.service.js';
export * from './session.setup.js';
export * from './user-account.entity.js';
