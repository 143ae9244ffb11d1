import { describe, expect, test } from '@jest/globals';
import { bodyOfPurchase, emptyPurchase } from './purchase-form.js';
import { changedFields } from './changed-fields.js';

describe('a purchase order as typed', () => {
  test('fields not given are left out; numbers are folded to capitals and half width', () => {
    const body = bodyOfPurchase({
      ...emptyPurchase(),
      lotNumber: ' Ｌ１ ',
      documentNumber: 'ｄｎ-7',
      place: '440100',
    });
    expect(body).toMatchObject({
      lotNumber: 'L1',
      documentNumber: 'DN-7',
      origin: { country: 'CN', place: '440100' },
    });
    expect(body).not.toHaveProperty('documentDate');
  });
  test('the history tells old and new value of each field (R-4.2.1b)', () => {
    expect(changedFields({ quantity: { from: '5', to: '6' } })).toEqual([
      { field: 'quantity', from: '5', to: '6' },
    ]);
  });
});
