import { describe, expect, test } from '@jest/globals';
import { chaincodeId, serves } from './chaincode-id.js';

const DEFINITION = { name: 'basic', version: '1.0', sequence: 3 };
const HASH = 'ab'.repeat(32);

describe('which definition a chaincode serves that dials the ledger', () => {
  test.each([
    ['basic:1.0', true],
    [`basic_1.0:${HASH}`, true],
    [`basic:${HASH}`, true],
    ['basic', true],
    ['basic:2.0', false],
    [`basic_2.0:${HASH}`, false],
    [`other:${HASH}`, false],
    ['other:1.0', false],
    ['', false],
  ])('%j: %p', (id, expected) => {
    expect(serves(id, DEFINITION)).toBe(expected);
  });

  test('its id in texts is name:version', () => {
    expect(chaincodeId(DEFINITION)).toBe('basic:1.0');
  });
});
