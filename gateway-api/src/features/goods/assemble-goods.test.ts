import { describe, expect, test } from '@jest/globals';
import { unitsOf } from '@baytrace/domain/ledger';
import fc from 'fast-check';
import { assembleGoods } from './assemble-goods.js';
import { codesByLot, subtractScans } from './codes-by-lot.js';

const two = (): bigint => 2n;
const codes = [{ locator: '000001', ranges: [[0, 3]] as [number, number][] }];
const code = (name: string): unknown => expect.objectContaining({ code: name });

describe('goods of a command', () => {
  test('coded goods go by their codes, the rest of the lot without', () => {
    const held = new Map([['A', { coded: 100n, uncoded: 4n }]]);
    expect(assembleGoods([{ lot: 'A', quantity: 10n }], new Map([['A', codes]]), two, held)).toEqual([
      { lot: 'A', quantity: '6', codes },
      { lot: 'A', quantity: '4' },
    ]);
  });

  test('goods that bear codes do not leave without them (R-4.2.3d)', () => {
    const held = new Map([['A', { coded: 100n, uncoded: 3n }]]);
    const without = (): unknown => assembleGoods([{ lot: 'A', quantity: 4n }], new Map(), two, held);
    expect(without).toThrow(code('BT-CODE-COUNT'));
    const tooMany = (): unknown =>
      assembleGoods([{ lot: 'A', quantity: 4n }], new Map([['A', codes]]), two, held);
    expect(tooMany).toThrow(code('BT-CODE-COUNT'));
  });

  test('codes of a lot that no line wants are refused', () => {
    const wrong = (): unknown =>
      assembleGoods([{ lot: 'B', quantity: 4n }], new Map([['A', codes]]), two, new Map());
    expect(wrong).toThrow(code('BT-CODE-OTHER-PRODUCT'));
  });
});

describe('scans as ranges', () => {
  const scan = fc.record({
    lot: fc.constantFrom('A', 'B'),
    locator: fc.constantFrom('000001', '000002'),
    index: fc.nat(200),
  });

  test('every code counts once, in whatever order and however often it was scanned (S-27)', () => {
    fc.assert(
      fc.property(fc.array(scan), (scans) => {
        const different = new Set(scans.map((s) => `${s.lot} ${s.locator} ${s.index}`)).size;
        const all = [...codesByLot([...scans, ...scans.toReversed()]).values()].flat();
        expect(unitsOf(all, () => 1n)).toBe(BigInt(different));
      }),
    );
  });

  test('what is taken off again is as if it had never been scanned', () => {
    fc.assert(
      fc.property(fc.array(scan), fc.array(scan), (scans, gone) => {
        const named = new Set(gone.map((s) => `${s.locator} ${s.index}`));
        const kept = scans.filter((s) => !named.has(`${s.locator} ${s.index}`));
        expect(subtractScans(codesByLot(scans), gone)).toEqual(codesByLot(kept));
      }),
    );
  });
});
