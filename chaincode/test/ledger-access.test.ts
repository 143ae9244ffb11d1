import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ledgerAccess } from '@baytrace/domain/access';
import { lotIdOf, type CommandType, type Jurisdiction } from '@baytrace/domain/ledger';
import { newId, type Draft, type Participant } from './support/participant.js';
import { RunningChaincode } from './support/running-chaincode.js';
import {
  admit,
  blockKey,
  directoryCard,
  finishedLot,
  issueCodes,
  newLocator,
  openTradingHouse,
  productFacts,
  purchase,
  rangesOf,
  rawLot,
  receive,
  registration,
  sell,
  type TradingHouse,
} from './support/trading-house.js';

/**
 * The table of who may submit what, written a second time by hand: one column per kind of actor, in order: producer,
 * distributor, the same two suspended, authority, gateway. `+` may, `r` BT-ROLE-WRONG, `s` BT-ENTERPRISE-SUSPENDED.
 */
const expected: Readonly<Record<CommandType, string>> = {
  'register-enterprise': 'rrrr+r',
  'set-enterprise-status': 'rrrr+r',
  'publish-gateway-key': 'rrrrr+',
  'define-product': '++ssrr',
  purchase: '++ssrr',
  produce: '+rsrrr',
  'attach-file': '++ssrr',
  'set-lot-status': '++ssrr',
  'hold-lot': 'rrrr+r',
  'issue-codes': '+rsrrr',
  'draw-codes': '+rsrrr',
  'assign-codes': '+rsrrr',
  'void-codes': '+rsrrr',
  'set-code-status': '+rsrrr',
  ship: '++ssrr',
  receive: '++ssrr',
  sell: '++ssrr',
  sample: '++ssrr',
  dispose: '++++rr',
  lose: '++ssrr',
};
const types = Object.keys(expected) as CommandType[];

const chaincode = new RunningChaincode();
let house: TradingHouse;
let actors: readonly Participant[];

const suspended = async (
  jurisdiction: Jurisdiction,
  role: 'producer' | 'distributor',
): Promise<Participant> => {
  const authority = house.authority[jurisdiction];
  const enterprise = await admit(chaincode, authority, jurisdiction, role);
  await authority.done([{ type: 'set-enterprise-status', enterprise: enterprise.id, status: 'suspended' }]);
  return enterprise;
};

beforeAll(async () => {
  house = await openTradingHouse(chaincode);
  actors = [
    house.producer,
    await admit(chaincode, house.authority.GD, 'GD', 'distributor'),
    await suspended('GD', 'producer'),
    await suspended('GD', 'distributor'),
    house.authority.GD,
    house.gateway.GD,
  ];
});

afterAll(() => {
  chaincode.close();
});

/** One command of each type but the two with private data. What it names need not exist: right comes before state. */
const plainCommands = (holder: string, product: string): readonly Draft[] => {
  const raw = rawLot();
  const lot = lotIdOf(holder.padEnd(26, '0'), raw);
  const goods = [{ lot, quantity: '1' }];
  const locator = newLocator();
  const codes = rangesOf(locator, 0, 1);
  const output = { lot: finishedLot(product, newId()), quantity: '1', files: [] };
  const removal = { goods, reason: 'stocktaking', documents: [] };
  const documents = [{ type: 'delivery-note', number: 'DN-1', date: '2024-06-03' }];
  return [
    { type: 'set-enterprise-status', enterprise: house.producer.id, status: 'active' },
    {
      type: 'publish-gateway-key',
      jurisdiction: 'GD',
      jwk: { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43) },
    },
    { type: 'define-product', product: productFacts(newId()) },
    purchase(raw, '10'),
    { type: 'produce', inputs: goods, losses: [], outputs: [output], documents: [] },
    { type: 'attach-file', lot, file: { type: 'inspection-report', sha256: 'a'.repeat(64) } },
    { type: 'set-lot-status', lot, status: 'released', reason: 'checked' },
    { type: 'hold-lot', lot, hold: 'none', reason: 'checked' },
    { type: 'draw-codes', locator, ranges: [[0, 1]], purpose: { type: 'download', id: newId() } },
    { type: 'assign-codes', lot, codes },
    { type: 'void-codes', codes, reason: 'scrapped' },
    { type: 'set-code-status', locator, ranges: [[0, 1]], status: 'disabled', reason: 'stolen' },
    { type: 'ship', to: newId(), goods, documents },
    receive(newId(), lot, '1'),
    sell(lot, '1'),
    { type: 'sample', ...removal },
    { type: 'dispose', ...removal },
    { type: 'lose', ...removal },
  ];
};

/** Outcome of one command of each type, by type. */
const outcomesOf = async (actor: Participant): Promise<ReadonlyMap<string, string>> => {
  const enterprise = newId();
  const locator = newLocator();
  const sent = [
    await actor.run(plainCommands(actor.id, house.product)),
    await actor.run([registration(enterprise, 'producer')], {
      transient: { directory: { [enterprise]: directoryCard(enterprise, 'GD') } },
    }),
    await actor.run([issueCodes(house.product, locator, 10)], {
      transient: { 'block-keys': blockKey(locator) },
    }),
  ];
  return new Map(
    sent.flatMap(({ batch, results }) => batch.commands.map(({ type }, i) => [type, results[i] ?? ''])),
  );
};

const letterOf = (outcome: string | undefined): string => {
  if (outcome === undefined || outcome === '') return '?';
  if (outcome === 'BT-ROLE-WRONG') return 'r';
  return outcome === 'BT-ENTERPRISE-SUSPENDED' ? 's' : '+';
};

describe('who may submit what (charter §4, Identity), cell by cell on the ledger', () => {
  test('every command has a row', () => {
    expect(types).toEqual(Object.keys(ledgerAccess));
  });

  const columns = [
    'a producer',
    'a distributor',
    'a suspended producer',
    'a suspended distributor',
    'an authority',
    'a gateway',
  ];
  test.each(columns.map((name, at) => [name, at] as const))('%s', async (_name, at) => {
    const outcomes = await outcomesOf(actors[at]!);
    expect(Object.fromEntries(types.map((type) => [type, letterOf(outcomes.get(type))]))).toEqual(
      Object.fromEntries(types.map((type) => [type, expected[type].charAt(at)])),
    );
  });
});
