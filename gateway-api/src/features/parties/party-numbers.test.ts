import { describe, expect, test } from '@jest/globals';
import { DomainError } from '@baytrace/domain';
import { parseCreditCode, parseIdentityNumber, parseTelephone } from './party-numbers.js';

const refusalOf = (work: () => unknown): DomainError | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
};

describe('numbers of trading parties', () => {
  test.each([
    ['91440101ma5xampl35', '91440101MA5XAMPL35'],
    ['12345678', '12345678'],
    ['ab 12345', 'AB12345'],
  ])('a mainland, Hong Kong or Macao registration number %s is taken (R-4.2.10d)', (typed, kept) => {
    expect(parseCreditCode(typed)).toBe(kept);
  });

  test('a credit code with a wrong check character is refused, not taken for something else', () => {
    expect(refusalOf(() => parseCreditCode('91440101MA5XAMPL36'))?.params).toEqual({
      type: 'uscc',
      reason: 'check-digit',
      field: 'creditCode',
    });
    expect(refusalOf(() => parseCreditCode('nonsense'))?.params).toEqual({
      field: 'creditCode',
      reason: 'form',
    });
  });

  test.each([
    ['11010519491231002x', '11010519491231002X'],
    ['Ａ123456(3)', 'A1234563'],
    ['1234567(8)', '12345678'],
  ])('an identity number %s of any of the three places is taken (R-4.2.10e)', (typed, kept) => {
    expect(parseIdentityNumber(typed)).toBe(kept);
  });

  test('an identity number with a wrong check digit is refused', () => {
    expect(refusalOf(() => parseIdentityNumber('110105194912310021'))?.params['reason']).toBe('check-digit');
  });

  test('a telephone number is kept without spaces and hyphens; letters are refused', () => {
    expect(parseTelephone('+853 2800-0000')).toBe('+85328000000');
    expect(refusalOf(() => parseTelephone('call me'))?.code).toBe('BT-INPUT-INVALID');
  });
});
