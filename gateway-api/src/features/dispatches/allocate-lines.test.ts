import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { allocateLines, type WantedLine } from './allocate-lines.js';

const one = (): bigint => 1n;
const scansOf = (
  counts: Readonly<Record<string, number>>,
): Map<string, { locator: string; ranges: [number, number][] }[]> =>
  new Map(
    Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([lot, count], at) => [lot, [{ locator: `00000${at}`, ranges: [[0, count]] }]]),
  );
const line = (product: string, lot: string | null, quantity: number): WantedLine => ({
  product,
  lot,
  quantity: BigInt(quantity),
});
const productOf = (lot: string): string => lot.charAt(0);

describe('scanned goods are given to the lines of an order', () => {
  test('a line without lot takes the lot of the only batch scanned, whole', () => {
    expect(allocateLines([line('A', null, 10)], scansOf({ A1: 4 }), one, productOf)).toEqual([
      { line: 0, lot: 'A1', quantity: 10n, scanned: 4n },
    ]);
  });

  test('a line of two batches becomes two lines (R-4.2.3c: each line has one batch)', () => {
    expect(allocateLines([line('A', null, 10)], scansOf({ A1: 4, A2: 6 }), one, productOf)).toEqual([
      { line: 0, lot: 'A1', quantity: 4n, scanned: 4n },
      { line: 0, lot: 'A2', quantity: 6n, scanned: 6n },
    ]);
  });

  test('a line that names its lot comes before one that leaves it open', () => {
    const lines = [line('A', null, 5), line('A', 'A1', 5)];
    expect(allocateLines(lines, scansOf({ A1: 5 }), one, productOf)).toEqual([
      { line: 0, lot: null, quantity: 5n, scanned: 0n },
      { line: 1, lot: 'A1', quantity: 5n, scanned: 5n },
    ]);
  });

  test('more codes than wanted show on the line of their lot', () => {
    expect(allocateLines([line('A', 'A1', 2)], scansOf({ A1: 3 }), one, productOf)).toEqual([
      { line: 0, lot: 'A1', quantity: 2n, scanned: 3n },
    ]);
  });

  test('no quantity is lost or added, and no lot of another product is used', () => {
    const lot = fc.constantFrom('A1', 'A2', 'B1', null);
    const lines = fc.array(
      fc.record({ product: fc.constantFrom('A', 'B'), lot, quantity: fc.integer({ min: 1, max: 9 }) }),
      { minLength: 1, maxLength: 6 },
    );
    const scans = fc.dictionary(fc.constantFrom('A1', 'A2', 'B1'), fc.integer({ min: 0, max: 20 }));
    fc.assert(
      fc.property(lines, scans, (typed, counts) => {
        const wanted = typed.map((l) =>
          line(l.lot === null ? l.product : productOf(l.lot), l.lot, l.quantity),
        );
        const parts = allocateLines(wanted, scansOf(counts), one, productOf);
        for (const [at, { quantity, product }] of wanted.entries()) {
          const ofLine = parts.filter((part) => part.line === at);
          expect(ofLine.reduce((sum, part) => sum + part.quantity, 0n)).toBe(quantity);
          for (const part of ofLine) if (part.lot !== null) expect(productOf(part.lot)).toBe(product);
        }
      }),
    );
  });
});
