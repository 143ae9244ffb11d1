import { expect, test } from '@jest/globals';
import { conformance } from './network/conformance.js';
import { privateValuesOf, putPrivate } from './network/private-data.js';

conformance('removal of private data (pvtdatastorage, pvtstatepurgemgmt)', (ledger) => {
  /** Puts empty work into the next blocks. */
  async function moreBlocks(count: number): Promise<void> {
    for (let i = 0; i < count; i += 1) await ledger.guangdong.submit('put', 'filler', String(i));
  }

  test('a delete removes value and hash, and stays in what is delivered', async () => {
    await putPrivate(ledger.guangdong, 'all', 'deleted', 'x');
    const outcome = await ledger.guangdong.submit('delPrivate', 'all', 'deleted');
    expect(outcome.code).toBe(0);
    expect(await ledger.hongKong.evaluate('getPrivate', 'all', 'deleted')).toBe('');
    expect(await ledger.hongKong.evaluate('getPrivateHash', 'all', 'deleted')).toBe('');
    expect(await privateValuesOf(ledger.hongKong, outcome.block)).toEqual(['probe/all/deleted=-']);
  });

  test('a delete leaves the value of the earlier block to be delivered', async () => {
    const { block } = await putPrivate(ledger.guangdong, 'all', 'remembered', 'x');
    await ledger.guangdong.submit('delPrivate', 'all', 'remembered');
    expect(await privateValuesOf(ledger.hongKong, block)).toEqual(['probe/all/remembered=x']);
  });

  test('a purge removes the value everywhere, what is delivered included', async () => {
    const first = await putPrivate(ledger.guangdong, 'all', 'purged', 'one');
    const second = await putPrivate(ledger.guangdong, 'all', 'purged', 'two');
    expect((await ledger.guangdong.submit('purgePrivate', 'all', 'purged')).code).toBe(0);
    expect(await ledger.hongKong.evaluate('getPrivate', 'all', 'purged')).toBe('');
    expect(await ledger.hongKong.evaluate('getPrivateHash', 'all', 'purged')).toBe('');
    for (const { block } of [first, second]) {
      expect(await privateValuesOf(ledger.hongKong, block)).toEqual([]);
    }
  });

  test('a purge leaves other keys of the same transaction and later writes of the key', async () => {
    const twice = { arguments: ['all', 'pair', 'kept'], transientData: { value: 'x' } };
    const outcome = await ledger.guangdong.submitWith('putPrivateTwice', {
      ...twice,
      endorsingOrganizations: ['GuangdongMSP', 'HongKongMSP'],
    });
    await ledger.guangdong.submit('purgePrivate', 'all', 'kept');
    expect(await privateValuesOf(ledger.hongKong, outcome.block)).toEqual(['probe/pair/kept=x']);
    await putPrivate(ledger.guangdong, 'all', 'kept', 'again');
    expect(await ledger.macao.evaluate('getPrivate', 'all', 'kept')).toBe('again');
  });

  test('blockToLive removes value and hash after that many blocks', async () => {
    const { block } = await putPrivate(ledger.guangdong, 'short', 'k', 'soon gone');
    await moreBlocks(2);
    expect(await ledger.hongKong.evaluate('getPrivate', 'short', 'k')).toBe('soon gone');
    await moreBlocks(1);
    expect(await ledger.session.height()).toBe(block + 4);
    for (const client of [ledger.guangdong, ledger.hongKong, ledger.macao]) {
      expect(await client.evaluate('getPrivate', 'short', 'k')).toBe('');
      expect(await client.evaluate('getPrivateHash', 'short', 'k')).toBe('');
    }
    expect(await privateValuesOf(ledger.guangdong, block)).toEqual([]);
  });

  test('a value written again lives from then on', async () => {
    await putPrivate(ledger.guangdong, 'short', 'again', 'one');
    await moreBlocks(1);
    await putPrivate(ledger.guangdong, 'short', 'again', 'two');
    await moreBlocks(2);
    expect(await ledger.hongKong.evaluate('getPrivate', 'short', 'again')).toBe('two');
    await moreBlocks(1);
    expect(await ledger.hongKong.evaluate('getPrivate', 'short', 'again')).toBe('');
  });

  test('a policy set on a private key raises the version of value and hash, and with it the end of its life', async () => {
    const { block } = await putPrivate(ledger.guangdong, 'short', 'renewed', 'longer');
    await moreBlocks(1);
    const renewing = { arguments: ['short', 'renewed', 'GuangdongMSP', 'HongKongMSP'] };
    const renewed = await ledger.guangdong.submitWith('setPrivatePolicy', renewing);
    expect([renewed.code, renewed.block]).toEqual([0, block + 2]);
    await moreBlocks(2);
    expect(await ledger.hongKong.evaluate('getPrivate', 'short', 'renewed')).toBe('longer');
    await moreBlocks(1);
    expect(await ledger.hongKong.evaluate('getPrivate', 'short', 'renewed')).toBe('');
  });
});
