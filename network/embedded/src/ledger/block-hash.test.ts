import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { blockDataHash, blockHeaderBytes, blockHeaderHash } from './block-hash.js';

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

describe('block header hash (protoutil/blockutils.go)', () => {
  test('is over DER of number, previous hash and data hash', () => {
    const bytes = blockHeaderBytes(1, hash('previous'), hash('data'));
    const expected = `30470201010420${hash('previous').toString('hex')}0420${hash('data').toString('hex')}`;
    expect(bytes.toString('hex')).toBe(expected);
    expect(blockHeaderHash(1, hash('previous'), hash('data'))).toEqual(
      createHash('sha256').update(bytes).digest(),
    );
  });

  test('numbers are DER integers: 0, 127, 128, 256 and the largest safe one', () => {
    const number = (value: number): string => {
      const bytes = blockHeaderBytes(value, Buffer.alloc(0), Buffer.alloc(0));
      return bytes.subarray(2, bytes.length - 4).toString('hex');
    };
    expect([0, 127, 128, 256].map(number)).toEqual(['020100', '02017f', '02020080', '02020100']);
    expect(number(Number.MAX_SAFE_INTEGER)).toBe('02071fffffffffffff');
  });

  test('the data hash is over the concatenated envelopes', () => {
    expect(blockDataHash([Buffer.from('a'), Buffer.from('b')])).toEqual(hash('ab'));
  });
});
