import { expect, test } from '@jest/globals';
import { common, peer } from '@hyperledger/fabric-protos';
import { blockHeaderHash, decodeBlock } from '../src/blocks/decoded-block.js';
import { refusal } from '../src/fabric-client.js';
import { conformance } from './network/conformance.js';

conformance('system chaincodes by evaluate (core/scc/qscc, core/chaincode/lifecycle)', (ledger) => {
  const query = (chaincode: string, name: string, ...args: (string | Uint8Array)[]): Promise<Uint8Array> =>
    ledger.guangdong.network.getContract(chaincode).evaluateTransaction(name, ...args);
  const qscc = (name: string, ...args: (string | Uint8Array)[]): Promise<Uint8Array> =>
    query('qscc', name, ledger.session.channel, ...args);

  test('GetChainInfo: height, hash of the last block and of the one before', async () => {
    const { block } = await ledger.guangdong.submit('put', 'q', '1');
    const info = common.BlockchainInfo.deserializeBinary(await qscc('GetChainInfo'));
    const found = decodeBlock(common.Block.deserializeBinary(await qscc('GetBlockByNumber', String(block))));
    expect(info.getHeight()).toBe(block + 1);
    expect(Buffer.from(info.getCurrentblockhash_asU8()).toString('hex')).toBe(blockHeaderHash(found));
    expect(Buffer.from(info.getPreviousblockhash_asU8()).toString('hex')).toBe(found.previousHash);
  });

  test('the same block by number, hash and transaction id', async () => {
    const { txId, block } = await ledger.guangdong.submit('put', 'q', '2');
    const info = common.BlockchainInfo.deserializeBinary(await qscc('GetChainInfo'));
    const byNumber = Buffer.from(await qscc('GetBlockByNumber', String(block)));
    expect(Buffer.from(await qscc('GetBlockByTxID', txId)).equals(byNumber)).toBe(true);
    expect(Buffer.from(await qscc('GetBlockByHash', info.getCurrentblockhash_asU8())).equals(byNumber)).toBe(
      true,
    );
  });

  test('GetTransactionByID: the envelope and its validation code, of an invalid one too', async () => {
    const few = { arguments: ['q', '3'], endorsingOrganizations: ['GuangdongMSP'] };
    for (const [outcome, code] of [
      [await ledger.guangdong.submit('put', 'q', '3'), 0],
      [await ledger.guangdong.submitWith('put', few), 10],
    ] as const) {
      const found = peer.ProcessedTransaction.deserializeBinary(
        await qscc('GetTransactionByID', outcome.txId),
      );
      expect(found.getValidationcode()).toBe(code);
      const payload = common.Payload.deserializeBinary(
        found.getTransactionenvelope()?.getPayload_asU8() ?? new Uint8Array(),
      );
      const header = common.ChannelHeader.deserializeBinary(
        payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
      );
      expect(header.getTxId()).toBe(outcome.txId);
    }
  });

  test.each([
    [
      'GetTransactionByID',
      'nope',
      'Failed to get transaction with id nope, error no such transaction ID [nope] in index',
    ],
    [
      'GetBlockByTxID',
      'nope',
      'Failed to get block for txID nope, error no such transaction ID [nope] in index',
    ],
    [
      'GetBlockByNumber',
      '999999',
      'Failed to get block number 999999, error no such block number [999999] in index',
    ],
    [
      'GetBlockByNumber',
      'one',
      'Failed to parse block number with error strconv.ParseUint: parsing "one": invalid syntax',
    ],
  ])('%s of %s is refused', async (name, argument, text) => {
    expect((await refusal(qscc(name, argument))).message).toContain(`chaincode response 500, ${text}`);
  });

  test('an unknown hash, function or channel is refused', async () => {
    expect((await refusal(qscc('GetBlockByHash', Buffer.from('xyz')))).message).toContain(
      'chaincode response 500, Failed to get block hash xyz, error no such block hash [78797a] in index',
    );
    expect((await refusal(qscc('GetNothing', 'x'))).message).toContain(
      'chaincode response 500, access denied for [GetNothing][conformance]: [Unmapped policy for qscc/GetNothing]',
    );
    expect((await refusal(query('qscc', 'GetChainInfo', 'another'))).message).toContain(
      'Invalid chain ID, another',
    );
  });

  test('_lifecycle QueryChaincodeDefinition tells the committed definition', async () => {
    const args = new peer.lifecycle.QueryChaincodeDefinitionArgs();
    args.setName('probe');
    const result = peer.lifecycle.QueryChaincodeDefinitionResult.deserializeBinary(
      await query('_lifecycle', 'QueryChaincodeDefinition', args.serializeBinary()),
    );
    expect(result.toObject()).toMatchObject({
      version: '1.0',
      sequence: 1,
      endorsementPlugin: 'escc',
      validationPlugin: 'vscc',
      initRequired: false,
    });
    const policy = peer.ApplicationPolicy.deserializeBinary(result.getValidationParameter_asU8());
    expect(policy.getSignaturePolicy()?.getIdentitiesList()).toHaveLength(3);
    const collections = result.getCollections()?.getConfigList() ?? [];
    expect(collections.map((config) => config.getStaticCollectionConfig()?.getName())).toEqual([
      'all',
      'pair',
      'guarded',
      'byHongKong',
      'short',
    ]);
    const approvals = result.getApprovalsMap();
    expect(['GuangdongMSP', 'HongKongMSP', 'MacaoMSP'].map((mspId) => approvals.get(mspId))).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('_lifecycle QueryChaincodeDefinition of an unknown chaincode is refused', async () => {
    const args = new peer.lifecycle.QueryChaincodeDefinitionArgs();
    args.setName('nowhere');
    expect(
      (await refusal(query('_lifecycle', 'QueryChaincodeDefinition', args.serializeBinary()))).message,
    ).toContain('chaincode response 404, namespace nowhere is not defined');
  });

  test('_lifecycle QueryChaincodeDefinitions lists all', async () => {
    const args = new peer.lifecycle.QueryChaincodeDefinitionsArgs();
    const result = peer.lifecycle.QueryChaincodeDefinitionsResult.deserializeBinary(
      await query('_lifecycle', 'QueryChaincodeDefinitions', args.serializeBinary()),
    );
    expect(
      result
        .getChaincodeDefinitionsList()
        .map((definition) => definition.getName())
        .sort(),
    ).toEqual(['callee', 'changing', 'initial', 'probe']);
  });
});
