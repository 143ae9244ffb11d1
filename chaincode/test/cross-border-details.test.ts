import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  implicitCollectionOf,
  type Jurisdiction,
  type Parcel,
  type TradeDetails,
} from '@baytrace/domain/ledger';
import { blockBytes, committed } from './support/committed-transaction.js';
import { refusalOf } from './support/fabric-client.js';
import { newId, type Draft, type Participant, type Sent } from './support/participant.js';
import { RunningChaincode } from './support/running-chaincode.js';
import {
  admit,
  openTradingHouse,
  sell,
  ship,
  stock,
  tradeDetails,
  type TradingHouse,
} from './support/trading-house.js';

const canary = 'CANARY-4711';
let chaincode: RunningChaincode;
let house: TradingHouse;
let shipment: string;
let details: TradeDetails;
let sent: Sent;

beforeAll(async () => {
  chaincode = new RunningChaincode();
  house = await openTradingHouse(chaincode);
  const { producer, importer, product } = house;
  const { lot, parcel } = await stock(producer, '1000');
  shipment = newId();
  details = tradeDetails(shipment, product, canary);
  sent = await producer.done([ship(importer, lot, '400', shipment)], {
    open: [parcel],
    counterpart: 'HK',
    endorsers: ['GD', 'HK'],
    transient: { trade: { [shipment]: details } },
  });
});

afterAll(() => {
  chaincode.close();
});

const ask = (reader: Participant, at?: Jurisdiction): Promise<string> =>
  reader.client.evaluate(
    'readPrivate',
    ['trade-details', `${house.producer.id}.${shipment}`],
    at === undefined ? {} : { endorsers: [at] },
  );

describe('trade details of a cross-border shipment (charter §4, Private data)', () => {
  test.each(['GD', 'HK'] as const)('the gateway of %s reads them', async (jurisdiction) => {
    expect(JSON.parse(await ask(house.gateway[jurisdiction]))).toEqual(details);
  });

  test('the gateway of the third jurisdiction finds nothing, whichever peer it asks', async () => {
    expect(await ask(house.gateway.MO)).toBe('');
    for (const at of ['GD', 'HK'] as const) {
      const answer = await ask(house.gateway.MO, at).catch((error: unknown) => String(error));
      expect(answer).not.toContain(canary);
    }
  });

  test('regulators and enterprises do not read private data, parties to the trade neither', async () => {
    for (const reader of [house.producer, house.importer, house.authority.GD, house.authority.HK, house.shop])
      expect(await refusalOf(ask(reader))).toBe('BT-ROLE-WRONG');
  });

  test('the block holds hashes for exactly the two jurisdictions', async () => {
    const { collections } = await committed(house.gateway.MO.client, sent.outcome);
    expect([...collections].sort()).toEqual(['GD', 'HK'].map((j) => implicitCollectionOf(j as Jurisdiction)));
  });

  test('each peer hands its own collection to its gateway, the third none', async () => {
    const seen = await Promise.all(
      (['GD', 'HK', 'MO'] as const).map(async (jurisdiction) => {
        const { network } = house.gateway[jurisdiction].client;
        const events = await network.getBlockAndPrivateDataEvents({ startBlock: sent.outcome.block });
        try {
          for await (const event of events) return Buffer.from(event.serializeBinary()).includes(canary);
        } finally {
          events.close();
        }
        return undefined;
      }),
    );
    expect(seen).toEqual([true, true, false]);
  });

  test('no block since the ledger began carries a byte of them in public', async () => {
    const { client } = house.gateway.MO;
    const blocks: Buffer[] = [];
    for (let number = 0n; number <= sent.outcome.block; number += 1n)
      blocks.push(await blockBytes(client, number));
    const all = Buffer.concat(blocks);
    expect(all.includes(shipment)).toBe(true);
    for (const secret of [canary, details.salt, '12.50']) expect(all.includes(secret)).toBe(false);
  });

  test("another enterprise that uses the shipment's id does not write over them", async () => {
    const { producer, importer, product } = house;
    const { lot, parcel } = await stock(importer, '10');
    await importer.done([ship(producer, lot, '10', shipment)], {
      open: [parcel],
      counterpart: 'GD',
      endorsers: ['GD', 'HK'],
      transient: { trade: { [shipment]: tradeDetails(shipment, product, 'FORGED') } },
    });
    for (const jurisdiction of ['GD', 'HK'] as const)
      expect(JSON.parse(await ask(house.gateway[jurisdiction]))).toEqual(details);
  });

  test('one jurisdiction alone, or one of the two with a third, cannot put them there', async () => {
    const { producer, importer, product } = house;
    const { lot, parcel } = await stock(producer, '1000');
    for (const endorsers of [['GD'], ['GD', 'MO'], ['HK', 'MO']] as Jurisdiction[][]) {
      const id = newId();
      const { outcome } = await producer.run([ship(importer, lot, '1', id)], {
        open: [parcel],
        counterpart: 'HK',
        endorsers,
        transient: { trade: { [id]: tradeDetails(id, product, 'X') } },
      });
      expect(outcome.code).toBe(10);
    }
  });
});

describe('private data must be exactly what the commands need: BT-PRIVATE-DATA', () => {
  let lot: string;
  let parcel: Parcel;
  let neighbour: Participant;

  beforeAll(async () => {
    ({ lot, parcel } = await stock(house.producer, '1000'));
    neighbour = await admit(chaincode, house.authority.GD, 'GD', 'distributor');
  });

  const refusal = (draft: Draft, transient?: Readonly<Record<string, unknown>>): Promise<string> =>
    refusalOf(
      house.producer.run([draft], {
        open: [parcel],
        counterpart: 'HK',
        endorsers: ['GD', 'HK'],
        ...(transient === undefined ? {} : { transient }),
      }),
    );

  test('missing, extra, of another command, unfit, not JSON', async () => {
    const id = newId();
    const abroad = ship(house.importer, lot, '1', id);
    const good = tradeDetails(id, house.product, 'O-1');
    const other = newId();
    expect(await refusal(abroad)).toBe('BT-PRIVATE-DATA');
    for (const trade of [
      {},
      { [other]: { ...good, command: other } },
      { [id]: good, [other]: { ...good, command: other } },
      { [id]: { ...good, command: other } },
      { [id]: { ...good, note: 'unknown field' } },
      { [id]: { ...good, salt: 'short' } },
      { [id]: { ...good, lines: [{ ...good.lines[0], discount: '1' }] } },
      [good],
      'not JSON',
      'null',
    ])
      expect(await refusal(abroad, { trade })).toBe('BT-PRIVATE-DATA');
  });

  test('details of a domestic shipment stay at home', async () => {
    const id = newId();
    const domestic = ship(neighbour, lot, '1', id);
    expect(await refusal(domestic, { trade: { [id]: tradeDetails(id, house.product, 'O-1') } })).toBe(
      'BT-PRIVATE-DATA',
    );
  });

  test('two kinds are never mixed, unknown kinds not taken', async () => {
    const id = newId();
    const trade = { [id]: tradeDetails(id, house.product, 'O-1') };
    const abroad = ship(house.importer, lot, '1', id);
    expect(await refusal(abroad, { trade, directory: {} })).toBe('BT-PRIVATE-DATA');
    expect(await refusal(abroad, { trade, 'block-keys': {} })).toBe('BT-PRIVATE-DATA');
    expect(await refusal(abroad, { prices: trade })).toBe('BT-PRIVATE-DATA');
  });

  test('a refused shipment leaves no details behind', async () => {
    const id = newId();
    const { results, outcome } = await house.producer.run([ship(house.importer, lot, '1001', id)], {
      open: [parcel],
      counterpart: 'HK',
      endorsers: ['GD', 'HK'],
      transient: { trade: { [id]: tradeDetails(id, house.product, 'O-1') } },
    });
    expect(results).toEqual(['BT-GOODS-SHORT']);
    expect((await committed(house.producer.client, outcome)).collections).toEqual([]);
  });
});

describe('the counterpart of a batch (charter §4, Batches)', () => {
  test('a shipment into a jurisdiction that the batch does not name is refused', async () => {
    const { producer, importer, product } = house;
    const { lot, parcel } = await stock(producer, '1000');
    for (const counterpart of [undefined, 'MO', 'GD'] as const) {
      const id = newId();
      const refused = producer.run([ship(importer, lot, '1', id)], {
        open: [parcel],
        ...(counterpart === undefined ? {} : { counterpart }),
        transient: { trade: { [id]: tradeDetails(id, product, 'O-1') } },
      });
      expect(await refusalOf(refused)).toBe('BT-COUNTERPART-WRONG');
    }
  });

  test('shipments into two other jurisdictions do not fit one batch', async () => {
    const { producer, importer, shop } = house;
    const { lot, parcel } = await stock(producer, '1000');
    const drafts = [ship(importer, lot, '1'), ship(shop, lot, '1')];
    expect(await refusalOf(producer.run(drafts, { open: [parcel], counterpart: 'HK' }))).toBe(
      'BT-COUNTERPART-WRONG',
    );
  });

  test('a batch that opens goods on their way to somebody else is refused by a code, not by accident', async () => {
    const { producer, importer, shop } = house;
    const [, onTheWay] = sent.created;
    expect(onTheWay?.kind === 'goods' && onTheWay.transit?.to === importer.id).toBe(true);
    const lot = onTheWay?.kind === 'goods' ? onTheWay.lot : '';
    const open = [onTheWay!];
    expect(await refusalOf(producer.run([sell(lot, '1')], { open }))).toBe('BT-COUNTERPART-WRONG');
    const { results } = await producer.run([sell(lot, '1')], { open, counterpart: 'HK' });
    expect(results).toEqual(['BT-GOODS-SHORT']);
    expect(await refusalOf(shop.run([sell(lot, '1')], { open, counterpart: 'GD' }))).toBe(
      'BT-COUNTERPART-WRONG',
    );
  });
});
