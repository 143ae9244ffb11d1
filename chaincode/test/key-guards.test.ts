import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { jurisdictions, type Jurisdiction, type Parcel } from '@baytrace/domain/ledger';
import { newId, type Draft, type Participant, type Sent } from './support/participant.js';
import { RunningChaincode } from './support/running-chaincode.js';
import {
  blockKey,
  issueCodes,
  newLocator,
  openTradingHouse,
  purchase,
  rangesOf,
  rawLot,
  receive,
  sell,
  ship,
  stock,
  tradeDetails,
  type TradingHouse,
} from './support/trading-house.js';
import { lotIdOf } from '@baytrace/domain/ledger';

const chaincode = new RunningChaincode();
let house: TradingHouse;

beforeAll(async () => {
  house = await openTradingHouse(chaincode);
});

afterAll(() => {
  chaincode.close();
});

/** A change of one guarded key: who makes it, and with which goods. */
interface Change {
  readonly by: Participant;
  readonly draft: Draft;
  readonly open?: readonly Parcel[];
  readonly counterpart?: Jurisdiction;
}

const send = (
  { by, draft, open = [], counterpart }: Change,
  endorsers: readonly Jurisdiction[],
): Promise<Sent> =>
  by.run([draft], { open, endorsers, ...(counterpart === undefined ? {} : { counterpart }) });

const codeBlock = async (): Promise<{ locator: string; pool: Parcel }> => {
  const locator = newLocator();
  const { created } = await house.producer.done([issueCodes(house.product, locator, 100)], {
    transient: { 'block-keys': blockKey(locator) },
  });
  return { locator, pool: created[0]! };
};

const shipped = async (): Promise<{ lot: string; onTheWay: Parcel; shipment: string }> => {
  const { producer, importer, product } = house;
  const { lot, parcel } = await stock(producer, '1000');
  const shipment = newId();
  const { created } = await producer.done([ship(importer, lot, '1000', shipment)], {
    open: [parcel],
    counterpart: 'HK',
    endorsers: ['GD', 'HK'],
    transient: { trade: { [shipment]: tradeDetails(shipment, product, 'O-1') } },
  });
  return { lot, onTheWay: created[0]!, shipment };
};

const hold = async (jurisdiction: Jurisdiction): Promise<Change> => {
  const { lot } = await stock(house.producer, '1');
  return {
    by: house.authority[jurisdiction],
    draft: { type: 'hold-lot', lot, hold: 'held', reason: 'suspicion' },
  };
};

const gatewayKey = (): Draft => ({
  type: 'publish-gateway-key',
  jurisdiction: 'MO',
  jwk: { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43) },
});

const kinds: readonly (readonly [string, Jurisdiction, () => Promise<Change>])[] = [
  [
    'an enterprise',
    'HK',
    () =>
      Promise.resolve({
        by: house.authority.HK,
        draft: { type: 'set-enterprise-status', enterprise: house.importer.id, status: 'active' },
      }),
  ],
  [
    "a gateway's key",
    'MO',
    async () => {
      await house.gateway.MO.done([gatewayKey()]);
      return { by: house.gateway.MO, draft: gatewayKey() };
    },
  ],
  [
    'a lot',
    'GD',
    async () => {
      const raw = rawLot();
      await house.producer.done([purchase(raw, '1')]);
      const file = { type: 'inspection-report', sha256: 'a'.repeat(64) };
      return {
        by: house.producer,
        draft: { type: 'attach-file', lot: lotIdOf(house.producer.id, raw), file },
      };
    },
  ],
  [
    "a producer's word on its lot",
    'GD',
    async () => {
      const { lot } = await stock(house.producer, '1');
      return { by: house.producer, draft: { type: 'set-lot-status', lot, status: 'held', reason: 'doubt' } };
    },
  ],
  ...jurisdictions.map(
    (j) => [`the word of ${j}'s regulator on a lot of Guangdong`, j, () => hold(j)] as const,
  ),
  [
    "goods in Macao's stock",
    'MO',
    async () => {
      const { lot, parcel } = await stock(house.shop, '10');
      return { by: house.shop, draft: sell(lot, '1'), open: [parcel] };
    },
  ],
  [
    'goods on their way from Guangdong to Hong Kong',
    'HK',
    async () => {
      const { lot, onTheWay, shipment } = await shipped();
      return {
        by: house.importer,
        draft: receive(shipment, lot, '1000'),
        open: [onTheWay],
        counterpart: 'GD',
      };
    },
  ],
  [
    'a pool of codes',
    'GD',
    async () => {
      const { locator, pool } = await codeBlock();
      const purpose = { type: 'download' as const, id: newId() };
      return {
        by: house.producer,
        draft: { type: 'draw-codes', locator, ranges: [[0, 10]], purpose },
        open: [pool],
      };
    },
  ],
  [
    'drawn codes',
    'GD',
    async () => {
      const { locator, pool } = await codeBlock();
      const purpose = { type: 'print-job' as const, id: newId() };
      const { created } = await house.producer.done(
        [{ type: 'draw-codes', locator, ranges: [[0, 10]], purpose }],
        { open: [pool] },
      );
      return {
        by: house.producer,
        draft: { type: 'void-codes', codes: rangesOf(locator, 0, 1), reason: 'scrapped' },
        open: created,
      };
    },
  ],
  [
    'the status of codes',
    'GD',
    async () => {
      const { locator } = await codeBlock();
      const draft = (status: 'disabled' | 'enabled'): Draft => ({
        type: 'set-code-status',
        locator,
        ranges: [[0, 1]],
        status,
        reason: 'stolen',
      });
      await house.producer.done([draft('disabled')]);
      return { by: house.producer, draft: draft('enabled') };
    },
  ],
];

describe('each key is changed only with the endorsement of the jurisdiction that guards it (charter §4)', () => {
  test.each(kinds)('%s: by %s', async (_name, guard, make) => {
    const [one, two] = jurisdictions.filter((j) => j !== guard);
    const change = await make();
    expect((await send(change, [one!, two!])).outcome.code).toBe(10);
    expect((await send(change, [guard])).outcome.code).toBe(10);
    const { outcome, results } = await send(change, [guard, two!]);
    expect({ code: outcome.code, results }).toEqual({ code: 0, results: ['done'] });
  });

  test("goods on their way leave the sender's hands: without the receiver's jurisdiction nobody moves them", async () => {
    const { lot, onTheWay } = await shipped();
    const back = { by: house.producer, draft: sell(lot, '1'), open: [onTheWay], counterpart: 'HK' as const };
    expect((await send(back, ['GD', 'HK'])).results).toEqual(['BT-GOODS-SHORT']);
  });
});
