import { describe, expect, test } from '@jest/globals';
import { common } from '@hyperledger/fabric-protos';
import { expectConfigBlock, genesisEnvelope, OutdatedState } from './genesis-block.js';

const configuration = {
  organisations: [{ mspId: 'AlphaMSP', caCertificate: 'pem', tlsCaCertificate: 'pem' }],
  orderer: { mspId: 'OrdererMSP', caCertificate: 'pem' },
  batch: { maxCount: 500, preferredBytes: 2_097_152, timeoutMs: 20 },
  absoluteMaxBytes: 10_485_760,
};

function blockOf(envelope: Uint8Array): Uint8Array {
  const data = new common.BlockData();
  data.addData(envelope);
  const block = new common.Block();
  block.setData(data);
  return block.serializeBinary();
}

describe('the block 0 that a state folder begins with', () => {
  test('is taken when it is a channel configuration', () => {
    expect(() => {
      expectConfigBlock(blockOf(genesisEnvelope('test', configuration)), './state');
    }).not.toThrow();
  });

  test('is refused in one sentence when it is not', () => {
    const refused = (): void => {
      expectConfigBlock(blockOf(new Uint8Array()), './state');
    };
    expect(refused).toThrow(OutdatedState);
    expect(refused).toThrow(/^\.\/state was made by an earlier version of this ledger/);
  });
});
