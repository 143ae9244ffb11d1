export * from './decimal.js';
export * from './units.js';
export * from './convert.js';
export * from './net-content.js';
