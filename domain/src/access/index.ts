export * from './portal-roles.js';
export * from './portal-permissions.js';
