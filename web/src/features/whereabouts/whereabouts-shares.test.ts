import { describe, expect, test } from '@jest/globals';
import type { Whereabouts } from '../../api/contract.js';
import { accountsOf, tilesOf } from './whereabouts-shares.js';

const holder = (enterprise: string, jurisdiction: 'GD' | 'HK' | 'MO') => ({
  enterprise,
  name: enterprise,
  jurisdiction,
});
const whereabouts = {
  lots: [
    {
      lot: 'raw',
      kind: 'raw',
      unit: 'kg',
      created: '800',
      totals: { used: '300', loss: '2.5', stock: '497.5' },
    },
    {
      lot: 'p',
      kind: 'finished',
      unit: 'box',
      created: '10000',
      totals: { stock: '9985', sold: '5', missing: '10' },
    },
  ],
  lines: [
    { lot: 'p', state: 'stock', holder: holder('a', 'GD'), quantity: '8000', unit: 'box' },
    { lot: 'p', state: 'stock', holder: holder('b', 'HK'), quantity: '1985', unit: 'box' },
    { lot: 'p', state: 'missing', holder: null, quantity: '10', unit: 'box' },
  ],
} as unknown as Whereabouts;

describe('quantities of whereabouts (R-4.2.4d)', () => {
  test('products come first, unlike units are never added (S-39), and each adds up', () => {
    const accounts = accountsOf(whereabouts);
    expect(
      accounts.map(({ kind, unit, sum, rest, holders }) => ({ kind, unit, sum, rest, holders })),
    ).toEqual([
      { kind: 'product', unit: 'box', sum: '10000', rest: '0', holders: 2 },
      { kind: 'raw', unit: 'kg', sum: '800', rest: '0', holders: 0 },
    ]);
  });
  test('a tile per place', () => {
    expect(tilesOf(whereabouts).map(({ jurisdiction, parts }) => [jurisdiction, parts[0]?.quantity])).toEqual(
      [
        ['GD', '8000'],
        ['HK', '1985'],
      ],
    );
  });
});
