import { expect, test } from '@jest/globals';
import type { Transaction } from '@hyperledger/fabric-gateway';
import { conformance } from './network/conformance.js';
import { inOneBlock } from './network/one-block.js';

const VALID = 0;
const MVCC_READ_CONFLICT = 11;
const PHANTOM_READ_CONFLICT = 12;

conformance('read conflicts (txmgmt/validation)', (ledger) => {
  const endorse = (name: string, ...args: string[]): Promise<Transaction> =>
    ledger.guangdong.endorse(name, {
      arguments: args,
      endorsingOrganizations: ['GuangdongMSP', 'HongKongMSP'],
    });

  /** Endorses, lets others change the state, and tells how the transaction ends. */
  async function codeAfter(
    transaction: [name: string, ...args: string[]],
    change: [name: string, ...args: string[]],
  ): Promise<number> {
    const [name, ...args] = transaction;
    const inFlight = await endorse(name, ...args);
    const [changing, ...changeArgs] = change;
    expect((await ledger.hongKong.submit(changing, ...changeArgs)).code).toBe(VALID);
    return (await ledger.guangdong.order(inFlight)).code;
  }

  test('of two updates of one key one is valid and one is a conflict (validator.go validateKVRead)', async () => {
    await ledger.guangdong.submit('put', 'counter', '0');
    const both = await Promise.all([1, 2].map(() => endorse('increment', 'counter')));
    const outcomes = await Promise.all(both.map((transaction) => ledger.guangdong.order(transaction)));
    expect(outcomes.map(({ code }) => code).sort((a, b) => a - b)).toEqual([VALID, MVCC_READ_CONFLICT]);
    expect(await ledger.guangdong.evaluate('get', 'counter')).toBe('1');
  });

  test('blind writes of one key are all valid, the last one in the block stays', async () => {
    const both = await Promise.all(['1', '2'].map((value) => endorse('put', 'blind', value)));
    for (const transaction of both) expect((await ledger.guangdong.order(transaction)).code).toBe(VALID);
    expect(await ledger.guangdong.evaluate('get', 'blind')).toBe('2');
  });

  test.each<[string, [string, ...string[]], [string, ...string[]], [string, ...string[]], number]>([
    [
      'an absent key is written',
      ['put', 'm0', '1'],
      ['increment', 'm1'],
      ['put', 'm1', '5'],
      MVCC_READ_CONFLICT,
    ],
    [
      'the same value is written again',
      ['put', 'm2', '1'],
      ['increment', 'm2'],
      ['put', 'm2', '1'],
      MVCC_READ_CONFLICT,
    ],
    ['the key is deleted', ['put', 'm3', '1'], ['increment', 'm3'], ['del', 'm3'], MVCC_READ_CONFLICT],
    [
      'the policy of the key is written',
      ['put', 'm4', '1'],
      ['increment', 'm4'],
      ['setPolicy', 'm4', 'GuangdongMSP', 'HongKongMSP'],
      MVCC_READ_CONFLICT,
    ],
    ['another key is written', ['put', 'm5', '1'], ['increment', 'm5'], ['put', 'm6', '1'], VALID],
    ['an absent key is deleted', ['put', 'm7', '1'], ['increment', 'm8'], ['del', 'm8'], VALID],
    [
      'the policy of an absent key is written',
      ['put', 'm9', '1'],
      ['increment', 'm10'],
      ['setPolicy', 'm10', 'GuangdongMSP'],
      VALID,
    ],
  ])(
    'a read is stale or not when %s (validator.go, tx_ops.go)',
    async (_, before, transaction, change, code) => {
      const [name, ...args] = before;
      await ledger.guangdong.submit(name, ...args);
      expect(await codeAfter(transaction, change)).toBe(code);
    },
  );

  test.each<[string, [string, ...string[]], number]>([
    ['a key is added inside', ['put', 'KEY0001a', 'x'], PHANTOM_READ_CONFLICT],
    ['a key inside is written again', ['put', 'KEY0001', '1'], PHANTOM_READ_CONFLICT],
    ['a key inside is deleted', ['del', 'KEY0002'], PHANTOM_READ_CONFLICT],
    ['a key is added at the end, which is outside', ['put', 'KEY1', 'x'], VALID],
    ['a key is added before the start', ['put', 'KEY', 'x'], VALID],
  ])(
    'a range is a phantom read or not when %s (rangequery_validator.go)',
    async (what, [name, key, ...rest], code) => {
      const prefix = `ph${what.length}`;
      const named = (text: string): string => text.replace('KEY', prefix);
      await ledger.guangdong.submit('putMany', prefix, '4');
      const count: [string, ...string[]] = ['countRange', `${prefix}0`, `${prefix}1`, `${prefix}-count`];
      expect(await codeAfter(count, [name, named(key ?? ''), ...rest])).toBe(code);
    },
  );

  test.each([
    ['before its last key', '0050a', PHANTOM_READ_CONFLICT],
    ['after its end', '~~', VALID],
  ])(
    'a range of more than 50 keys is compared by its Merkle hashes: a key %s (rangequery_validator.go rangeQueryHashValidator)',
    async (_, added, code) => {
      const prefix = `hash${code}-`;
      await ledger.guangdong.submit('putMany', prefix, '120');
      const count: [string, ...string[]] = ['countRange', prefix, `${prefix}~`, prefix.slice(0, -1)];
      expect(await codeAfter(count, ['put', `${prefix}${added}`, 'x'])).toBe(code);
    },
  );

  test('of a range that was not read to its end only what was fetched is compared', async () => {
    await ledger.guangdong.submit('putMany', 'part', '150');
    const read: [string, ...string[]] = ['firstOfRange', 'part', 'paru', '2', 'x-part'];
    expect(await codeAfter(read, ['put', 'part0120a', 'x'])).toBe(VALID);
    expect(await codeAfter(read, ['put', 'part0050a', 'x'])).toBe(PHANTOM_READ_CONFLICT);
  });

  test('an earlier transaction of the same block counts, in block order (validator.go)', async () => {
    const codes = await inOneBlock(ledger.session, async (attempt) => {
      const prefix = `inblock${attempt}-`;
      await ledger.guangdong.submit('putMany', prefix, '2');
      return Promise.all([
        endorse('put', `${prefix}0000`, 'new'),
        endorse('increment', `${prefix}0000`),
        endorse('countRange', prefix, `${prefix}~`, 'x-inblock'),
      ]);
    });
    expect(codes).toEqual([VALID, MVCC_READ_CONFLICT, PHANTOM_READ_CONFLICT]);
  });

  test('private reads are checked by the hash of the key, reads of the hash too (validator.go validateKVReadHash)', async () => {
    const put = (key: string): Promise<unknown> =>
      ledger.hongKong.submitWith('putPrivate', { arguments: ['all', key], transientData: { value: '1' } });
    await put('stale');
    const increment = await endorse('incrementPrivate', 'all', 'stale');
    const hash = await endorse('hashThenPut', 'all', 'stale', 'x-stale');
    await put('stale');
    expect((await ledger.guangdong.order(increment)).code).toBe(MVCC_READ_CONFLICT);
    expect((await ledger.guangdong.order(hash)).code).toBe(MVCC_READ_CONFLICT);
  });

  test('writes of an invalid transaction change nothing', async () => {
    await ledger.guangdong.submit('put', 'kept', '1');
    expect(await codeAfter(['increment', 'kept'], ['put', 'kept', '9'])).toBe(MVCC_READ_CONFLICT);
    expect(await ledger.guangdong.evaluate('get', 'kept')).toBe('9');
  });
});
