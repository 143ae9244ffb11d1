import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ChaincodeEvent } from '@hyperledger/fabric-gateway';
import { common, peer } from '@hyperledger/fabric-protos';
import { blockHeaderHash } from '../src/ledger/block-hash.js';
import { FabricClient, refusal, text } from './network/fabric-client.js';
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

async function take<T>(events: AsyncIterable<T> & { close(): void }, count: number): Promise<T[]> {
  const taken: T[] = [];
  try {
    for await (const event of events) {
      taken.push(event);
      if (taken.length === count) break;
    }
  } finally {
    events.close();
  }
  return taken;
}

const named = (events: readonly ChaincodeEvent[]): string[] =>
  events.map(({ eventName, payload }) => `${eventName}:${text(payload)}`);

describe('chaincode events (internal/pkg/gateway/chaincodeevents.go)', () => {
  test('come from valid transactions only, from a block or after a transaction on', async () => {
    const first = await alpha.submit('putWithEvent', 'e', '1', 'one');
    const invalid = { arguments: ['e', '2', 'two'], endorsingOrganizations: ['AlphaMSP'] };
    expect((await alpha.submitWith('putWithEvent', invalid)).code).toBe(10);
    await alpha.submit('putWithEvent', 'e', '3', 'three');
    const fromBlock = await alpha.network.getChaincodeEvents('probe', { startBlock: BigInt(first.block) });
    expect(named(await take(fromBlock, 2))).toEqual(['one:1', 'three:3']);
    const after = await alpha.network.getChaincodeEvents('probe', {
      checkpoint: { getBlockNumber: () => BigInt(first.block), getTransactionId: () => first.txId },
    });
    expect(named(await take(after, 1))).toEqual(['three:3']);
  });

  test('without a start position the next block is the first', async () => {
    const events = await alpha.network.getChaincodeEvents('probe');
    const waiting = take(events, 1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await alpha.submit('putWithEvent', 'e', '4', 'four');
    expect(named(await waiting)).toEqual(['four:4']);
  });
});

describe('blocks (protoutil/blockutils.go, orderer/common/blockcutter)', () => {
  test('are a chain of header hashes from block 0 on', async () => {
    await Promise.all(Array.from({ length: 7 }, (_, i) => alpha.submit('put', `chain${i}`, 'x')));
    const { height } = await ledger.status();
    const blocks = await take(await alpha.network.getBlockEvents({ startBlock: 0n }), height);
    let previous: Buffer = Buffer.alloc(0);
    for (const [number, block] of blocks.entries()) {
      const header = block.getHeader()!;
      expect(header.getNumber()).toBe(number);
      expect(Buffer.from(header.getPreviousHash_asU8()).equals(previous)).toBe(true);
      const data = createHash('sha256');
      for (const envelope of block.getData()!.getDataList_asU8()) data.update(envelope);
      expect(Buffer.from(header.getDataHash_asU8()).equals(data.digest())).toBe(true);
      previous = blockHeaderHash(number, header.getPreviousHash_asU8(), header.getDataHash_asU8());
      expect(block.getData()!.getDataList().length).toBeLessThanOrEqual(3);
    }
    expect(Math.max(...blocks.map((block) => block.getData()!.getDataList().length))).toBe(3);
  });

  test('filtered blocks have ids, codes and event names without payload', async () => {
    const { block, txId } = await alpha.submit('putWithEvent', 'f', 'hidden', 'shown');
    const [filtered] = await take(
      await alpha.network.getFilteredBlockEvents({ startBlock: BigInt(block) }),
      1,
    );
    const [transaction] = filtered!.getFilteredTransactionsList();
    const event = transaction!.getTransactionActions()!.getChaincodeActionsList()[0]!.getChaincodeEvent()!;
    expect(filtered!.getChannelId()).toBe('test');
    expect(transaction!.getTxid()).toBe(txId);
    expect(transaction!.getTxValidationCode()).toBe(peer.TxValidationCode.VALID);
    expect([event.getEventName(), event.getPayload_asU8().length]).toEqual(['shown', 0]);
  });

  test('a key whose policy an earlier transaction of the same block changes cannot be written (vpmanagerimpl.go)', async () => {
    await alpha.submit('put', 'moving', '1');
    const changing = await alpha.contract
      .newProposal('setPolicy', { arguments: ['moving', 'GammaMSP'] })
      .endorse();
    const writing = await alpha.contract.newProposal('put', { arguments: ['moving', '2'] }).endorse();
    const commits = [await changing.submit(), await writing.submit()];
    const [changed, written] = await Promise.all(commits.map((commit) => commit.getStatus()));
    expect(written!.blockNumber).toBe(changed!.blockNumber);
    expect([changed!.code, written!.code]).toEqual([0, 10]);
  });

  test('an id that comes twice in a block is valid once (validator.go markTXIdDuplicates)', async () => {
    const transaction = await alpha.contract.newProposal('put', { arguments: ['twin', '1'] }).endorse();
    const commits = [await transaction.submit(), await transaction.submit()];
    const [first, second] = await Promise.all(commits.map((commit) => commit.getStatus()));
    expect([first!.code, second!.code]).toEqual([0, 0]);
    const start = { startBlock: first!.blockNumber };
    const [found] = await take(await alpha.network.getFilteredBlockEvents(start), 1);
    const codes = found!.getFilteredTransactionsList().map((each) => each.getTxValidationCode());
    expect(codes).toEqual([peer.TxValidationCode.VALID, peer.TxValidationCode.DUPLICATE_TXID]);
  });

  test('a write set records the sequence of the chaincode in _lifecycle, so that indexers meet that namespace', async () => {
    const { block } = await alpha.submit('put', 'ns', '1');
    const [found] = await take(await alpha.network.getBlockEvents({ startBlock: BigInt(block) }), 1);
    const bytes = Buffer.from(found!.getData()!.getDataList_asU8()[0]!).toString('latin1');
    expect(bytes).toContain('namespaces/fields/probe/Sequence');
  });
});

describe('system chaincodes by evaluate (core/scc/qscc, core/chaincode/lifecycle)', () => {
  async function query(
    chaincode: string,
    name: string,
    ...args: (string | Uint8Array)[]
  ): Promise<Uint8Array> {
    return await alpha.network.getContract(chaincode).evaluateTransaction(name, ...args);
  }

  test('qscc tells height, blocks and the outcome of a transaction', async () => {
    const { txId, block } = await alpha.submit('put', 'q', '1');
    const info = common.BlockchainInfo.deserializeBinary(await query('qscc', 'GetChainInfo', 'test'));
    expect(info.getHeight()).toBe(block + 1);
    const byNumber = await query('qscc', 'GetBlockByNumber', 'test', String(block));
    expect(common.Block.deserializeBinary(byNumber).getHeader()!.getNumber()).toBe(block);
    for (const same of [
      await query('qscc', 'GetBlockByTxID', 'test', txId),
      await query('qscc', 'GetBlockByHash', 'test', info.getCurrentblockhash_asU8()),
    ]) {
      expect(Buffer.from(same).equals(Buffer.from(byNumber))).toBe(true);
    }
    const transaction = peer.ProcessedTransaction.deserializeBinary(
      await query('qscc', 'GetTransactionByID', 'test', txId),
    );
    expect(transaction.getValidationcode()).toBe(0);
    expect((await refusal(query('qscc', 'GetTransactionByID', 'test', 'nope'))).message).toContain(
      'Failed to get transaction with id nope, error no such transaction ID [nope] in index',
    );
  });

  test('_lifecycle tells the committed definition', async () => {
    const args = new peer.lifecycle.QueryChaincodeDefinitionArgs();
    args.setName('probe');
    const result = peer.lifecycle.QueryChaincodeDefinitionResult.deserializeBinary(
      await query('_lifecycle', 'QueryChaincodeDefinition', args.serializeBinary()),
    );
    expect([result.getVersion(), result.getSequence()]).toEqual(['1.0', 1]);
  });
});
