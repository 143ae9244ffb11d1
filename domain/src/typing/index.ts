export * from './fold-width.js';
