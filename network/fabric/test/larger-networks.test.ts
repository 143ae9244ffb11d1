import { afterEach, expect, test } from '@jest/globals';
import { startFabric, type FabricForTests } from '../src/testing/start-fabric.js';
import { until } from './support/command-line.js';
import { describeWithFabric } from './support/with-fabric.js';

describeWithFabric('larger networks', () => {
  let fabric: FabricForTests | undefined;

  afterEach(async () => {
    await fabric?.remove();
    fabric = undefined;
  });

  test('BFT with four orderers and two peers in each jurisdiction comes up, and comes back after a kill of all', async () => {
    fabric = await startFabric({ settings: { consensus: 'bft', peers: 2 }, definitions: { chaincodes: [] } });
    const before = await fabric.status();
    expect(before).toMatchObject({ ready: true, consensus: 'bft' });
    expect(before.processes.filter(({ kind }) => kind === 'orderer')).toHaveLength(4);
    expect(before.processes.filter(({ kind }) => kind === 'peer')).toHaveLength(6);
    expect(fabric.connection.orgs[1]).toMatchObject({
      mspId: 'HongKongMSP',
      hostnameOverride: 'hk.baytrace.internal',
      peerEndpoint: `127.0.0.1:${fabric.basePort + 110}`,
      peers: [
        { name: 'peer0', endpoint: `127.0.0.1:${fabric.basePort + 110}` },
        { name: 'peer1', endpoint: `127.0.0.1:${fabric.basePort + 140}` },
      ],
    });
    for (const { id } of before.processes) await fabric.stop(id, 'SIGKILL');
    await fabric.up();
    expect(await fabric.status()).toMatchObject({ ready: true });
  });

  test.each(['raft', 'bft'] as const)(
    '%s chooses another leader when the leader is killed',
    async (consensus) => {
      fabric = await startFabric({ settings: { consensus }, definitions: { chaincodes: [] } });
      const leader = async (): Promise<string | undefined> =>
        (await fabric?.status())?.processes.find((process) => process.leader === true)?.id;
      const first = await leader();
      await fabric.stop(first!, 'SIGKILL');
      await until('another leader', async () => {
        const next = await leader();
        return next !== undefined && next !== first;
      });
      await fabric.start(first!);
      await until('the killed orderer follows', async () => (await fabric!.status()).ready);
    },
  );
});
