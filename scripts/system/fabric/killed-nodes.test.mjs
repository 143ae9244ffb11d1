/**
 * The day of trade on Hyperledger Fabric, Raft and one peer a jurisdiction, while every node of the network is killed
 * once. Everything comes back by itself, the day goes on, nothing is lost or doubled (R-8b). About two minutes.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Installation, until } from '../installation.mjs';
import { enterStory } from '../story-run.mjs';
import { quiescence } from '../truth/read-models.mjs';
import { theStoryIsWhole } from '../whole-story.mjs';
import { allNodesReady, killNode, onFabric } from './fabric-nodes.mjs';

const byId =
  (start) =>
  ({ id }) =>
    id.startsWith(start);
const chaincodeOf =
  (jurisdiction) =>
  ({ kind, id }) =>
    kind === 'chaincode' && id.endsWith(jurisdiction);
const leader = (node) => node.leader === true;

/** Which node dies beside each step of the story, and how many ms after the step began. */
const deaths = {
  enterprises: [[200, 'peer0-gd', byId('peer0-gd')]],
  products: [[300, 'chaincode-gd', chaincodeOf('gd')]],
  batch: [[50, 'the leader', leader]],
  codes: [[100, 'peer0-hk', byId('peer0-hk')]],
  printing: [
    [500, 'chaincode-mo', chaincodeOf('mo')],
    [2500, 'peer0-gd', byId('peer0-gd')],
  ],
  'dispatch-to-hong-kong': [[50, 'the leader', leader]],
  'receipt-in-hong-kong': [[50, 'chaincode-hk', chaincodeOf('hk')]],
  'dispatch-to-macao': [[50, 'peer0-mo', byId('peer0-mo')]],
  'receipt-in-macao': [[50, 'the leader', leader]],
};

onFabric(describe)('on Fabric each node is killed while a day of trade is entered', () => {
  const installation = new Installation('fabric-killed');
  beforeAll(() => installation.start('--ledger', 'fabric'), 300_000);
  afterAll(() => installation.remove(), 90_000);

  test('the day goes on to its end', async () => {
    const killed = [];
    const killLater = async ([ms, , find]) => {
      await delay(ms);
      killed.push(await killNode(installation, find));
    };
    await enterStory(installation, {
      beside: (step) => Promise.all((deaths[step] ?? []).map(killLater)),
    });
    expect(killed).toHaveLength(Object.values(deaths).flat().length);
    expect(await allNodesReady(installation)).toBe(true);
    await quiescence(installation, 120_000);
    expect(await until(() => installation.isReady(), 30_000)).toBe(true);
  }, 600_000);

  describe('then', () => {
    theStoryIsWhole(() => installation);
  });

  test('kill -9 of npm start: the network is taken over, everything is kept', async () => {
    await installation.killStart();
    await installation.start();
    await quiescence(installation, 120_000);
  }, 300_000);

  describe('after that start', () => {
    theStoryIsWhole(() => installation);
  });
});
