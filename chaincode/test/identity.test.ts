import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor, Jurisdiction } from '@baytrace/domain/ledger';
import { refusalOf } from './support/fabric-client.js';
import { bytesOf, newId, Participant } from './support/participant.js';
import { RunningChaincode } from './support/running-chaincode.js';
import type { Attributes } from './support/submitter-certificates.js';
import {
  openTradingHouse,
  purchase,
  rawLot,
  ship,
  stock,
  type TradingHouse,
} from './support/trading-house.js';

const chaincode = new RunningChaincode();
let house: TradingHouse;

beforeAll(async () => {
  house = await openTradingHouse(chaincode);
});

afterAll(() => {
  chaincode.close();
});

/** Code with which a certificate of `jurisdiction` is refused when it acts as `actor`; the same for giving up a batch. */
const refusalAs = async (
  jurisdiction: Jurisdiction,
  attributes: Attributes,
  actor: Actor,
): Promise<readonly string[]> => {
  const caller = new Participant(await chaincode.client(jurisdiction, attributes), actor);
  const batch = caller.batch([purchase(rawLot(), '1')]);
  return [
    await refusalOf(caller.client.submit('submitBatch', [bytesOf(batch)])),
    await refusalOf(caller.client.submit('abandonBatch', [`${actor.kind}:${actor.id}`, newId()])),
  ];
};

describe('who may act as whom: MSP first, then role, then pseudonym (charter §4, Identity)', () => {
  const enterprise = 'enterprise';
  test('an enterprise acts with its own certificate alone', async () => {
    const { producer, importer } = house;
    const own = { role: enterprise, enterprise: producer.id };
    const refused = (code: string): string[] => [code, code];
    expect(await refusalAs('GD', own, producer.actor)).toEqual(refused('no refusal'));
    expect(await refusalAs('HK', own, producer.actor)).toEqual(refused('BT-MSP-WRONG'));
    expect(await refusalAs('GD', { ...own, enterprise: importer.id }, producer.actor)).toEqual(
      refused('BT-ACTOR-WRONG'),
    );
    expect(await refusalAs('GD', { role: enterprise }, producer.actor)).toEqual(refused('BT-ACTOR-WRONG'));
    expect(await refusalAs('GD', { ...own, role: 'regulator' }, producer.actor)).toEqual(
      refused('BT-ROLE-WRONG'),
    );
    expect(await refusalAs('GD', { ...own, role: 'gateway' }, producer.actor)).toEqual(
      refused('BT-ROLE-WRONG'),
    );
  });

  test.each([
    ['no role', { enterprise: 'X' }],
    ['an unknown role', { role: 'admin' }],
    ['a role in other letters', { role: 'Enterprise' }],
  ])('a certificate with %s may nothing, not even read', async (_name, attributes: Attributes) => {
    expect(await refusalAs('GD', attributes, house.producer.actor)).toEqual([
      'BT-ROLE-WRONG',
      'BT-ROLE-WRONG',
    ]);
    const client = await chaincode.client('GD', attributes);
    expect(await refusalOf(client.evaluate('readState', ['enterprise', `["${house.producer.id}"]`]))).toBe(
      'BT-ROLE-WRONG',
    );
  });

  test('an authority and a gateway act for their own jurisdiction and never for each other', async () => {
    const cases: readonly (readonly [Jurisdiction, string, Actor, string])[] = [
      ['GD', 'regulator', { kind: 'authority', id: 'GD' }, 'no refusal'],
      ['HK', 'regulator', { kind: 'authority', id: 'GD' }, 'BT-MSP-WRONG'],
      ['GD', 'gateway', { kind: 'authority', id: 'GD' }, 'BT-ROLE-WRONG'],
      ['GD', 'enterprise', { kind: 'authority', id: 'GD' }, 'BT-ROLE-WRONG'],
      ['MO', 'gateway', { kind: 'gateway', id: 'MO' }, 'no refusal'],
      ['GD', 'gateway', { kind: 'gateway', id: 'MO' }, 'BT-MSP-WRONG'],
      ['MO', 'regulator', { kind: 'gateway', id: 'MO' }, 'BT-ROLE-WRONG'],
    ];
    for (const [jurisdiction, role, actor, code] of cases)
      expect(await refusalAs(jurisdiction, { role }, actor)).toEqual([code, code]);
  });

  test('a pseudonym that no authority registered is nobody', async () => {
    const id = newId();
    expect(await refusalAs('GD', { role: enterprise, enterprise: id }, { kind: 'enterprise', id })).toEqual([
      'BT-ENTERPRISE-UNKNOWN',
      'BT-ENTERPRISE-UNKNOWN',
    ]);
  });

  test('a member of the channel that is none of the three is refused: BT-MSP-WRONG', async () => {
    const { producer } = house;
    const client = await chaincode.clientOf('StrangerMSP', { role: enterprise, enterprise: producer.id });
    const stranger = new Participant(client, producer.actor);
    const endorsers = ['GD', 'HK'] as const;
    expect(await refusalOf(stranger.run([purchase(rawLot(), '1')], { endorsers }))).toBe('BT-MSP-WRONG');
    expect(
      await refusalOf(client.evaluate('readState', ['movement', '["A","B"]'], { endorsers: ['GD'] })),
    ).toBe('BT-MSP-WRONG');
  });

  test("a certificate of Hong Kong's CA under Guangdong's name does not reach the chaincode", async () => {
    const { producer } = house;
    const attributes = { role: enterprise, enterprise: producer.id };
    const forger = new Participant(
      await chaincode.clientOf('GuangdongMSP', attributes, 'HongKongMSP'),
      producer.actor,
    );
    expect(await refusalOf(forger.run([purchase(rawLot(), '1')]))).toContain('access denied');
  });
});

describe('suspension works on the ledger (charter §4, Enterprise)', () => {
  test('a suspended enterprise neither ships nor is shipped to, may clear its goods, and works again after', async () => {
    const { authority, producer, importer, shop } = house;
    const { lot, parcel } = await stock(importer, '1000');
    const own = await stock(producer, '1000');
    const setStatus = (status: 'active' | 'suspended') =>
      authority.HK.done([{ type: 'set-enterprise-status', enterprise: importer.id, status }]);
    await setStatus('suspended');
    const id = newId();
    const fromIt = await importer.run(
      [
        { type: 'sell', goods: [{ lot, quantity: '1' }], documents: [] },
        { type: 'dispose', goods: [{ lot, quantity: '400' }], reason: 'spoiled', documents: [] },
      ],
      { open: [parcel] },
    );
    expect(fromIt.results).toEqual(['BT-ENTERPRISE-SUSPENDED', 'done']);
    const toIt = await shop.run([ship(importer, own.lot, '1', id)], {
      counterpart: 'HK',
      transient: { trade: { [id]: { v: 1, command: id, currency: 'HKD', lines: [], salt: '0'.repeat(32) } } },
    });
    expect(toIt.results).toEqual(['BT-ENTERPRISE-SUSPENDED']);
    await setStatus('active');
    const again = await importer.run([{ type: 'sell', goods: [{ lot, quantity: '600' }], documents: [] }], {
      open: fromIt.created,
    });
    expect(again.results).toEqual(['done']);
  });

  test('a suspension that comes between endorsement and commit wins: MVCC_READ_CONFLICT', async () => {
    const { authority, importer } = house;
    const { lot, parcel } = await stock(importer, '1000');
    const batch = importer.batch([{ type: 'sell', goods: [{ lot, quantity: '1' }], documents: [] }], {
      open: [parcel],
    });
    const endorsed = await importer.client.endorse('submitBatch', [bytesOf(batch)]);
    for (const status of ['suspended', 'active'] as const)
      await authority.HK.done([{ type: 'set-enterprise-status', enterprise: importer.id, status }]);
    expect((await importer.client.order(endorsed)).code).toBe(11);
  });

  test("an authority does not suspend another jurisdiction's enterprise", async () => {
    const { authority, importer } = house;
    const { results } = await authority.GD.run([
      { type: 'set-enterprise-status', enterprise: importer.id, status: 'suspended' },
    ]);
    expect(results).toEqual(['BT-ROLE-WRONG']);
  });
});
