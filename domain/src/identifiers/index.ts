export * from './random-id.js';
export * from './lot-number.js';
export * from './document-number.js';
export * from './check-digits.js';
export * from './registration-id.js';
