import { expect, test } from '@jest/globals';
import { isNodeNewEnough } from './node-version.mjs';

test('Node 20.19 is the oldest that will do', () => {
  expect(['20.19.0', '20.20.2', '22.0.0', '24.21.0'].every(isNodeNewEnough)).toBe(true);
  expect(['20.18.3', '18.20.8', '9.0.0'].some(isNodeNewEnough)).toBe(false);
});
