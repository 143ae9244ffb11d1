import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { productDefinition } from '../src/chaincode-package/product-definition.js';
import { startFabric, type FabricForTests } from '../src/testing/start-fabric.js';
import { describeWithFabric } from './support/with-fabric.js';

describeWithFabric('nodes that lost their ledgers', () => {
  let fabric: FabricForTests;

  beforeAll(async () => {
    fabric = await startFabric({ settings: { peers: 2 } });
  });

  afterAll(async () => {
    await fabric.remove();
  });

  const data = (id: string): string => join(fabric.state, 'nodes', id, 'data');

  async function lose(...ids: string[]): Promise<void> {
    for (const id of ids) {
      await fabric.stop(id, 'SIGKILL');
      rmSync(data(id), { recursive: true });
    }
  }

  async function heights(): Promise<(number | null)[]> {
    const { processes } = await fabric.status();
    return processes.filter(({ kind }) => kind !== 'chaincode').map(({ height }) => height);
  }

  async function leader(): Promise<string> {
    return (await fabric.status()).processes.find((process) => process.leader === true)!.id;
  }

  test('an orderer and a peer fetch theirs again from the others, the orderer as leader before too', async () => {
    const [height] = await heights();
    await lose('orderer-hk', 'peer0-mo');
    await fabric.up();
    await lose(await leader());
    await fabric.up();
    expect(await fabric.status()).toMatchObject({ ready: true });
    expect(new Set((await heights()).slice(3))).toEqual(new Set([height]));
    await fabric.deploy({ chaincodes: [await productDefinition()] });
  });

  test('orderers without a majority are not brought back from nothing', async () => {
    for (const id of ['orderer-gd', 'orderer-mo']) {
      await fabric.stop(id);
      renameSync(data(id), `${data(id)}.kept`);
    }
    await expect(fabric.up()).rejects.toMatchObject({
      code: 'BT-FABRIC-LEDGER-LOST',
      message: expect.stringContaining('orderer-gd and orderer-mo lost their ledgers'),
    });
    for (const id of ['orderer-gd', 'orderer-mo']) {
      await fabric.stop(id);
      rmSync(data(id), { recursive: true });
      renameSync(`${data(id)}.kept`, data(id));
    }
    await fabric.up();
    expect(await fabric.status()).toMatchObject({ ready: true });
  });

  test('a jurisdiction that lost all its peers approves its chaincode anew with the next sequence', async () => {
    const definition = await productDefinition();
    await lose('peer0-mo', 'peer1-mo');
    await fabric.up();
    await expect(fabric.deploy({ chaincodes: [definition] })).rejects.toMatchObject({
      code: 'BT-FABRIC-CHAINCODE-APPROVAL-LOST',
    });
    await fabric.deploy({ chaincodes: [{ ...definition, sequence: definition.sequence + 1 }] });
    expect(await fabric.status()).toMatchObject({ ready: true });
  });
});
