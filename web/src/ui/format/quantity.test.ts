import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { differenceOf, formatNumber, lineTotal, percentOf, readNumber, sumDecimals } from './quantity.js';

describe('numbers as people of the language write them (S-48)', () => {
  test('zh and en 1,234.5, pt 1.234,5', () => {
    expect(formatNumber('1234.5', 'zh-Hans')).toBe('1,234.5');
    expect(formatNumber('1234.5', 'pt')).toBe('1.234,5');
    expect(formatNumber(999, 'en')).toBe('999');
  });
  test('full-width digits and groups are read; wrong ones are not', () => {
    expect(readNumber('１，２３４．５０', 'zh-Hans', 3)).toBe('1234.5');
    expect(readNumber('1.234,5', 'pt', 3)).toBe('1234.5');
    expect(readNumber('12.5', 'en', 0)).toBeNull();
    expect(readNumber('-1', 'en', 3)).toBeNull();
    expect(readNumber('1e3', 'en', 3)).toBeNull();
  });
  test('what is shown is read back as it was, in every language', () => {
    const decimal = fc.tuple(fc.nat({ max: 999_999_999 }), fc.nat({ max: 999 })).map(([whole, part]) => {
      const fraction = String(part).padStart(3, '0').replace(/0+$/u, '');
      return fraction === '' ? String(whole) : `${whole}.${fraction}`;
    });
    fc.assert(
      fc.property(decimal, fc.constantFrom('zh-Hans', 'zh-Hant', 'en', 'pt'), (value, language) => {
        expect(readNumber(formatNumber(value, language), language, 3)).toBe(value);
      }),
    );
  });
});

describe('exact sums', () => {
  test('no binary rounding', () => {
    expect(sumDecimals(['0.1', '0.2'])).toBe('0.3');
    expect(differenceOf('1', '1.25')).toBe('-0.25');
    expect(sumDecimals([])).toBe('0');
  });
  test('percent with one decimal; line totals rounded half up to cents', () => {
    expect(percentOf('4', '4120')).toBe(0);
    expect(percentOf('2519', '4120')).toBe(61.1);
    expect(percentOf('1', '0')).toBe(0);
    expect(lineTotal('3000', '42.5')).toBe('127500.00');
    expect(lineTotal('0.5', '0.01')).toBe('0.01');
  });
});
