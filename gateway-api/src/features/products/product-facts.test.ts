import { describe, expect, test } from '@jest/globals';
import { DomainError } from '@baytrace/domain';
import { productFactsSchema } from '@baytrace/domain/ledger';
import { randomId } from '../../platform/random-id.js';
import { productFactsOf } from './product-facts.js';
import { type ProductFields, productFieldsSchema } from './products.schema.js';

const biscuits: ProductFields = {
  number: 'bis-01',
  gtin: '9520000000011',
  names: { 'zh-Hans': '杏仁饼', 'zh-Hant': '杏仁餅', en: 'Almond biscuits', pt: 'Biscoitos de amêndoa' },
  prepackaged: 'pre-packed',
  packaging: 'tin',
  netContent: { value: '２５０.0', unit: 'g' },
  unit: 'pcs',
  scale: 0,
  category: 'bakery',
  origin: 'CN',
};

const codeOf = (fields: ProductFields): string => {
  try {
    productFactsOf(randomId(), fields);
    return 'ok';
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
};

describe('a product', () => {
  test('goes to the ledger with GTIN-14, capitals and canonical net content', () => {
    const facts = productFactsOf(randomId(), biscuits);
    expect(productFactsSchema.parse(facts)).toEqual(facts);
    expect(facts).toMatchObject({
      gtin: '09520000000011',
      number: 'BIS-01',
      netContent: { value: '250', unit: 'g' },
    });
  });

  test('may be numbered by the enterprise alone', () => {
    for (const gtin of [null, undefined, ' ']) {
      expect(productFactsOf(randomId(), { ...biscuits, gtin })).not.toHaveProperty('gtin');
    }
  });

  test('is refused with a GTIN whose check digit is wrong', () => {
    expect(codeOf({ ...biscuits, gtin: '9520000000012' })).toBe('BT-GTIN-INVALID');
  });

  test('is refused without a positive net content in mass or volume (R-3.1b)', () => {
    expect(codeOf({ ...biscuits, netContent: { value: '0', unit: 'g' } })).toBe('BT-NET-CONTENT-INVALID');
    expect(codeOf({ ...biscuits, netContent: { value: '1', unit: 'pcs' } })).toBe('BT-NET-CONTENT-INVALID');
    expect(codeOf({ ...biscuits, netContent: { value: '-1', unit: 'g' } })).toBe('BT-QUANTITY-INVALID');
    expect(productFieldsSchema.safeParse({ ...biscuits, netContent: undefined }).success).toBe(false);
  });

  test('cannot be loose goods (R-3.1a)', () => {
    expect(productFieldsSchema.safeParse({ ...biscuits, prepackaged: 'loose' }).success).toBe(false);
  });

  test('counted in pieces has no decimals (S-2)', () => {
    expect(codeOf({ ...biscuits, scale: 2 })).toBe('BT-INPUT-INVALID');
  });
});
