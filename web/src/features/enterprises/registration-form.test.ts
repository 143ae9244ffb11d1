import { describe, expect, test } from '@jest/globals';
import { checkNumber } from './registration-form.js';

describe('the registration number (R-4.2.8c)', () => {
  test('a wrong check character is told apart from a wrong form', () => {
    expect(checkNumber('hkid', 'A123456(3)')).toBeNull();
    expect(checkNumber('hkid', 'A123456(4)')).toBe('enterprises.numberCheckDigit');
    expect(checkNumber('uscc', '123')).toBe('enterprises.numberForm');
    expect(checkNumber('uscc', ' ')).toBe('common.fieldMissing');
  });
});
