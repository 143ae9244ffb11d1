import { describe, expect, test } from '@jest/globals';
import type { Receipt } from '../../api/contract.js';
import { changeOf, countedOf, isOver, lackingOf, totalLacking } from './receipt-form.js';

const receipt = {
  version: 4,
  lines: [
    { lot: 'a', expected: '3000', quantity: '2990', codes: [] as string[] },
    { lot: 'b', expected: '1', quantity: '1', codes: ['c1'] },
  ],
} as unknown as Receipt;

describe('a short receipt (R-4.3.1)', () => {
  test('ten of 3,000 are lacking, and it is not known which', () => {
    expect(totalLacking(receipt, countedOf(receipt))).toBe('10');
    expect(lackingOf({ lot: 'a', expected: '3000' }, {})).toBe('3000');
  });
  test('more than shipped cannot be taken in (S-9)', () => {
    expect(isOver({ lot: 'a', expected: '3000' }, { a: '3001' })).toBe(true);
    expect(lackingOf({ lot: 'a', expected: '3000' }, { a: '3001' })).toBe('0');
  });
  test('an item that turned up keeps its code in the change', () => {
    expect(changeOf(receipt, countedOf(receipt))).toEqual({
      version: 4,
      lines: [
        { lot: 'a', quantity: '2990' },
        { lot: 'b', quantity: '1', codes: ['c1'] },
      ],
    });
  });
});
