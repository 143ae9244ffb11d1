/**
 * Two peers a jurisdiction: with one peer of each, and one orderer, stopped for good, confirmed writes still succeed
 * (R-8b); four BFT orderers with one stopped. About three minutes.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Installation } from '../installation.mjs';
import { enterStory } from '../story-run.mjs';
import { quiescence } from '../truth/read-models.mjs';
import { theStoryIsWhole } from '../whole-story.mjs';
import { allNodesReady, nodesOf, onFabric, startNode, stopNode } from './fabric-nodes.mjs';

const networks = [
  {
    name: 'Raft, two peers a jurisdiction: a peer of each and an orderer are stopped',
    options: ['--peers', '2'],
    stops: { materials: ['peer0-gd', 'peer1-hk'], codes: ['peer0-mo', 'orderer-hk'] },
  },
  {
    name: 'BFT: one of four orderers is stopped',
    options: ['--consensus', 'bft'],
    stops: { materials: ['orderer-mo'] },
  },
];

for (const { name, options, stops } of networks) {
  onFabric(describe)(`on Fabric, ${name}`, () => {
    const installation = new Installation('fabric-stopped');
    const stopped = Object.values(stops).flat();
    beforeAll(() => installation.start('--ledger', 'fabric', ...options), 400_000);
    afterAll(() => installation.remove(), 90_000);

    test('the day goes on to its end without them', async () => {
      await enterStory(installation, {
        beside: async (step) => {
          for (const id of stops[step] ?? []) await stopNode(installation, id);
        },
      });
      const down = (await nodesOf(installation)).filter(({ state }) => state !== 'ready');
      expect(down.map(({ id }) => id).sort()).toEqual([...stopped].sort());
    }, 600_000);

    test('started again they catch up', async () => {
      for (const id of stopped) await startNode(installation, id);
      expect(await allNodesReady(installation)).toBe(true);
      await quiescence(installation, 120_000);
    }, 200_000);

    describe('then', () => {
      theStoryIsWhole(() => installation);
    });
  });
}
