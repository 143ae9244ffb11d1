import { expect, test } from '@jest/globals';
import { conformance } from './network/conformance.js';

interface Entry {
  readonly txId: string;
  readonly value: string;
  readonly isDelete: boolean;
  readonly seconds: number;
}

conformance('history of a key (history/query_executer.go)', (ledger) => {
  const history = (key: string): Promise<Entry[]> => ledger.hongKong.evaluateJson('history', key);

  test('is newest first, with deletes and the time of the proposal', async () => {
    const before = Math.floor(Date.now() / 1000) - 2;
    const put = await ledger.guangdong.submit('put', 'h', 'one');
    const del = await ledger.guangdong.submit('del', 'h');
    const again = await ledger.guangdong.submit('put', 'h', 'two');
    const found = await history('h');
    expect(found).toMatchObject([
      { txId: again.txId, value: 'two', isDelete: false },
      { txId: del.txId, value: '', isDelete: true },
      { txId: put.txId, value: 'one', isDelete: false },
    ]);
    for (const { seconds } of found) expect(seconds).toBeGreaterThanOrEqual(before);
  });

  test('has valid writes only', async () => {
    const few = { arguments: ['h-invalid', '1'], endorsingOrganizations: ['GuangdongMSP'] };
    expect((await ledger.guangdong.submitWith('put', few)).code).toBe(10);
    expect(await history('h-invalid')).toEqual([]);
  });

  test('of keys that begin alike is kept apart', async () => {
    await ledger.guangdong.submit('put', 'alike', '1');
    await ledger.guangdong.submit('put', 'alike2', '2');
    expect(await history('alike')).toMatchObject([{ value: '1' }]);
  });

  test('has one entry for a transaction that wrote the key twice', async () => {
    await ledger.guangdong.submit('putAll', 'h-twice', '1', 'h-twice', '2');
    expect(await history('h-twice')).toMatchObject([{ value: '2' }]);
  });

  test('longer than one answer of 100 comes whole, in the order of the blocks', async () => {
    const from = await ledger.session.height();
    const endorsed = await Promise.all(
      Array.from({ length: 105 }, (_, i) =>
        ledger.guangdong.endorse('put', { arguments: ['h-long', String(i)] }),
      ),
    );
    await Promise.all(endorsed.map((transaction) => ledger.guangdong.order(transaction)));
    const found = await history('h-long');
    expect(found.map(({ txId }) => txId)).toEqual((await ledger.session.transactionIds(from)).reverse());
    expect(found).toHaveLength(105);
  });

  test('a change of policy alone is no entry', async () => {
    await ledger.guangdong.submit('put', 'h-policy', '1');
    await ledger.guangdong.submit('setPolicy', 'h-policy', 'GuangdongMSP', 'HongKongMSP');
    expect(await history('h-policy')).toMatchObject([{ value: '1' }]);
  });
});
