import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { base32FromBytes, decodeBase32, encodeBase32, foldBase32, locatorFromBytes } from './index.js';

fc.configureGlobal({ seed: 1 });

describe('base 32', () => {
  test('every number of fixed width comes back, with its leading zeros', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 85n - 1n }), (value) => {
        const text = encodeBase32(value, 17);
        expect(text).toHaveLength(17);
        expect(decodeBase32(text)).toBe(value);
      }),
    );
  });

  test('a number that does not fit its width is refused', () => {
    expect(encodeBase32(31n, 1)).toBe('Z');
    expect(() => encodeBase32(32n, 1)).toThrow('BT-CODE-INVALID');
    expect(() => encodeBase32(-1n, 1)).toThrow('BT-CODE-INVALID');
  });

  test('bytes are read from their first bit', () => {
    expect(base32FromBytes(Uint8Array.of(0xff, 0x00), 3)).toBe('ZW0');
    expect(locatorFromBytes(Uint8Array.of(0xff, 0xff, 0xff, 0xff))).toBe('ZZZZZZ');
    expect(() => base32FromBytes(Uint8Array.of(1), 2)).toThrow('BT-CODE-INVALID');
  });

  test('typed text is folded: lower case, I L O, groups, full width; decoding itself is strict', () => {
    expect(foldBase32(' ab1o-ｉL７ ')).toBe('AB10117');
    for (const text of ['a', 'I', 'L', 'O', 'U', '-', 'é'])
      expect(() => decodeBase32(text)).toThrow('BT-CODE-INVALID');
  });
});
