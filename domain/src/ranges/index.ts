export * from './code-range.js';
export * from './build-set.js';
export * from './set-algebra.js';
export * from './split-set.js';
