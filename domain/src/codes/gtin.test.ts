import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { demonstrationPrefix, gs1CheckDigit, gtin14Schema, isGtin14, parseGtin, parseSscc } from './index.js';

fc.configureGlobal({ seed: 1 });

describe('GS1 keys', () => {
  test.each([
    ['9521234543213', '09521234543213'],
    ['96385074', '00000096385074'],
    ['614141000036', '00614141000036'],
    ['19521234543210', '19521234543210'],
    [' ９５２１２３４５４３２１３ ', '09521234543213'],
  ])('GTIN %s becomes %s', (typed, gtin) => {
    expect(parseGtin(typed)).toBe(gtin);
    expect(gtin14Schema.parse(gtin)).toBe(gtin);
  });

  test('a wrong check digit and a wrong length are told apart', () => {
    expect(() => parseGtin('9521234543214')).toThrow('check-digit');
    expect(() => parseGtin('952123454')).toThrow('form');
    expect(() => parseSscc('106141412345678909')).toThrow('check-digit');
    expect(() => parseSscc('1061414')).toThrow('form');
    expect(parseSscc('106141412345678908')).toBe('106141412345678908');
  });

  test('any single wrong digit is noticed', () => {
    const thirteen = fc.array(fc.constantFrom(...Array.from('0123456789')), { minLength: 13, maxLength: 13 });
    fc.assert(
      fc.property(thirteen, fc.nat(13), fc.integer({ min: 1, max: 9 }), (digits, at, shift) => {
        const gtin = digits.join('') + gs1CheckDigit(digits.join(''));
        const wrong = gtin.slice(0, at) + ((Number(gtin[at]) + shift) % 10).toString() + gtin.slice(at + 1);
        expect([isGtin14(gtin), isGtin14(wrong)]).toEqual([true, false]);
      }),
    );
  });

  test('the demonstration prefix is the one GS1 keeps for examples', () => {
    expect('9521234543213'.startsWith(demonstrationPrefix)).toBe(true);
  });
});
