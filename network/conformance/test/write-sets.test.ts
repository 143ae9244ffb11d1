import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { ProposalOptions } from '@hyperledger/fabric-gateway';
import type { NamespaceEffect } from '../src/blocks/read-write-set.js';
import { effectOf, envelopeIn, partsOf } from '../src/blocks/transaction-parts.js';
import { conformance } from './network/conformance.js';

const NOTHING = { reads: [], ranges: [], writes: [], metadata: [], collections: [] };
const sha256 = (value: string): string => createHash('sha256').update(value).digest('hex');

conformance('write sets', (ledger) => {
  /** What an endorsed transaction reads and writes in all namespaces. */
  async function effects(
    name: string,
    args: readonly string[] = [],
    options: ProposalOptions = {},
  ): Promise<NamespaceEffect[]> {
    return effectOf(envelopeIn(await ledger.guangdong.endorse(name, { arguments: [...args], ...options })));
  }

  /** The same in the namespace of the chaincode, if there is any. */
  async function effect(name: string, ...args: string[]): Promise<NamespaceEffect | undefined> {
    return (await effects(name, args)).find(({ namespace }) => namespace === 'probe');
  }

  async function put(key: string, value: string): Promise<string> {
    return `${(await ledger.guangdong.submit('put', key, value)).block}.0`;
  }

  test('every transaction reads the sequence of its chaincode in _lifecycle, and namespaces are sorted (lifecycle/endorsement_info.go, rwset_builder.go)', async () => {
    const [lifecycle, probe, ...others] = await effects('put', ['w', '1']);
    expect(lifecycle).toEqual({
      ...NOTHING,
      namespace: '_lifecycle',
      reads: [['namespaces/fields/probe/Sequence', expect.stringMatching(/^\d+\.0$/)]],
    });
    expect(probe).toEqual({ ...NOTHING, namespace: 'probe', writes: [['w', '1']] });
    expect(others).toEqual([]);
  });

  test('a transaction that touches nothing has no set of its own namespace (rwset_builder.go)', async () => {
    expect((await effects('nothing')).map(({ namespace }) => namespace)).toEqual(['_lifecycle']);
  });

  test('a read records key and version, an absent key no version (query_executor.go GetState)', async () => {
    const version = await put('read-me', '1');
    expect((await effect('getAll', 'read-me', 'absent', 'read-me'))?.reads).toEqual([
      ['absent', null],
      ['read-me', version],
    ]);
  });

  test('own writes are not read: the read records the committed version (query_executor.go)', async () => {
    const version = await put('own', 'old');
    const transaction = await ledger.guangdong.endorse('readOwnWrite', { arguments: ['own', 'new'] });
    expect(Buffer.from(transaction.getResult()).toString()).toBe('old');
    const [, probe] = effectOf(envelopeIn(transaction));
    expect(probe).toMatchObject({ reads: [['own', version]], writes: [['own', 'new']] });
  });

  test('the last write of a key wins, writes are sorted by key in byte order, a delete has no value (rwset_builder.go)', async () => {
    const writes = (
      await effect('putAll', 'b', '1', 'a\u{1F600}', '2', 'a\uFF5E', '3', 'b', '4', 'c', '5', 'c', '-')
    )?.writes;
    expect(writes).toEqual([
      ['a\uFF5E', '3'],
      ['a\u{1F600}', '2'],
      ['b', '4'],
      ['c', null],
    ]);
  });

  test("a write of a key's policy is a metadata write without a read, reading it is a read (tx_simulator.go SetStateMetadata)", async () => {
    await put('policy', '1');
    expect(await effect('setPolicy', 'policy', 'MacaoMSP')).toEqual({
      ...NOTHING,
      namespace: 'probe',
      metadata: [['policy', ['VALIDATION_PARAMETER']]],
    });
    const version = await put('policy', '2');
    expect((await effect('getPolicy', 'policy'))?.reads).toEqual([['policy', version]]);
  });

  test('a range that is read to its end records its bounds and every key (rwsetutil/query_results_helper.go)', async () => {
    const first = await put('scan1', 'x');
    const second = await put('scan3', 'x');
    expect((await effect('range', 'scan', 'scao'))?.ranges).toEqual([
      {
        start: 'scan',
        end: 'scao',
        exhausted: true,
        reads: [
          ['scan1', first],
          ['scan3', second],
        ],
      },
    ]);
  });

  test('an empty range records that nothing was there', async () => {
    expect((await effect('range', 'no-1', 'no-2'))?.ranges).toEqual([
      { start: 'no-1', end: 'no-2', exhausted: true },
    ]);
  });

  test('a range whose iterator is closed early ends with the last key that the peer fetched (query_executor.go resultsItr)', async () => {
    await ledger.guangdong.submit('putMany', 'early', '5');
    const [range] = (await effect('firstOfRange', 'early', 'earlz', '2', 'early-count'))?.ranges ?? [];
    expect(range).toMatchObject({ start: 'early', exhausted: true, end: 'earlz' });
    expect(range?.reads).toHaveLength(5);
  });

  test('of a range longer than one answer of 100, an iterator closed early records what was fetched, and the one more that told of more (core/chaincode/query_response_generator.go)', async () => {
    await ledger.guangdong.submit('putMany', 'long', '150');
    const [range] = (await effect('firstOfRange', 'long', 'lonh', '2', 'long-count'))?.ranges ?? [];
    expect(range).toMatchObject({ start: 'long', end: 'long0100', exhausted: false });
    expect(range?.merkle).toMatchObject({ maxDegree: 50 });
  });

  test.each([
    [50, undefined],
    [51, { maxDegree: 50, maxLevel: 1, hashes: 1 }],
    [150, { maxDegree: 50, maxLevel: 1, hashes: 3 }],
  ])(
    'a range of %i keys: more than 50 are a Merkle summary (rwsetutil/query_results_helper.go)',
    async (count, summary) => {
      const prefix = `merkle${count}-`;
      await ledger.guangdong.submit('putMany', prefix, String(count));
      const [range] = (await effect('range', prefix, `${prefix}~`))?.ranges ?? [];
      expect(range?.exhausted).toBe(true);
      expect(range?.merkle).toEqual(summary);
      expect(range?.reads?.length).toBe(summary === undefined ? count : undefined);
    },
  );

  test('a page records the range up to where it ended (query_executor.go GetStateRangeScanIteratorWithPagination)', async () => {
    await ledger.guangdong.submit('putMany', 'pages', '5');
    const [range] = (await effect('page', 'pages', 'paget', '2', ''))?.ranges ?? [];
    expect(range).toMatchObject({ start: 'pages', end: 'pages0001', exhausted: false });
    expect(range?.reads?.map(([key]) => key)).toEqual(['pages0000', 'pages0001']);
  });

  test('history records nothing (history/query_executer.go)', async () => {
    await put('told', '1');
    expect(await effect('historyThenPut', 'told', 'told-count')).toMatchObject({
      reads: [],
      ranges: [],
      writes: [['told-count', '1']],
    });
  });

  test('private writes and reads are hashes, the values stay outside (rwset_builder.go, handler.go)', async () => {
    const [, probe] = await effects('putPrivate', ['all', 'secret'], { transientData: { value: 'gold' } });
    expect(probe?.writes).toEqual([]);
    expect(probe?.collections).toEqual([
      {
        name: 'all',
        reads: [],
        writes: [[sha256('secret'), sha256('gold')]],
        metadata: [],
        privateHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
    expect((await effect('getPrivateHash', 'all', 'never'))?.collections[0]?.reads).toEqual([
      [sha256('never'), null],
    ]);
    expect((await effect('getPrivate', 'all', 'never'))?.collections[0]?.reads).toEqual([
      [sha256('never'), null],
    ]);
  });

  test('a private read alone has no private write set to bind', async () => {
    expect((await effect('getPrivate', 'all', 'never'))?.collections[0]?.privateHash).toBe('');
  });

  test('private delete, purge and policy are hashed writes of their kinds (rwset_builder.go)', async () => {
    expect((await effect('delPrivate', 'all', 'k'))?.collections[0]?.writes).toEqual([[sha256('k'), null]]);
    expect((await effect('purgePrivate', 'all', 'k'))?.collections[0]?.writes).toEqual([
      [sha256('k'), 'purged'],
    ]);
    const [, probe] = await effects('putPrivateWithPolicy', ['all', 'k', 'MacaoMSP'], {
      transientData: { value: 'gold' },
    });
    expect(probe?.collections[0]?.metadata).toEqual([[sha256('k'), ['VALIDATION_PARAMETER']]]);
  });

  test('a private range records the private reads of each key (query_executor.go)', async () => {
    const put = { arguments: ['all', 'pr1'], transientData: { value: '1' } };
    const { block } = await ledger.guangdong.submitWith('putPrivate', put);
    const probe = await effect('privateRange', 'all', 'pr', 'ps');
    expect(probe?.collections[0]?.reads ?? []).toEqual([]);
    expect(block).toBeGreaterThan(0);
  });

  test('the transient map is in no part of the transaction (internal/pkg/gateway/submit.go prepareTransaction)', async () => {
    const transaction = await ledger.guangdong.endorse('putPrivate', {
      arguments: ['all', 'k'],
      transientData: { value: 'the-hidden-value' },
    });
    expect(Buffer.from(transaction.getBytes()).includes('the-hidden-value')).toBe(false);
  });

  test('a called chaincode has its own namespace and its own read of _lifecycle (core/chaincode/handler.go HandleInvokeChaincode)', async () => {
    const [lifecycle, callee, probe] = await effects('putAndCall', [
      'caller',
      'callee',
      'put',
      'called',
      '1',
    ]);
    expect(callee).toMatchObject({ namespace: 'callee', writes: [['called', '1']] });
    expect(lifecycle?.reads.map(([key]) => key)).toEqual([
      'namespaces/fields/callee/Sequence',
      'namespaces/fields/probe/Sequence',
    ]);
    expect(probe).toMatchObject({ namespace: 'probe', writes: [['caller', 'callee']] });
  });

  test('the action names chaincode and version and has the response of the chaincode (endorser.go)', async () => {
    const { action } = partsOf(envelopeIn(await ledger.guangdong.endorse('put', { arguments: ['w', '1'] })));
    expect(action.getChaincodeId()?.toObject()).toMatchObject({ name: 'probe', version: '1.0', path: '' });
    expect(action.getResponse()?.getStatus()).toBe(200);
    expect(Buffer.from(action.getResponse()?.getPayload_asU8() ?? []).toString()).toBe('1');
  });
});
