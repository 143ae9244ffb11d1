/** What the trade documents share about goods: lots, stations, stock held, scanned codes. */
export * from './assemble-goods.js';
export * from './codes-by-lot.js';
export * from './committed-seal.js';
export * from './held-goods.js';
export * from './lot-facts.js';
export * from './printed-codes.js';
export * from './scanned-codes.js';
export * from './stations.js';
