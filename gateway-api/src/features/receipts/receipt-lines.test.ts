import { describe, expect, test } from '@jest/globals';
import { checkLine, firstLines, withCodes } from './receipt-lines.js';

const one = (): bigint => 1n;
const figure = (inTransit: bigint, missing: bigint): Parameters<typeof checkLine>[1] & object => ({
  lot: 'A',
  shipped: 100n,
  received: 100n - inTransit - missing,
  inTransit,
  missing,
});
const codes = [{ locator: '000001', ranges: [[7, 9]] as [number, number][] }];
const code = (name: string): unknown => expect.objectContaining({ code: name });

describe('lines of a receipt note', () => {
  test('what is on the way is proposed whole; what is missing waits for its codes', () => {
    expect(firstLines([figure(60n, 0n)])).toEqual([{ lot: 'A', quantity: '60', codes: [] }]);
    expect(firstLines([figure(0n, 3n)])).toEqual([{ lot: 'A', quantity: '0', codes: [] }]);
    expect(firstLines([figure(0n, 0n)])).toEqual([]);
  });

  test('scanned codes make the quantity (R-4.3.1b)', () => {
    const scanned = withCodes([{ lot: 'A', quantity: '60', codes: [] }], new Map([['A', codes]]), one);
    expect(scanned).toEqual([{ lot: 'A', quantity: '2', codes }]);
    expect(withCodes([], new Map([['B', codes]]), one)).toEqual([{ lot: 'B', quantity: '2', codes }]);
  });

  test('more than is on the way is refused, and missing goods by count (S-9)', () => {
    const byCount = (quantity: string, inTransit: bigint, missing: bigint) => (): void => {
      checkLine({ lot: 'A', quantity, codes: [] }, figure(inTransit, missing), one);
    };
    expect(byCount('60', 60n, 0n)).not.toThrow();
    expect(byCount('61', 60n, 0n)).toThrow(code('BT-GOODS-SHORT'));
    expect(byCount('1', 0n, 3n)).toThrow(code('BT-GOODS-SHORT'));
    const byCodes = (quantity: string) => (): void => {
      checkLine({ lot: 'A', quantity, codes }, figure(0n, 3n), one);
    };
    expect(byCodes('2')).not.toThrow();
    expect(byCodes('3')).toThrow(code('BT-CODE-COUNT'));
  });
});
