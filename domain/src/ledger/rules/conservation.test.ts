import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countOf, unionOf, type RangeSet } from '../../ranges/index.js';
import type { Actor } from '../batch.js';
import { codeAll, note, openTradingHouse, type TradingHouse } from '../testing/trading-house.js';
import { checkConservation } from './conservation.js';

const units = 60;

type Act =
  | {
      readonly kind: 'ship';
      readonly from: number;
      readonly to: number;
      readonly low: number;
      readonly size: number;
    }
  | { readonly kind: 'receive'; readonly who: number; readonly short: number; readonly late: number }
  | { readonly kind: 'sell' | 'lose'; readonly who: number; readonly low: number; readonly size: number };

const who = fc.integer({ min: 0, max: 2 });
const low = fc.integer({ min: 0, max: units - 1 });
const size = fc.integer({ min: 1, max: 20 });

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('ship' as const), from: who, to: who, low, size }),
    fc.record({
      kind: fc.constant('receive' as const),
      who,
      short: fc.integer({ min: 0, max: 4 }),
      late: low,
    }),
    fc.record({ kind: fc.constantFrom('sell' as const, 'lose' as const), who, low, size }),
  ),
  { minLength: 1, maxLength: 25 },
);

const actorsOf = ({ producer, importer, shop }: TradingHouse): Actor[] => [producer, importer, shop];

const play = async (house: TradingHouse, act: Act): Promise<void> => {
  const { ledger, lot, codes } = house;
  const actors = actorsOf(house);
  if (act.kind === 'receive') {
    const actor = actors[act.who]!;
    const [coming] = ledger.goods(lot).filter((p) => p.transit?.to === actor.id);
    if (coming?.transit === undefined) return;
    const { shipment } = coming.transit;
    const goods =
      coming.missingFrom === undefined
        ? { lot, quantity: String(Math.max(1, Number(coming.quantity) - act.short)) }
        : { lot, quantity: '1', codes: codes([act.late, act.late + 1]) };
    await ledger.run(actor, [{ type: 'receive', shipment, goods: [goods], documents: [] }]);
    return;
  }
  const upto = Math.min(units, act.low + act.size);
  const goods = [{ lot, quantity: String(upto - act.low), codes: codes([act.low, upto]) }];
  const actor = actors[act.kind === 'ship' ? act.from : act.who]!;
  if (act.kind === 'ship')
    await ledger.run(actor, [{ type: 'ship', to: actors[act.to]!.id, goods, documents: [note] }]);
  else if (act.kind === 'sell') await ledger.run(actor, [{ type: 'sell', goods, documents: [] }]);
  else await ledger.run(actor, [{ type: 'lose', goods, reason: 'shrinkage', documents: [] }]);
};

const checkSums = ({ ledger, lot, locator }: TradingHouse): void => {
  const goods = ledger.goods(lot);
  const gone = ledger.exits.filter((exit) => exit.lot === lot);
  const held = goods.reduce((sum, p) => sum + BigInt(p.quantity), 0n);
  expect(held + gone.reduce((sum, exit) => sum + BigInt(exit.quantity), 0n)).toBe(BigInt(units));
  const sets = [...ledger.parcels(), ...gone].flatMap((place) =>
    place.codes.filter((c) => c.locator === locator),
  );
  const all = sets.reduce<RangeSet>((union, { ranges }) => unionOf(union, ranges), []);
  expect(sets.reduce((sum, { ranges }) => sum + countOf(ranges), 0)).toBe(units);
  expect(countOf(all)).toBe(units);
  const slack = goods.reduce((sum, p) => sum + BigInt(p.slack ?? '0'), 0n);
  const missing = goods
    .filter((p) => p.missingFrom !== undefined)
    .reduce((sum, p) => sum + BigInt(p.quantity), 0n);
  expect(slack).toBe(missing);
};

describe('conservation (charter §4)', () => {
  test('whatever companies do, quantities and code identities are partitioned, and slack equals the missing units', async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (history) => {
        const house = await openTradingHouse(units);
        await codeAll(house, units);
        for (const act of history) {
          await play(house, act);
          checkSums(house);
        }
      }),
      { numRuns: 120, seed: 20261123 },
    );
  });

  test('goods from nowhere, a code twice and slack without missing units break the law', () => {
    const body = { v: 1 as const, kind: 'goods' as const, holder: 'A', lot: 'L', codes: [] };
    const nothing = { consumed: [], exits: [], made: new Map<string, bigint>(), issued: [] };
    const one = { ...body, id: 'p1', quantity: '1' };
    expect(() => checkConservation({ ...nothing, created: [one] }, () => 1n)).toThrow('BT-CONSERVATION');
    const coded = { ...one, codes: [{ locator: 'ABC123', ranges: [[0, 1]] as RangeSet }] };
    const twice = { ...nothing, created: [coded, { ...coded, id: 'p2' }], made: new Map([['L', 2n]]) };
    expect(() => checkConservation(twice, () => 1n)).toThrow('code-once');
    const loose = { ...coded, quantity: '0', anchor: 'p1', slack: '1' };
    const issued = [{ locator: 'ABC123', ranges: [[0, 1]] as RangeSet }];
    expect(() => checkConservation({ ...nothing, created: [loose], issued }, () => 1n)).toThrow('slack');
  });
});
