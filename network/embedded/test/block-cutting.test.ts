import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FabricClient } from './network/fabric-client.js';
import { ProbeChaincode } from './network/probe-chaincode.js';
import { definition, RunningLedger } from './network/running-ledger.js';

let probe: ProbeChaincode;
let ledger: RunningLedger;
let alpha: FabricClient;

beforeAll(async () => {
  probe = await ProbeChaincode.start('probe');
  ledger = await RunningLedger.start([definition(probe)], ['--batch-count', '3', '--batch-timeout', '100']);
  alpha = new FabricClient(ledger, 'AlphaMSP', 'probe');
});

afterAll(async () => {
  alpha.close();
  await ledger.remove();
  await probe.stop();
});

test('a block is cut when it has as many transactions as --batch-count says (orderer/common/blockcutter)', async () => {
  await Promise.all(Array.from({ length: 7 }, (_, i) => alpha.submit('put', `cut${i}`, 'x')));
  const { height } = await ledger.status();
  const sizes: number[] = [];
  const blocks = await alpha.network.getBlockEvents({ startBlock: 0n });
  for await (const block of blocks) {
    sizes.push(block.getData()!.getDataList().length);
    if (sizes.length === height) break;
  }
  blocks.close();
  expect(Math.max(...sizes)).toBe(3);
});
