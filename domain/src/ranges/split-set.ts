import { DomainError } from '../errors/index.js';
import { maxRanges } from './code-range.js';
import type { RangeSet } from './code-range.js';

/** The indexes below a cut, and those from it on. */
export interface SplitSet {
  readonly below: RangeSet;
  readonly above: RangeSet;
}

/** Splits at `index`: `below` holds what is less, `above` the rest. Linear. */
export const splitAt = (set: RangeSet, index: number): SplitSet => {
  const below: [number, number][] = [];
  const above: [number, number][] = [];
  for (const [from, upto] of set) {
    if (from < index) below.push([from, Math.min(upto, index)]);
    if (upto > index) above.push([Math.max(from, index), upto]);
  }
  return { below, above };
};

/** What {@link takeLowest} took, and what stays. */
export interface TakenSet {
  readonly taken: RangeSet;
  readonly rest: RangeSet;
}

/** Index at which exactly `n` lower ones precede; `n` must not exceed the count. */
const cutAfter = (set: RangeSet, n: number): number | undefined => {
  let wanted = n;
  for (const [from, upto] of set) {
    if (wanted <= upto - from) return from + wanted;
    wanted -= upto - from;
  }
  return undefined;
};

/**
 * Takes the `n` lowest indexes.
 * @throws DomainError `BT-CODE-COUNT` when the set holds fewer, or `n` is not a whole number ≥ 0
 */
export const takeLowest = (set: RangeSet, n: number): TakenSet => {
  if (n === 0) return { taken: [], rest: set };
  const cut = Number.isInteger(n) && n > 0 ? cutAfter(set, n) : undefined;
  if (cut === undefined) throw new DomainError('BT-CODE-COUNT', { wanted: n });
  const { below, above } = splitAt(set, cut);
  return { taken: below, rest: above };
};

/** Cuts a set by index into pieces of at most `limit` ranges: what a parcel beyond the limit becomes (charter §4). */
export const splitByRangeLimit = (set: RangeSet, limit: number = maxRanges): readonly RangeSet[] => {
  if (!Number.isInteger(limit) || limit < 1) throw new DomainError('BT-INPUT-INVALID', { field: 'limit' });
  const pieces: RangeSet[] = [];
  for (let at = 0; at < set.length; at += limit) pieces.push(set.slice(at, at + limit));
  return pieces;
};
