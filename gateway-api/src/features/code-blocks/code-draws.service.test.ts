import { describe, expect, test } from '@jest/globals';
import { areDisjoint, countOf, rangesFromIndexes, unionOf } from '@baytrace/domain/ranges';
import fc from 'fast-check';
import { pickCodes } from './code-draws.service.js';

const freeCodes = fc.uniqueArray(fc.nat(300), { minLength: 1 }).map((indexes) => rangesFromIndexes(indexes));

describe('picking codes out of the pool (R-4.2.6a)', () => {
  test('a count gives that many of the lowest free codes; the next pick gives others', () => {
    fc.assert(
      fc.property(freeCodes, fc.integer({ min: 1, max: 50 }), (free, count) => {
        fc.pre(countOf(free) >= 2 * count);
        const first = pickCodes('0BAYT0', free, { count });
        const rest = free.flatMap(([from, upto]) => Array.from({ length: upto - from }, (_, n) => from + n));
        const left = rangesFromIndexes(rest.filter((index) => index > (first.at(-1)?.[1] ?? 0) - 1));
        const second = pickCodes('0BAYT0', left, { count });
        expect(countOf(first)).toBe(count);
        expect(areDisjoint(first, second)).toBe(true);
        expect(countOf(unionOf(first, second))).toBe(2 * count);
      }),
    );
  });

  test('more codes than there are: BT-CODE-COUNT', () => {
    expect(() => pickCodes('0BAYT0', [[0, 5]], { count: 6 })).toThrow('BT-CODE-COUNT');
  });

  test('stated codes are given exactly, or refused when one of them has left the pool', () => {
    expect(
      pickCodes(
        '0BAYT0',
        [
          [0, 5],
          [7, 20],
        ],
        { from: 8, count: 4 },
      ),
    ).toEqual([[8, 12]]);
    expect(() =>
      pickCodes(
        '0BAYT0',
        [
          [0, 5],
          [7, 20],
        ],
        { from: 4, count: 4 },
      ),
    ).toThrow('BT-CODE-NOT-IN-POOL {"locator":"0BAYT0","index":5,"count":2}');
  });
});
