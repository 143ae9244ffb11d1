/**
 * The demonstration's day of trade while the peers of Guangdong and Hong Kong run three blocks behind
 * (`npm start -- --lag gd=3 --lag hk=3`). Takes about a minute.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Installation } from './installation.mjs';
import { enterStory, openSessions } from './story-run.mjs';
import { quiescence } from './truth/read-models.mjs';
import * as truth from './truth/story-truth.mjs';

const installation = new Installation('lagging');
beforeAll(() => installation.start('--lag', 'gd=3', '--lag', 'hk=3'), 200_000);
afterAll(() => installation.remove(), 60_000);

describe('with peers that run three blocks behind', () => {
  test('the day is entered to its end', async () => {
    await enterStory(installation);
    await quiescence(installation);
    const { peers } = await (await fetch(`${installation.run.ledger.admin}/status`)).json();
    expect(peers.map(({ mspId, lag }) => [mspId, lag])).toEqual([
      ['GuangdongMSP', 3],
      ['HongKongMSP', 3],
      ['MacaoMSP', 0],
    ]);
  }, 240_000);

  test('it is whole: effects, documents, quantities, blocks, and the same at each gateway', async () => {
    const session = openSessions(installation);
    for (const jurisdiction of ['gd', 'hk', 'mo']) {
      expect(await truth.storyEffects(installation, jurisdiction)).toEqual(truth.wholeStoryEffects);
    }
    expect(await truth.documentsOf(session)).toEqual(truth.wholeStoryDocuments);
    expect(await truth.unbalancedGoods(installation, session)).toEqual([]);
    expect(await truth.ledgerFaults(installation)).toEqual([]);
    expect(await truth.differencesBetweenGateways(installation, session)).toEqual([]);
  });
});
