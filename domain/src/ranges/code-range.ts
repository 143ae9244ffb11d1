import { z } from 'zod';
import { DomainError } from '../errors/index.js';

/** Indexes a block can hold: 0 … 1,048,575 (20 bits of a serial, charter §5). */
export const indexLimit = 1_048_576;

/** Ranges a stored set may hold (charter §4, limits). */
export const maxRanges = 8192;

/** Indexes `from` … `upto − 1`: `from` is included, `upto` is not; 0 ≤ from < upto ≤ {@link indexLimit}. */
export type CodeRange = readonly [from: number, upto: number];

/** Ranges in ascending order, disjoint and not adjacent, so that equal sets are equal JSON. */
export type RangeSet = readonly CodeRange[];

/** The empty set. */
export const noRanges: RangeSet = [];

const isIndex = (n: unknown): n is number =>
  typeof n === 'number' && Number.isInteger(n) && n >= 0 && n <= indexLimit;

/** True for a well-formed single range. */
export const isCodeRange = (value: unknown): value is CodeRange => {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [from, upto] = value as unknown[];
  return isIndex(from) && isIndex(upto) && from < upto;
};

/** Position of the first range that is malformed, out of order, overlapping or adjacent; −1 when all is well. */
const firstFault = (value: readonly unknown[]): number => {
  let end = -1;
  return value.findIndex((range) => {
    if (!isCodeRange(range) || range[0] <= end) return true;
    end = range[1];
    return false;
  });
};

/**
 * A range set as it is stored and sent: `[[0,4000],[5000,6000]]`. Anything but the canonical form is refused, so
 * one set has one encoding; at most {@link maxRanges} ranges.
 */
export const rangeSetSchema: z.ZodType<RangeSet> = z
  .array(z.tuple([z.int().min(0).max(indexLimit), z.int().min(0).max(indexLimit)]))
  .max(maxRanges)
  .refine((ranges) => firstFault(ranges) === -1, { message: 'ranges are not ascending, disjoint and apart' });

/** A single range `[from, upto)`. */
export const codeRangeSchema: z.ZodType<CodeRange> = z
  .tuple([z.int().min(0).max(indexLimit), z.int().min(0).max(indexLimit)])
  .refine(([from, upto]) => from < upto, { message: 'range is empty or reversed' });

/**
 * Refuses a set with more than {@link maxRanges} ranges; returns it otherwise.
 * @throws DomainError `BT-LIMIT` with `what` ranges
 */
export const checkRangeLimit = (set: RangeSet): RangeSet => {
  if (set.length > maxRanges) {
    throw new DomainError('BT-LIMIT', { what: 'ranges', count: set.length, limit: maxRanges });
  }
  return set;
};

/**
 * Reads an unknown value as a range set in canonical form.
 * @throws DomainError `BT-RANGE-INVALID` with the position `at` of the first fault, `BT-LIMIT` for too many ranges
 */
export const parseRangeSet = (value: unknown): RangeSet => {
  if (!Array.isArray(value)) throw new DomainError('BT-RANGE-INVALID', { at: 0 });
  checkRangeLimit(value as RangeSet);
  const fault = firstFault(value);
  if (fault !== -1) throw new DomainError('BT-RANGE-INVALID', { at: fault });
  return value as RangeSet;
};
