import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDecimals,
  compareDecimals,
  convertAmount,
  decimalSchema,
  factorBetween,
  formatDecimal,
  maxAmount,
  netContentSchema,
  parseDecimal,
  parseNetContent,
  parsePositiveDecimal,
  roundForDisplay,
  subtractDecimals,
  sumAmounts,
  unitFromRec20,
  unitOf,
  units,
  unitSymbols,
} from './index.js';

fc.configureGlobal({ seed: 1 });

const anyAmount = fc.bigInt({ min: 0n, max: maxAmount });
const anyScale = fc.integer({ min: 0, max: 6 });

describe('decimal quantities (S-2)', () => {
  test('every amount comes back from its decimal string, exactly', () => {
    fc.assert(
      fc.property(anyAmount, anyScale, (amount, scale) => {
        const text = formatDecimal(amount, scale);
        expect(parseDecimal(text, scale)).toBe(amount);
        expect(decimalSchema.safeParse(text).success).toBe(true);
      }),
    );
  });

  test('adding and subtracting undo each other; comparing agrees with the numbers', () => {
    const half = fc.bigInt({ min: 0n, max: maxAmount / 2n });
    fc.assert(
      fc.property(half, half, anyScale, (a, b, scale) => {
        const [x, y] = [formatDecimal(a, scale), formatDecimal(b, scale)];
        expect(subtractDecimals(addDecimals(x, y, scale), y, scale)).toBe(x);
        expect(compareDecimals(x, y)).toBe(a < b ? -1 : Number(a > b));
      }),
    );
  });

  test('0.1 + 0.2 is 0.3, and quantities of other scales compare', () => {
    expect(addDecimals('0.1', '0.2', 1)).toBe('0.3');
    expect(compareDecimals('1000000000000000000', '0.5')).toBe(1);
    expect(compareDecimals('1.50', '1.5')).toBe(0);
  });

  test('full-width digits are folded (S-48)', () => {
    expect(parseDecimal('　１２．５０ ', 3)).toBe(12_500n);
  });

  test.each([
    ['', 'form'],
    ['-1', 'form'],
    ['+1', 'form'],
    ['1e3', 'form'],
    ['1,000', 'form'],
    ['.5', 'form'],
    ['5.', 'form'],
    ['٣', 'form'],
    ['1.2345', 'precision'],
    ['1000000000000001', 'too-large'],
  ])('%s with three decimals is refused: %s', (text, reason) => {
    expect(() => parseDecimal(text, 3)).toThrow(`"reason":"${reason}"`);
  });

  test('pieces are whole; zero where something is needed, and less than nothing, are refused', () => {
    expect(() => parseDecimal('1.5', 0)).toThrow('precision');
    expect(() => parsePositiveDecimal('0.00', 2)).toThrow('zero');
    expect(() => subtractDecimals('1', '2', 0)).toThrow('negative');
    expect(() => sumAmounts([maxAmount, 1n])).toThrow('too-large');
    expect(() => parseDecimal('1', 7)).toThrow('scale');
  });

  test('stored strings are canonical', () => {
    for (const text of ['01', '1.50', '1.', '-1', '1e3', '1.0000001', '1000000000000000001', '']) {
      expect(decimalSchema.safeParse(text).success).toBe(false);
    }
  });

  test('rounding is half up, and for showing only', () => {
    expect(roundForDisplay('2.345', 2)).toBe('2.35');
    expect(roundForDisplay('2.344999', 2)).toBe('2.34');
    expect(roundForDisplay('0.5', 0)).toBe('1');
    expect(roundForDisplay('7', 2)).toBe('7.00');
  });
});

describe('units (S-1)', () => {
  test('every unit has its own UN/ECE code, and pieces and packages are whole', () => {
    expect(new Set(unitSymbols.map((symbol) => unitOf(symbol).rec20)).size).toBe(unitSymbols.length);
    for (const symbol of unitSymbols) {
      expect(unitFromRec20(units[symbol].rec20)).toBe(symbol);
      if (unitOf(symbol).dimension === 'count') expect(unitOf(symbol).scale).toBe(0);
    }
    expect(() => unitOf('furlong')).toThrow('BT-UNIT-UNKNOWN');
    expect(() => unitOf('toString')).toThrow('BT-UNIT-UNKNOWN');
    expect(() => unitFromRec20('XXX')).toThrow('BT-UNIT-UNKNOWN');
  });

  test('conversion is exact: 1.5 t is 1,500 kg, two cases are 48 bottles', () => {
    expect(convertAmount({ amount: 15n, scale: 1 }, factorBetween('t', 'kg'), 3)).toBe(1_500_000n);
    expect(convertAmount({ amount: 2n, scale: 0 }, { numerator: 24n, denominator: 1n }, 0)).toBe(48n);
    expect(convertAmount({ amount: 7n, scale: 0 }, factorBetween('pcs', 'pcs'), 0)).toBe(7n);
  });

  test('conversion to and fro gives the same amount', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 9n }), (grams) => {
        const kg = convertAmount({ amount: grams, scale: 0 }, factorBetween('g', 'kg'), 3);
        expect(convertAmount({ amount: kg, scale: 3 }, factorBetween('kg', 'g'), 0)).toBe(grams);
      }),
    );
  });

  test('part of a piece, mass to volume, and packages without a factor are refused', () => {
    expect(() => convertAmount({ amount: 1n, scale: 0 }, { numerator: 1n, denominator: 24n }, 0)).toThrow(
      'remainder',
    );
    expect(() => convertAmount({ amount: 1n, scale: 0 }, { numerator: 0n, denominator: 1n }, 0)).toThrow(
      'factor',
    );
    expect(() => factorBetween('kg', 'L')).toThrow('BT-UNIT-CONVERSION');
    expect(() => factorBetween('case', 'bottle')).toThrow('BT-UNIT-CONVERSION');
  });
});

describe('net content of prepackaged food (R-3.1b)', () => {
  test('a positive mass or volume is taken', () => {
    expect(parseNetContent('５００．０', 'g')).toEqual({ value: '500', unit: 'g' });
    expect(netContentSchema.parse({ value: '1.5', unit: 'L' })).toEqual({ value: '1.5', unit: 'L' });
  });

  test('zero, pieces, unknown units and unknown fields are refused', () => {
    expect(() => parseNetContent('0', 'g')).toThrow('BT-NET-CONTENT-INVALID');
    expect(() => parseNetContent('6', 'pcs')).toThrow('BT-NET-CONTENT-INVALID');
    expect(() => parseNetContent('6', 'constructor')).toThrow('BT-NET-CONTENT-INVALID');
    for (const bad of [
      { value: '0', unit: 'g' },
      { value: '6', unit: 'pcs' },
      { value: '1.0', unit: 'g' },
    ]) {
      expect(netContentSchema.safeParse(bad).success).toBe(false);
    }
    expect(netContentSchema.safeParse({ value: '1', unit: 'g', note: '' }).success).toBe(false);
  });
});
