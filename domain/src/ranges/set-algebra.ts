import type { RangeSet } from './code-range.js';

/** Number of indexes in the set. */
export const countOf = (set: RangeSet): number => set.reduce((sum, [from, upto]) => sum + upto - from, 0);

/** Position of the first range that ends after `index`; `set.length` when none does. */
const firstEndingAfter = (set: RangeSet, index: number): number => {
  let [low, high] = [0, set.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const range = set[middle];
    if (range !== undefined && range[1] <= index) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** True when the set holds `index`; logarithmic. */
export const containsIndex = (set: RangeSet, index: number): boolean => {
  const range = set[firstEndingAfter(set, index)];
  return range !== undefined && range[0] <= index;
};

/** Edge number `at` of a set: even edges open a range, odd ones close it; beyond the last, infinity. */
const edge = (set: RangeSet, at: number): number => set[at >> 1]?.[(at & 1) as 0 | 1] ?? Infinity;

/** One sweep over the edges of both sets; keeps the stretches where `keep(in a, in b)` holds. Linear. */
const combine = (a: RangeSet, b: RangeSet, keep: (inA: boolean, inB: boolean) => boolean): RangeSet => {
  const result: [number, number][] = [];
  let [atA, atB, start] = [0, 0, -1];
  for (;;) {
    const position = Math.min(edge(a, atA), edge(b, atB));
    if (position === Infinity) return result;
    if (edge(a, atA) === position) atA += 1;
    if (edge(b, atB) === position) atB += 1;
    const kept = keep((atA & 1) === 1, (atB & 1) === 1);
    if (kept && start < 0) start = position;
    if (!kept && start >= 0) {
      result.push([start, position]);
      start = -1;
    }
  }
};

/** Indexes in `a` or in `b`. */
export const unionOf = (a: RangeSet, b: RangeSet): RangeSet => combine(a, b, (inA, inB) => inA || inB);

/** Indexes in `a` and in `b`. */
export const intersectionOf = (a: RangeSet, b: RangeSet): RangeSet => combine(a, b, (inA, inB) => inA && inB);

/** Indexes in `a` that are not in `b`. */
export const differenceOf = (a: RangeSet, b: RangeSet): RangeSet => combine(a, b, (inA, inB) => inA && !inB);

/** True when `a` holds every index of `b`. */
export const containsAll = (a: RangeSet, b: RangeSet): boolean => differenceOf(b, a).length === 0;

/** True when no index is in both. */
export const areDisjoint = (a: RangeSet, b: RangeSet): boolean => intersectionOf(a, b).length === 0;

/** True when both hold the same indexes. */
export const equalSets = (a: RangeSet, b: RangeSet): boolean =>
  a.length === b.length && a.every(([from, upto], at) => b[at]?.[0] === from && b[at][1] === upto);
