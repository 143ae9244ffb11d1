import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { refusalOf } from './support/fabric-client.js';
import { newId } from './support/participant.js';
import { RunningChaincode } from './support/running-chaincode.js';
import { openTradingHouse, type TradingHouse } from './support/trading-house.js';

const chaincode = new RunningChaincode();
let house: TradingHouse;

beforeAll(async () => {
  house = await openTradingHouse(chaincode);
});

afterAll(() => {
  chaincode.close();
});

describe('reading (charter §4)', () => {
  test('any submitter of the three reads public values; an absent one is the empty string', async () => {
    for (const reader of [house.producer, house.authority.MO, house.gateway.HK]) {
      const read = (id: string): Promise<string> =>
        reader.client.evaluate('readState', ['enterprise', JSON.stringify([id])]);
      expect(JSON.parse(await read(house.importer.id))).toMatchObject({
        jurisdiction: 'HK',
        status: 'active',
      });
      expect(await read(newId())).toBe('');
    }
  });

  test.each([
    ['a private noun', ['trade-details', '["A"]']],
    ['an unknown noun', ['balance', '["A"]']],
    ['no JSON', ['enterprise', 'A']],
    ['an object', ['enterprise', '{}']],
    ['numbers', ['enterprise', '[1]']],
    ['a character that separates keys', ['enterprise', '["A\\u0000B"]']],
  ])('%s is refused: BT-INPUT-INVALID', async (_name, args) => {
    expect(await refusalOf(house.gateway.GD.client.evaluate('readState', args))).toBe('BT-INPUT-INVALID');
  });

  test('the directory and block keys are read by the three gateways alone', async () => {
    for (const gateway of [house.gateway.GD, house.gateway.HK, house.gateway.MO]) {
      const card = await gateway.client.evaluate('readPrivate', ['directory-card', house.producer.id]);
      expect(JSON.parse(card)).toMatchObject({ enterprise: house.producer.id, jurisdiction: 'GD' });
    }
    for (const type of ['directory-card', 'block-key'])
      for (const reader of [house.producer, house.authority.GD])
        expect(await refusalOf(reader.client.evaluate('readPrivate', [type, house.producer.id]))).toBe(
          'BT-ROLE-WRONG',
        );
    const { client } = house.gateway.GD;
    for (const type of ['enterprise', 'constructor', ''])
      expect(await refusalOf(client.evaluate('readPrivate', [type, 'A']))).toBe('BT-INPUT-INVALID');
  });
});
