import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { jurisdictions, lotIdOf, type Jurisdiction, type Parcel } from '@baytrace/domain/ledger';
import { committed, type CommittedTransaction } from './support/committed-transaction.js';
import { newId, type Draft, type Participant, type Sent } from './support/participant.js';
import { RunningChaincode } from './support/running-chaincode.js';
import {
  blockKey,
  finishedLot,
  issueCodes,
  newLocator,
  openTradingHouse,
  purchase,
  rawLot,
  sell,
  ship,
  stock,
  tradeDetails,
  type TradingHouse,
} from './support/trading-house.js';

const chaincode = new RunningChaincode();
let house: TradingHouse;
let producer: Participant;

beforeAll(async () => {
  house = await openTradingHouse(chaincode);
  ({ producer } = house);
});

afterAll(() => {
  chaincode.close();
});

const inBlock = ({ outcome }: Sent): Promise<CommittedTransaction> =>
  committed(house.gateway.MO.client, outcome);

const line = (type: string, id: string): string => [type, ...id.split('.')].join(' ');

const lotLines = (lot: string): string[] => [
  line('lot', lot),
  ...jurisdictions.map((j) => `${line('lot-hold', lot)} ${j}`),
  line('lot-status', lot),
];

const keysOf = ({ writes }: CommittedTransaction): string[] => [...writes.keys()].sort();

const movementLine = ({ batch }: Sent): string => `movement ${batch.actor.id} ${batch.id}`;

describe('a movement writes few keys: parcels and its record, nothing else (charter §4, Batches)', () => {
  test('a sale writes the parcel gone and the record; a ship of a whole parcel one more: the parcel on its way', async () => {
    const { lot, parcel } = await stock(producer, '1000');
    const sent = await producer.done([sell(lot, '1000')], { open: [parcel] });
    expect(keysOf(await inBlock(sent))).toEqual([movementLine(sent), line('parcel', parcel.id)]);
    const id = newId();
    const other = await stock(producer, '1000');
    const shipped = await producer.done([ship(house.importer, other.lot, '1000', id)], {
      open: [other.parcel],
      counterpart: 'HK',
      endorsers: ['GD', 'HK'],
      transient: { trade: { [id]: tradeDetails(id, house.product, 'O-1') } },
    });
    const { writes } = await inBlock(shipped);
    const [onTheWay] = shipped.created;
    expect([...writes.keys()].sort()).toEqual(
      [movementLine(shipped), line('parcel', other.parcel.id), line('parcel', onTheWay?.id ?? '')].sort(),
    );
    expect(writes.get(line('parcel', other.parcel.id))).toBeUndefined();
  });

  test('forty ships from one parcel: forty parcels on their way, one change, one gone, one record', async () => {
    const { lot, parcel } = await stock(producer, '1000');
    const ids = Array.from({ length: 40 }, () => newId());
    const sent = await producer.done(
      ids.map((id) => ship(house.importer, lot, '10', id)),
      {
        open: [parcel],
        counterpart: 'HK',
        endorsers: ['GD', 'HK'],
        transient: {
          trade: Object.fromEntries(ids.map((id) => [id, tradeDetails(id, house.product, 'O-1')])),
        },
      },
    );
    const { writes, reads } = await inBlock(sent);
    expect([...writes.values()].filter((value) => value === undefined)).toHaveLength(1);
    expect(writes.size).toBe(40 + 1 + 1 + 1);
    expect(new Set(reads).size).toBe(reads.length);
    expect(reads).toHaveLength(['movement', 'actor', 'receiver', 'parcel'].length + lotLines(lot).length);
  });

  test('goods made and used up inside one batch are in the record, without a key', async () => {
    const raw = rawLot();
    const rawId = lotIdOf(producer.id, raw);
    const finished = finishedLot(house.product, newId());
    const sent = await producer.done([
      purchase(raw, '1000'),
      {
        type: 'produce',
        inputs: [{ lot: rawId, quantity: '999' }],
        losses: [{ lot: rawId, quantity: '1' }],
        outputs: [{ lot: finished, quantity: '50', files: [] }],
        documents: [],
      },
    ]);
    const bought = sent.records[0]?.created[0];
    const last = sent.created.at(-1);
    expect(bought).toMatchObject({ kind: 'goods', lot: rawId, quantity: '1000' });
    expect(sent.records[1]?.consumed).toContain(bought?.id);
    expect(keysOf(await inBlock(sent))).toEqual(
      [
        ...lotLines(rawId),
        ...lotLines(lotIdOf(producer.id, finished)),
        movementLine(sent),
        line('parcel', last?.id ?? ''),
      ].sort(),
    );
  });

  test('a million codes are two keys and a record: block and pool (charter §5)', async () => {
    const locator = newLocator();
    const sent = await producer.done([issueCodes(house.product, locator, 1_000_000)], {
      transient: { 'block-keys': blockKey(locator) },
    });
    const { writes, collections } = await inBlock(sent);
    expect([...writes.keys()].sort()).toEqual(
      [`code-block ${locator}`, movementLine(sent), line('parcel', sent.created[0]?.id ?? '')].sort(),
    );
    expect(collections).toEqual(['block-keys']);
    expect([...writes.values()].join('').length).toBeLessThan(3_000);
  });

  test('a batch that is refused throughout writes its record alone', async () => {
    const { lot } = await stock(producer, '1');
    const sent = await producer.run([sell(lot, '2'), sell(lot, '1')]);
    expect(sent.results).toEqual(['BT-GOODS-SHORT', 'BT-GOODS-SHORT']);
    expect(keysOf(await inBlock(sent))).toEqual([movementLine(sent)]);
  });
});

const guardedBy = (guard: Jurisdiction): string =>
  `OutOf(2,${guard},OutOf(1,${jurisdictions.filter((j) => j !== guard).join(',')}))`;

describe('each new key names its guard, and one of the two others with it (charter §4, Endorsement)', () => {
  test('a lot and its status by its holder, each hold by its regulator, a parcel by its holder', async () => {
    const lot = rawLot();
    const id = lotIdOf(house.shop.id, lot);
    const sent = await house.shop.done([purchase(lot, '10')]);
    const { guards } = await inBlock(sent);
    expect(Object.fromEntries(guards)).toEqual({
      [line('lot', id)]: guardedBy('MO'),
      [line('lot-status', id)]: guardedBy('MO'),
      ...Object.fromEntries(jurisdictions.map((j) => [`${line('lot-hold', id)} ${j}`, guardedBy(j)])),
      [line('parcel', sent.created[0]?.id ?? '')]: guardedBy('MO'),
    });
  });

  test('goods on their way by the receiver, the change by the sender; the record by none but two of three', async () => {
    const { lot, parcel } = await stock(producer, '1000');
    const id = newId();
    const sent = await producer.done([ship(house.importer, lot, '400', id)], {
      open: [parcel],
      counterpart: 'HK',
      endorsers: ['GD', 'HK'],
      transient: { trade: { [id]: tradeDetails(id, house.product, 'O-1') } },
    });
    const onTheWay = (p: Parcel): boolean => p.kind === 'goods' && p.transit !== undefined;
    expect(Object.fromEntries((await inBlock(sent)).guards)).toEqual(
      Object.fromEntries(
        sent.created.map((p) => [line('parcel', p.id), guardedBy(onTheWay(p) ? 'HK' : 'GD')]),
      ),
    );
    expect(sent.created.filter(onTheWay)).toHaveLength(1);
  });

  test('products, code status and enterprises by their jurisdiction; a change sets no new guard', async () => {
    const locator = newLocator();
    await producer.done([issueCodes(house.product, locator, 70_000)], {
      transient: { 'block-keys': blockKey(locator) },
    });
    const disable = (from: number, upto: number): Draft => ({
      type: 'set-code-status',
      locator,
      ranges: [[from, upto]],
      status: 'disabled',
      reason: 'stolen',
    });
    const first = await inBlock(await producer.done([disable(65_000, 66_000)]));
    expect(Object.fromEntries(first.guards)).toEqual({
      [`code-status ${locator} 0`]: guardedBy('GD'),
      [`code-status ${locator} 1`]: guardedBy('GD'),
    });
    const second = await inBlock(await producer.done([disable(0, 1)]));
    expect(keysOf(second).filter((key) => key.startsWith('code-status'))).toEqual([
      `code-status ${locator} 0`,
    ]);
    expect(second.guards.size).toBe(0);
  });
});
