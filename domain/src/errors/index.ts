export * from './catalogue.js';
export * from './domain-error.js';
export * from './parse-domain-error.js';
