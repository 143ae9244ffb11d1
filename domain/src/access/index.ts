export * from './portal-roles.js';
export * from './portal-permissions.js';
export * from './ledger-access.js';
export * from './visibility.js';
