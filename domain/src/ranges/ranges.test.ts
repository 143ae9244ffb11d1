import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  areDisjoint,
  codeRangeSchema,
  containsAll,
  containsIndex,
  countOf,
  differenceOf,
  equalSets,
  indexesOf,
  indexLimit,
  intersectionOf,
  maxRanges,
  noRanges,
  normaliseRanges,
  parseRangeSet,
  rangeOf,
  rangesFromIndexes,
  rangeSetSchema,
  splitAt,
  splitByRangeLimit,
  takeLowest,
  unionOf,
} from './index.js';
import type { CodeRange, RangeSet } from './index.js';

fc.configureGlobal({ seed: 1 });

/** The naive model: a Set of indexes, in a small universe so that ranges touch and overlap often. */
const anyRanges: fc.Arbitrary<CodeRange[]> = fc.array(
  fc
    .tuple(fc.nat(60), fc.integer({ min: 1, max: 8 }))
    .map(([from, length]): CodeRange => [from, from + length]),
  { maxLength: 12 },
);
const anySet = anyRanges.map(normaliseRanges);
const model = (ranges: readonly CodeRange[]): Set<number> =>
  new Set(ranges.flatMap(([from, upto]) => Array.from({ length: upto - from }, (_, n) => from + n)));
const sorted = (set: Iterable<number>): number[] => [...set].sort((a, b) => a - b);

const expectSet = (set: RangeSet, indexes: Iterable<number>): void => {
  expect(parseRangeSet(set)).toBe(set);
  expect(rangeSetSchema.safeParse(set).success).toBe(true);
  expect([...indexesOf(set)]).toEqual(sorted(indexes));
};

describe('range sets behave as sets of indexes', () => {
  test('normalising, counting, membership', () => {
    fc.assert(
      fc.property(anyRanges, (ranges) => {
        const [set, naive] = [normaliseRanges(ranges), model(ranges)];
        expectSet(set, naive);
        expect(countOf(set)).toBe(naive.size);
        for (let index = 0; index < 72; index += 1) expect(containsIndex(set, index)).toBe(naive.has(index));
        expect(rangesFromIndexes([...naive, ...naive])).toEqual(set);
      }),
    );
  });

  test('union, intersection, difference, inclusion', () => {
    fc.assert(
      fc.property(anySet, anySet, (a, b) => {
        const [inA, inB] = [model(a), model(b)];
        expectSet(unionOf(a, b), new Set([...inA, ...inB]));
        expectSet(
          intersectionOf(a, b),
          [...inA].filter((n) => inB.has(n)),
        );
        expectSet(
          differenceOf(a, b),
          [...inA].filter((n) => !inB.has(n)),
        );
        expect(containsAll(a, b)).toBe([...inB].every((n) => inA.has(n)));
        expect(areDisjoint(a, b)).toBe([...inB].every((n) => !inA.has(n)));
        expect(equalSets(a, b)).toBe(JSON.stringify(a) === JSON.stringify(b));
        expect(equalSets(a, [...a])).toBe(true);
      }),
    );
  });

  test('taking the lowest and splitting partition the set', () => {
    fc.assert(
      fc.property(anySet, fc.nat(80), (set, n) => {
        const all = [...indexesOf(set)];
        const { below, above } = splitAt(set, n);
        expectSet(
          below,
          all.filter((index) => index < n),
        );
        expectSet(
          above,
          all.filter((index) => index >= n),
        );
        if (n > all.length) {
          expect(() => takeLowest(set, n)).toThrow('BT-CODE-COUNT');
        } else {
          const { taken, rest } = takeLowest(set, n);
          expectSet(taken, all.slice(0, n));
          expectSet(rest, all.slice(n));
        }
      }),
    );
  });

  test('nothing is changed in place', () => {
    const frozen = Object.freeze([
      Object.freeze([1, 3] as const),
      Object.freeze([5, 9] as const),
    ]) as RangeSet;
    unionOf(frozen, rangeOf(2, 6));
    takeLowest(frozen, 3);
    normaliseRanges(frozen);
    expect(frozen).toEqual([
      [1, 3],
      [5, 9],
    ]);
  });
});

describe('what is stored is the one canonical form', () => {
  test.each([
    [
      'out of order',
      [
        [5, 6],
        [0, 1],
      ],
    ],
    [
      'overlapping',
      [
        [0, 5],
        [4, 6],
      ],
    ],
    [
      'adjacent',
      [
        [0, 5],
        [5, 6],
      ],
    ],
    ['empty', [[3, 3]]],
    ['reversed', [[4, 3]]],
    ['negative', [[-1, 3]]],
    ['beyond a block', [[0, indexLimit + 1]]],
    ['with a fraction', [[0, 1.5]]],
    ['a triple', [[0, 1, 2]]],
    ['text', [['0', '1']]],
    ['no list', { from: 0 }],
  ])('ranges %s are refused', (_, value) => {
    expect(() => parseRangeSet(value)).toThrow('BT-RANGE-INVALID');
    expect(rangeSetSchema.safeParse(value).success).toBe(false);
  });

  test('the error names the first fault', () => {
    expect(() =>
      parseRangeSet([
        [0, 1],
        [2, 3],
        [3, 4],
      ]),
    ).toThrow('BT-RANGE-INVALID {"at":2}');
    expect(() =>
      normaliseRanges([
        [0, 1],
        [4, 2],
      ]),
    ).toThrow('BT-RANGE-INVALID {"at":1}');
    expect(() => rangesFromIndexes([indexLimit])).toThrow('BT-RANGE-INVALID');
    expect(codeRangeSchema.safeParse([0, indexLimit]).success).toBe(true);
    expect(codeRangeSchema.safeParse([3, 3]).success).toBe(false);
  });

  test('the whole block and the empty set are sets', () => {
    expect(parseRangeSet([[0, indexLimit]])).toEqual(rangeOf(0, indexLimit));
    expect(parseRangeSet([])).toEqual(noRanges);
  });

  test('8,192 ranges are stored, one more is a limit, and a bigger set splits by index', () => {
    const ranges = Array.from({ length: maxRanges + 1 }, (_, n): CodeRange => [2 * n, 2 * n + 1]);
    expect(rangeSetSchema.safeParse(ranges.slice(1)).success).toBe(true);
    expect(rangeSetSchema.safeParse(ranges).success).toBe(false);
    expect(() => parseRangeSet(ranges)).toThrow('BT-LIMIT');
    expect(splitByRangeLimit(ranges).map((piece) => piece.length)).toEqual([maxRanges, 1]);
    expect(splitByRangeLimit(noRanges)).toEqual([]);
    expect(() => splitByRangeLimit(ranges, 0)).toThrow('BT-INPUT-INVALID');
  });
});
