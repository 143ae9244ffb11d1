import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  documentNumberSchema,
  idFromBytes,
  idRandomBytes,
  idSchema,
  lotDigest,
  lotNumberSchema,
  normaliseLotNumber,
  parseDocumentNumber,
  parseRegistrationId,
  registrationIdKinds,
  registrationIdType,
} from './index.js';

fc.configureGlobal({ seed: 1 });

describe('pseudonymous ids', () => {
  test('any random bytes make an id; other random bytes make another', () => {
    const random = fc.uint8Array({ minLength: idRandomBytes, maxLength: idRandomBytes });
    fc.assert(
      fc.property(random, random, (a, b) => {
        expect(idSchema.parse(idFromBytes(a))).toHaveLength(26);
        const same = a.every((byte, at) => (at < 16 ? byte === b[at] : byte >> 6 === b[at]! >> 6));
        expect(idFromBytes(a) === idFromBytes(b)).toBe(same);
      }),
    );
    expect(() => idFromBytes(new Uint8Array(16))).toThrow('BT-INPUT-INVALID');
    expect(idSchema.safeParse('I'.repeat(26)).success).toBe(false);
  });
});

describe('lot numbers (S-14)', () => {
  const product = 'P'.repeat(26);
  const digest = (lotNumber: string): string => lotDigest({ kind: 'product', product, lotNumber });

  test('numbers that differ in width or outer space are one lot; case is kept', () => {
    expect(normaliseLotNumber('　ＬＯＴ１２ ')).toBe('LOT12');
    expect(digest('　ＬＯＴ１２ ')).toBe(digest('LOT12'));
    expect(digest('lot12')).not.toBe(digest('LOT12'));
    expect(digest('LOT12')).toMatch(/^[0-9a-f]{64}$/u);
    expect(normaliseLotNumber('批号 一')).toBe('批号 一');
  });

  test('normalising twice changes nothing, and its result is what the schema takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        let once: string;
        try {
          once = normaliseLotNumber(text);
        } catch (error) {
          expect(String(error)).toContain('BT-INPUT-INVALID');
          return;
        }
        expect(normaliseLotNumber(once)).toBe(once);
        expect(lotNumberSchema.parse(once)).toBe(once);
      }),
    );
  });

  test('the digest is pinned, and differs by product, material, supplier and kind', () => {
    const raw = (material: string, supplier: string): string =>
      lotDigest({ kind: 'raw', material, supplier, lotNumber: 'L1' });
    const all = [
      digest('L1'),
      raw(product, ''),
      raw('A', 'B'),
      raw('AB', ''),
      raw('B', 'A'),
      raw('A","B', ''),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(raw('A', 'B')).toBe('39ff0c0ad3f9e6f44e3615980b05f27e440ef3420db2c4051750b817fc39b9b4');
  });

  test('nothing, too much and invisible characters are refused', () => {
    for (const bad of ['', ' 　', 'x'.repeat(65), 'a\u0000b', 'a\u200bb', 'a\ue000']) {
      expect(() => normaliseLotNumber(bad)).toThrow('BT-INPUT-INVALID');
    }
    for (const bad of [' a', 'a  b', 'Ａ', 'a\tb'])
      expect(lotNumberSchema.safeParse(bad).success).toBe(false);
  });
});

describe('document numbers', () => {
  test('capitals, digits, slash and hyphen, at most 32', () => {
    expect(parseDocumentNumber(' ｄｎ-2026/１ ')).toBe('DN-2026/1');
    for (const bad of ['', 'dn1', 'A B', 'Ä', 'A'.repeat(33)]) {
      expect(documentNumberSchema.safeParse(bad).success).toBe(false);
    }
    expect(() => parseDocumentNumber('送货单1')).toThrow('BT-IDENTIFIER-INVALID');
  });
});

describe('registration identifiers (S-31)', () => {
  test.each([
    ['uscc', '91350100M000100Y43', '91350100M000100Y43'],
    ['uscc', ' ９１３５０１００m000100y43', '91350100M000100Y43'],
    ['resident-id', '11010519491231002x', '11010519491231002X'],
    ['hkid', 'G123456(A)', 'G123456A'],
    ['hkid', 'ａ１２３４５６３', 'A1234563'],
    ['hkid', 'AB987654(3)', 'AB9876543'],
    ['hk-br', '12345678', '12345678'],
    ['hk-br', 'F0012345', 'F0012345'],
    ['mo-registration', '12345 SO', '12345SO'],
    ['mo-registration', 'SO 12345', 'SO12345'],
    ['mo-bir', '1234567(8)', '12345678'],
  ] as const)('%s %s is taken as %s', (kind, typed, value) => {
    expect(parseRegistrationId(kind, typed)).toEqual({ kind, value });
  });

  test.each([
    ['uscc', '91350100M000100Y44', 'check-digit'],
    ['uscc', '91350100M000100I43', 'form'],
    ['resident-id', '110105194912310021', 'check-digit'],
    ['resident-id', '11010519490230002X', 'check-digit'],
    ['resident-id', '99010519491231002X', 'check-digit'],
    ['hkid', 'G1234560', 'check-digit'],
    ['hkid', '1234567A', 'form'],
    ['hk-br', '1234567', 'form'],
    ['mo-registration', 'S12345', 'form'],
    ['mo-bir', '2234567(8)', 'form'],
  ] as const)('%s %s is refused: %s', (kind, typed, reason) => {
    expect(() => parseRegistrationId(kind, typed)).toThrow(`"reason":"${reason}"`);
  });

  test('an error never repeats the identifier, which may be personal', () => {
    expect(() => parseRegistrationId('hkid', 'G1234560')).not.toThrow('G1234560');
  });

  test('any single wrong digit of an identifier with a check digit is noticed', () => {
    const samples = {
      uscc: '91350100M000100Y43',
      hkid: 'G123456A',
      'resident-id': '11010519491231002X',
    } as const;
    for (const kind of ['uscc', 'hkid', 'resident-id'] as const) {
      const value = samples[kind];
      for (let at = 1; at < value.length; at += 1) {
        for (const digit of '0123456789'.replace(value[at]!, '')) {
          const wrong = value.slice(0, at) + digit + value.slice(at + 1);
          expect(() => parseRegistrationId(kind, wrong)).toThrow('BT-IDENTIFIER-INVALID');
        }
      }
    }
  });

  test('each kind says how far it is checked and whether it names a person', () => {
    const personal = registrationIdKinds.filter((kind) => registrationIdType(kind).personal);
    const formatOnly = registrationIdKinds.filter(
      (kind) => registrationIdType(kind).checked === 'format-only',
    );
    expect(personal).toEqual(['resident-id', 'hkid', 'mo-bir']);
    expect(formatOnly).toEqual(['hk-br', 'mo-registration', 'mo-bir']);
  });
});
