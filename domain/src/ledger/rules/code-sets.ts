import {
  countOf,
  differenceOf,
  intersectionOf,
  splitByRangeLimit,
  unionOf,
  type RangeSet,
} from '../../ranges/index.js';
import type { Codes } from '../values/codes.js';

const byLocator = (a: { locator: string }, b: { locator: string }): number =>
  a.locator < b.locator ? -1 : a.locator > b.locator ? 1 : 0;

const rangesIn = (codes: Codes, locator: string): RangeSet =>
  codes.find((entry) => entry.locator === locator)?.ranges ?? [];

const merge = (a: Codes, b: Codes, pick: (x: RangeSet, y: RangeSet) => RangeSet): Codes => {
  const locators = [...new Set([...a, ...b].map((entry) => entry.locator))];
  return locators
    .map((locator) => ({ locator, ranges: pick(rangesIn(a, locator), rangesIn(b, locator)) }))
    .filter((entry) => entry.ranges.length > 0)
    .sort(byLocator);
};

/** Codes in either set, one entry a block, in locator order. */
export const unionCodes = (a: Codes, b: Codes): Codes => merge(a, b, unionOf);

/** Codes in both sets. */
export const intersectCodes = (a: Codes, b: Codes): Codes => merge(a, b, intersectionOf);

/** Codes in `a` that are not in `b`. */
export const subtractCodes = (a: Codes, b: Codes): Codes => merge(a, b, differenceOf);

/** How many codes the set holds. */
export const countCodes = (codes: Codes): number =>
  codes.reduce((sum, entry) => sum + countOf(entry.ranges), 0);

/** True when no code is in both sets. */
export const disjointCodes = (a: Codes, b: Codes): boolean => intersectCodes(a, b).length === 0;

/** The first code of the set, for error messages. */
export const firstCode = (codes: Codes): { locator: string; index: number } | undefined => {
  const [entry] = codes;
  const [range] = entry?.ranges ?? [];
  return entry === undefined || range === undefined ? undefined : { locator: entry.locator, index: range[0] };
};

/** Splits a set so that no part holds more than 8,192 ranges (charter §4, limits). */
export const splitCodesByLimit = (codes: Codes): readonly Codes[] => {
  const ranges = codes.reduce((sum, entry) => sum + entry.ranges.length, 0);
  if (ranges <= 8192) return [codes];
  return codes.flatMap((entry) =>
    splitByRangeLimit(entry.ranges).map((part) => [{ locator: entry.locator, ranges: part }]),
  );
};
