import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { keys, mspOf, type Jurisdiction } from '@baytrace/domain/ledger';
import { committed } from './support/committed-transaction.js';
import { refusalOf } from './support/fabric-client.js';
import { bytesOf, Participant } from './support/participant.js';
import { RunningChaincode } from './support/running-chaincode.js';
import { openTradingHouse, sell, ship, stock, type TradingHouse } from './support/trading-house.js';

let chaincode: RunningChaincode;
let house: TradingHouse;

beforeAll(async () => {
  chaincode = new RunningChaincode();
  house = await openTradingHouse(chaincode);
});

afterAll(() => {
  chaincode.close();
});

describe('two spend the same goods (charter §4, Idempotency)', () => {
  test('of two conflicting transactions one is VALID and one MVCC_READ_CONFLICT, and one record stands', async () => {
    const { producer } = house;
    const { lot, parcel } = await stock(producer, '1000');
    const batches = ['600', '700'].map((quantity) =>
      producer.batch([sell(lot, quantity)], { open: [parcel] }),
    );
    const endorsed = await Promise.all(
      batches.map((batch) => producer.client.endorse('submitBatch', [bytesOf(batch)])),
    );
    const outcomes = await Promise.all(endorsed.map((transaction) => producer.client.order(transaction)));
    expect(outcomes.map(({ code }) => code).sort((a, b) => a - b)).toEqual([0, 11]);
    const records = await Promise.all(batches.map((batch) => producer.movement(batch)));
    expect(records.map((record) => record !== undefined)).toEqual(outcomes.map(({ code }) => code === 0));
    expect(await producer.read(keys.parcel(parcel.id))).toBeUndefined();
  });

  test('a batch planned on goods that are gone says so: BT-PARCEL-GONE, plan anew', async () => {
    const { producer } = house;
    const { lot, parcel } = await stock(producer, '1000');
    await producer.done([sell(lot, '600')], { open: [parcel] });
    const late = await producer.run([sell(lot, '600')], { open: [parcel] });
    expect(late.results).toEqual(['BT-PARCEL-GONE']);
  });
});

describe('a stranger spends the goods (charter §4, Identity)', () => {
  test("a Hong Kong identity acting as Guangdong's producer is refused by chaincode", async () => {
    const { producer } = house;
    const { lot, parcel } = await stock(producer, '1000');
    const client = await chaincode.client('HK', { role: 'enterprise', enterprise: producer.id });
    const thief = new Participant(client, producer.actor);
    for (const endorsers of [['GD'], ['HK'], ['GD', 'HK', 'MO']] as Jurisdiction[][])
      expect(await refusalOf(thief.run([sell(lot, '1')], { open: [parcel], endorsers }))).toBe(
        'BT-MSP-WRONG',
      );
    expect(await producer.read(keys.parcel(parcel.id))).toEqual(parcel);
  });

  test("a Hong Kong enterprise that opens Guangdong's parcel in its own name gets none of it", async () => {
    const { producer, importer, shop } = house;
    const { lot, parcel } = await stock(producer, '1000');
    const open = [parcel];
    for (const draft of [sell(lot, '1'), ship(shop, lot, '1')])
      expect(await refusalOf(importer.run([draft], { open }))).toBe('BT-COUNTERPART-WRONG');
    const { results } = await importer.run([sell(lot, '1')], { open, counterpart: 'GD' });
    expect(results).toEqual(['BT-GOODS-SHORT']);
    expect(await producer.read(keys.parcel(parcel.id))).toEqual(parcel);
  });
});

describe('a rightful spend of goods in Guangdong counts only when Guangdong and one more endorse (charter §4)', () => {
  const cases: readonly (readonly [readonly Jurisdiction[], number])[] = [
    [['GD'], 10],
    [['HK', 'MO'], 10],
    [['GD', 'HK'], 0],
    [['GD', 'MO'], 0],
    [['GD', 'HK', 'MO'], 0],
  ];
  test.each(cases)('endorsed by %j it commits with code %i', async (endorsers, code) => {
    const { producer } = house;
    const { lot, parcel } = await stock(producer, '1000');
    const { outcome, batch } = await producer.run([sell(lot, '400')], { open: [parcel], endorsers });
    expect(outcome.code).toBe(code);
    expect((await committed(producer.client, outcome)).endorsers).toEqual(endorsers.map(mspOf));
    expect((await producer.movement(batch)) === undefined).toBe(code !== 0);
    const left = await producer.read(keys.parcel(parcel.id));
    expect(left).toEqual(code === 0 ? undefined : parcel);
  });
});
