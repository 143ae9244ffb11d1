import { DomainError } from '../errors/index.js';
import { indexLimit, isCodeRange } from './code-range.js';
import type { CodeRange, RangeSet } from './code-range.js';

/** The set of one range `[from, upto)`. @throws DomainError `BT-RANGE-INVALID` */
export const rangeOf = (from: number, upto: number): RangeSet => normaliseRanges([[from, upto]]);

/**
 * Brings ranges of any order, overlapping or adjacent, into the canonical form.
 * @throws DomainError `BT-RANGE-INVALID` for an empty, reversed or out-of-bounds range
 */
export const normaliseRanges = (ranges: readonly CodeRange[]): RangeSet => {
  ranges.forEach((range, at) => {
    if (!isCodeRange(range)) throw new DomainError('BT-RANGE-INVALID', { at });
  });
  const merged: [number, number][] = [];
  for (const [from, upto] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], upto);
    else merged.push([from, upto]);
  }
  return merged;
};

/**
 * The set of single indexes, in any order, repeats allowed: what a scanner gives.
 * @throws DomainError `BT-RANGE-INVALID` for an index out of bounds
 */
export const rangesFromIndexes = (indexes: Iterable<number>): RangeSet => {
  const sorted = Float64Array.from(indexes).sort();
  const ranges: [number, number][] = [];
  sorted.forEach((index, at) => {
    if (!Number.isInteger(index) || index < 0 || index >= indexLimit) {
      throw new DomainError('BT-RANGE-INVALID', { at });
    }
    const last = ranges.at(-1);
    if (last !== undefined && index <= last[1]) last[1] = index + 1;
    else ranges.push([index, index + 1]);
  });
  return ranges;
};

/** Every index of the set, ascending. */
export const indexesOf = function* (set: RangeSet): Generator<number, void, undefined> {
  for (const [from, upto] of set) for (let index = from; index < upto; index += 1) yield index;
};
