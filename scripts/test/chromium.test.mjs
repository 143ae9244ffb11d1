import { expect, test } from '@jest/globals';
import { findChromium } from './chromium.mjs';

test('CHROMIUM_PATH counts before PATH, also when nothing is there', () => {
  expect(findChromium({ CHROMIUM_PATH: process.execPath, PATH: '' })).toBe(process.execPath);
  expect(findChromium({ CHROMIUM_PATH: '/nothing/here', PATH: process.env.PATH })).toBeUndefined();
});

test('without Chromium nothing is found', () => {
  expect(findChromium({ PATH: '/nothing/here' })).toBeUndefined();
});
