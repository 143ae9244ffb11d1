import { beforeEach, describe, expect, test } from '@jest/globals';
import { codeAll, note, openTradingHouse, type TradingHouse } from '../testing/trading-house.js';

const units = 100;
let house: TradingHouse;

beforeEach(async () => {
  house = await openTradingHouse(units);
});

const ship = (to: string, from: number, upto: number, id?: string) => ({
  type: 'ship' as const,
  to,
  goods: [{ lot: house.lot, quantity: String(upto - from), codes: house.codes([from, upto]) }],
  documents: [note],
  ...(id === undefined ? {} : { id }),
});

describe('production (R-4.2.2)', () => {
  test('raw material that is not there cannot be consumed; nothing changes', async () => {
    const { ledger, producer, raw, lotFacts } = house;
    const before = ledger.parcels();
    const draft = {
      type: 'produce' as const,
      inputs: [{ lot: raw, quantity: '99501' }],
      losses: [],
      outputs: [{ lot: { ...lotFacts, number: 'L-2' }, quantity: '1', files: [] }],
      documents: [],
    };
    expect(await ledger.outcome(producer, draft)).toBe('BT-GOODS-SHORT');
    expect(ledger.parcels()).toEqual(before);
  });

  test('one lot is one production: a second one under its number is refused', async () => {
    const { ledger, producer, raw, lotFacts } = house;
    const draft = {
      type: 'produce' as const,
      inputs: [{ lot: raw, quantity: '1' }],
      losses: [],
      outputs: [{ lot: lotFacts, quantity: '1', files: [] }],
      documents: [],
    };
    expect(await ledger.outcome(producer, draft)).toBe('BT-LOT-EXISTS');
  });

  test('a distributor may not produce', async () => {
    const { ledger, importer, raw, lotFacts } = house;
    const draft = {
      type: 'produce' as const,
      inputs: [{ lot: raw, quantity: '1' }],
      losses: [],
      outputs: [{ lot: lotFacts, quantity: '1', files: [] }],
      documents: [],
    };
    expect(await ledger.outcome(importer, draft)).toBe('BT-ROLE-WRONG');
  });

  test('more of a purchased lot with the same data adds to it; with other data it is refused', async () => {
    const { ledger, producer, raw, rawFacts } = house;
    const more = { type: 'purchase' as const, lot: rawFacts, quantity: '1000', documents: [] };
    expect(await ledger.outcome(producer, more)).toBe('done');
    expect(ledger.goods(raw).reduce((sum, p) => sum + BigInt(p.quantity), 0n)).toBe(100_500n);
    const other = { ...more, lot: { ...rawFacts, expiryDate: '2028-01-01' } };
    expect(await ledger.outcome(producer, other)).toBe('BT-LOT-EXISTS');
  });
});

describe('codes (R-4.2.6)', () => {
  test('a range leaves the pool once', async () => {
    const { ledger, producer, locator } = house;
    const draw = (from: number, upto: number) => ({
      type: 'draw-codes' as const,
      locator,
      ranges: [[from, upto]] as [number, number][],
      purpose: { type: 'download' as const, id: ledger.ids.next() },
    });
    expect(await ledger.outcome(producer, draw(0, 40))).toBe('done');
    expect(await ledger.outcome(producer, draw(39, 41))).toBe('BT-CODE-NOT-IN-POOL');
    expect(await ledger.outcome(producer, draw(40, 100))).toBe('done');
  });

  test('codes still in the pool cannot be put on goods', async () => {
    const { ledger, producer, lot, codes } = house;
    expect(await ledger.outcome(producer, { type: 'assign-codes', lot, codes: codes([0, 1]) })).toBe(
      'BT-CODE-NOT-DRAWN',
    );
  });

  test('a disabled code is refused at dispatch, and works again when enabled (R-4.2.6c,d)', async () => {
    await codeAll(house, units);
    const { ledger, producer, locator, ids } = house;
    const status = (word: 'disabled' | 'enabled') => ({
      type: 'set-code-status' as const,
      locator,
      ranges: [[7, 8]] as [number, number][],
      status: word,
      reason: 'damaged',
    });
    expect(await ledger.outcome(producer, status('disabled'))).toBe('done');
    expect(await ledger.outcome(producer, ship(ids.importer, 0, 10))).toBe('BT-CODE-DISABLED');
    expect(await ledger.outcome(producer, status('enabled'))).toBe('done');
    expect(await ledger.outcome(producer, ship(ids.importer, 0, 10))).toBe('done');
  });
});

describe('dispatch and receipt (R-4.2.3d, R-4.3.1, S-8, S-9)', () => {
  beforeEach(() => codeAll(house, units));

  test('the same codes cannot leave twice: the second command is refused in the same record, the first stands', async () => {
    const { ledger, producer, ids } = house;
    const records = await ledger.run(producer, [ship(ids.importer, 0, 30), ship(ids.importer, 29, 31)]);
    expect(records.map((r) => r.result.outcome)).toEqual(['done', 'refused']);
    expect(records[1]?.created).toEqual([]);
  });

  test('goods of somebody else cannot be dispatched', async () => {
    const { ledger, importer, ids } = house;
    expect(await ledger.outcome(importer, ship(ids.shop, 0, 10))).toBe('BT-CODE-NOT-HELD');
  });

  test('a parcel that is gone since planning asks to plan anew', async () => {
    const { ledger, producer, ids } = house;
    const open = ledger.parcels().map(({ id }) => id);
    await ledger.run(producer, [ship(ids.importer, 0, 10)]);
    expect(await ledger.outcome(producer, ship(ids.importer, 20, 30), open)).toBe('BT-PARCEL-GONE');
  });

  test('a short receipt opens an anchor: all codes, fewer units, the missing units on the way without codes', async () => {
    const { ledger, producer, importer, ids, lot } = house;
    const shipment = ledger.ids.next();
    await ledger.run(producer, [ship(ids.importer, 0, 30, shipment)]);
    await ledger.run(importer, [
      { type: 'receive', shipment, goods: [{ lot, quantity: '28' }], documents: [] },
    ]);
    const [anchor] = ledger.goods(lot).filter((p) => p.anchor !== undefined);
    const [missing] = ledger.goods(lot).filter((p) => p.missingFrom !== undefined);
    expect(anchor).toMatchObject({ quantity: '28', slack: '2', holder: ids.importer });
    expect(missing).toMatchObject({
      quantity: '2',
      codes: [],
      missingFrom: anchor?.id,
      transit: { to: ids.importer },
    });
  });

  test('more than was shipped is refused (S-9)', async () => {
    const { ledger, producer, importer, ids, lot } = house;
    const shipment = ledger.ids.next();
    await ledger.run(producer, [ship(ids.importer, 0, 30, shipment)]);
    const tooMuch = { type: 'receive' as const, shipment, goods: [{ lot, quantity: '31' }], documents: [] };
    expect(await ledger.outcome(importer, tooMuch)).toBe('BT-GOODS-SHORT');
  });

  test('what leaves an anchor names its codes; an item that turns up closes part of the slack', async () => {
    const { ledger, producer, importer, ids, lot, codes } = house;
    const shipment = ledger.ids.next();
    await ledger.run(producer, [ship(ids.importer, 0, 30, shipment)]);
    await ledger.run(importer, [
      { type: 'receive', shipment, goods: [{ lot, quantity: '28' }], documents: [] },
    ]);
    const unnamed = {
      type: 'ship' as const,
      to: ids.shop,
      goods: [{ lot, quantity: '5' }],
      documents: [note],
    };
    expect(await ledger.outcome(importer, unnamed)).toBe('BT-GOODS-SHORT');
    const turnedUp = { lot, quantity: '1', codes: codes([29, 30]) };
    const late = { type: 'receive' as const, shipment, goods: [turnedUp], documents: [] };
    expect(await ledger.outcome(importer, late)).toBe('done');
    expect(ledger.goods(lot).find((p) => p.anchor !== undefined)?.slack).toBe('1');
    expect(await ledger.outcome(importer, late)).toBe('BT-GOODS-SHORT');
  });

  test('held goods and expired goods stay where they are', async () => {
    const { ledger, producer, ids, lot } = house;
    const hold = (word: 'held' | 'none') => ({
      type: 'hold-lot' as const,
      lot,
      hold: word,
      reason: 'suspicion',
    });
    await ledger.run({ kind: 'authority', id: 'MO' }, [hold('held')]);
    expect(await ledger.outcome(producer, ship(ids.importer, 0, 1))).toBe('BT-LOT-STOPPED');
    await ledger.run({ kind: 'authority', id: 'MO' }, [hold('none')]);
    expect(await ledger.outcome(producer, ship(ids.importer, 0, 1))).toBe('done');
  });
});
