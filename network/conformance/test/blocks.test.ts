import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { common } from '@hyperledger/fabric-protos';
import {
  blockDataHash,
  blockHeaderHash,
  channelHeaderOf,
  decodeBlock,
  type DecodedBlock,
} from '../src/blocks/decoded-block.js';
import { conformance } from './network/conformance.js';
import { RawClient } from './network/raw-client.js';

const { SIGNATURES, TRANSACTIONS_FILTER, COMMIT_HASH } = common.BlockMetadataIndex;

conformance('blocks (protoutil/blockutils.go, kvledger/kv_ledger.go)', (ledger) => {
  let client: RawClient;
  let blocks: DecodedBlock[];

  beforeAll(async () => {
    client = new RawClient(ledger.session);
    const endorsed = await Promise.all(
      Array.from({ length: 3 }, (_, i) => ledger.guangdong.endorse('put', { arguments: [`b${i}`, 'x'] })),
    );
    for (const transaction of endorsed) await transaction.submit();
    await ledger.guangdong.submit('put', 'b', 'x');
    const height = await ledger.session.height();
    const numbers = Array.from({ length: Math.min(height, 40) }, (_, i) => i);
    blocks = [];
    for (const number of numbers) blocks.push(await client.block(number));
  });

  afterAll(() => {
    client.close();
  });

  test('are a chain of header hashes from block 0 on', () => {
    expect(blocks[0]?.previousHash).toBe('');
    blocks.slice(1).forEach((block, index) => {
      expect(block.number).toBe(index + 1);
      expect(block.previousHash).toBe(blockHeaderHash(blocks[index]!));
    });
  });

  test('bind their envelopes by the data hash', () => {
    for (const block of blocks) expect(block.dataHash).toBe(blockDataHash(block.envelopes));
  });

  test('have one validation code for each envelope', () => {
    for (const block of blocks)
      expect(block.metadata[TRANSACTIONS_FILTER]).toHaveLength(block.envelopes.length);
  });

  test('block 0 is a configuration block with one transaction', () => {
    const headers = blocks[0]!.envelopes.map(channelHeaderOf);
    expect(headers.map((header) => [header.getType(), header.getChannelId()])).toEqual([
      [common.HeaderType.CONFIG, ledger.session.channel],
    ]);
    expect(blocks[0]!.codes).toEqual([0]);
  });

  test('the configuration of block 0 names the organisations', () => {
    const payload = common.Payload.deserializeBinary(
      common.Envelope.deserializeBinary(blocks[0]!.envelopes[0]!).getPayload_asU8(),
    );
    const config = common.ConfigEnvelope.deserializeBinary(payload.getData_asU8()).getConfig();
    const groups = config?.getChannelGroup()?.getGroupsMap();
    const application = groups?.get('Application')?.getGroupsMap();
    expect([...(application?.keys() ?? [])].sort()).toEqual(['GuangdongMSP', 'HongKongMSP', 'MacaoMSP']);
    expect(groups?.has('Orderer')).toBe(true);
  });

  test('are signed by an orderer, with the index of the last configuration block', () => {
    const metadata = common.Metadata.deserializeBinary(blocks.at(-1)!.metadata[SIGNATURES]!);
    const orderer = common.OrdererBlockMetadata.deserializeBinary(metadata.getValue_asU8());
    expect(metadata.getSignaturesList().length).toBeGreaterThan(0);
    expect(orderer.getLastConfig()?.getIndex()).toBe(0);
  });

  test('carry a commit hash, another one in each block', () => {
    const hashes = blocks.slice(1).map((block) => {
      const metadata = common.Metadata.deserializeBinary(block.metadata[COMMIT_HASH]!);
      return Buffer.from(metadata.getValue_asU8()).toString('hex');
    });
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  test('are the same at every organisation, commit hash included, but for the signature of the orderer asked', async () => {
    const found = await Promise.all(
      [ledger.guangdong, ledger.hongKong, ledger.macao].map(async ({ network }) => {
        const bytes = await network
          .getContract('qscc')
          .evaluateTransaction('GetBlockByNumber', ledger.session.channel, String(blocks.at(-1)!.number));
        const { metadata, ...block } = decodeBlock(common.Block.deserializeBinary(bytes));
        return { ...block, commitHash: metadata[COMMIT_HASH] };
      }),
    );
    expect(found[1]).toEqual(found[0]);
    expect(found[2]).toEqual(found[0]);
  });

  test('have each transaction once, whichever orderers took it', async () => {
    const from = await ledger.session.height();
    const endorsed = await Promise.all(
      ['1', '2', '3', '4'].map((value) => ledger.guangdong.endorse('put', { arguments: ['ordered', value] })),
    );
    const outcomes = await Promise.all(endorsed.map((transaction) => ledger.guangdong.order(transaction)));
    const ids = await ledger.session.transactionIds(from);
    expect(ids.sort()).toEqual(outcomes.map(({ txId }) => txId).sort());
  });
});
