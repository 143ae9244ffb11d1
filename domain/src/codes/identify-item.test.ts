import { describe, expect, test } from '@jest/globals';
import { deriveCodeKeys, identifyItem, itemElement, nobleBulkCrypto as crypto, seal } from './index.js';
import type { ItemElement } from './index.js';

const keys = deriveCodeKeys(new Uint8Array(32).fill(1), 'ABCDEF');
const gtin = '09521234543213';
const block = { locator: 'ABCDEF', gtin, level: 'item', count: 1000 };
const serial = seal(crypto, keys, 999);

describe('a scanned item against its block', () => {
  test('the index is found with the right product and level, or by the bare serial', () => {
    const bare: ItemElement = { kind: 'item', form: 'bare', serial };
    expect(identifyItem(crypto, keys, block, itemElement(serial, gtin), 'item')).toBe(999);
    expect(identifyItem(crypto, keys, block, bare)).toBe(999);
  });

  test('an index at or above the count is forged', () => {
    const beyond = itemElement(seal(crypto, keys, 1000), gtin);
    expect(() => identifyItem(crypto, keys, block, beyond)).toThrow('BT-CODE-FORGED {"reason":"index"}');
  });

  test('a genuine serial behind another GTIN, or behind none, is refused', () => {
    const other = itemElement(serial, '19521234543210');
    expect(() => identifyItem(crypto, keys, block, other)).toThrow('BT-CODE-OTHER-PRODUCT');
    expect(() => identifyItem(crypto, keys, block, itemElement(serial))).toThrow('BT-CODE-OTHER-PRODUCT');
    const ownNumber = { ...block, gtin: undefined };
    expect(identifyItem(crypto, keys, ownNumber, itemElement(serial))).toBe(999);
    expect(() => identifyItem(crypto, keys, ownNumber, itemElement(serial, gtin))).toThrow(
      'BT-CODE-OTHER-PRODUCT',
    );
  });

  test('an item code where a case code is wanted is refused (R-4.2.5c)', () => {
    const element = itemElement(serial, gtin);
    expect(() => identifyItem(crypto, keys, block, element, 'case')).toThrow('"reason":"level"');
  });

  test('keys of another block are refused', () => {
    const element = itemElement(serial, gtin);
    expect(() => identifyItem(crypto, keys, { ...block, locator: 'ABCDE0' }, element)).toThrow(
      'BT-CODE-FORGED',
    );
  });
});
