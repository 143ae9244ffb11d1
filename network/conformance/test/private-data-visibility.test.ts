import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { refusal } from '../src/fabric-client.js';
import { conformance } from './network/conformance.js';
import { privateValuesOf, putPrivate } from './network/private-data.js';

const VALID = 0;
const sha256 = (value: string): string => createHash('sha256').update(value).digest('hex');

conformance('who sees private data (core/chaincode/handler.go, core/common/privdata)', (ledger) => {
  test("members' peers have the value, the others only its hash", async () => {
    expect((await putPrivate(ledger.guangdong, 'pair', 'k', 'secret')).code).toBe(VALID);
    expect(await ledger.guangdong.evaluate('getPrivate', 'pair', 'k')).toBe('secret');
    expect(await ledger.hongKong.evaluate('getPrivate', 'pair', 'k')).toBe('secret');
    for (const client of [ledger.guangdong, ledger.macao]) {
      expect(await client.evaluate('getPrivateHash', 'pair', 'k')).toBe(sha256('secret'));
    }
    expect((await refusal(ledger.macao.evaluate('getPrivate', 'pair', 'k'))).message).toMatch(
      /GET_STATE failed: transaction ID: \w+: private data matching public hash version is not available. Public hash version = \{BlockNum: \d+, TxNum: 0\}, Private data version = <nil>$/,
    );
  });

  test('a key that was never written is empty everywhere', async () => {
    for (const client of [ledger.hongKong, ledger.macao]) {
      expect(await client.evaluate('getPrivate', 'pair', 'never')).toBe('');
      expect(await client.evaluate('getPrivateHash', 'pair', 'never')).toBe('');
    }
  });

  test("a client reads where its gateway sends it: another member's peer answers a non-member (memberOnlyRead off)", async () => {
    await putPrivate(ledger.guangdong, 'pair', 'lent', 'secret');
    const onMember = { arguments: ['pair', 'lent'], endorsingOrganizations: ['HongKongMSP'] };
    expect(Buffer.from(await ledger.macao.contract.evaluate('getPrivate', onMember)).toString()).toBe(
      'secret',
    );
  });

  test("memberOnlyRead looks at the client's organisation, on any peer", async () => {
    await putPrivate(ledger.guangdong, 'guarded', 'k', 'secret');
    expect(await ledger.hongKong.evaluate('getPrivate', 'guarded', 'k')).toBe('secret');
    for (const mspId of ['GuangdongMSP', 'MacaoMSP']) {
      const onPeer = { arguments: ['guarded', 'k'], endorsingOrganizations: [mspId] };
      expect((await refusal(ledger.macao.contract.evaluate('getPrivate', onPeer))).message).toContain(
        'tx creator does not have read access permission on privatedata in chaincodeName:probe collectionName: guarded',
      );
    }
  });

  test('memberOnlyRead holds for ranges and not for hashes', async () => {
    await putPrivate(ledger.guangdong, 'guarded', 'hashed', 'secret');
    expect((await refusal(ledger.macao.evaluate('privateRange', 'guarded', '', ''))).message).toContain(
      'GET_STATE_BY_RANGE failed: transaction ID: ',
    );
    expect(await ledger.macao.evaluate('getPrivateHash', 'guarded', 'hashed')).toBe(sha256('secret'));
  });

  test("memberOnlyWrite looks at the client's organisation", async () => {
    const orgs = ['GuangdongMSP', 'HongKongMSP'];
    const text =
      'tx creator does not have write access permission on privatedata in chaincodeName:probe collectionName: guarded';
    expect((await refusal(putPrivate(ledger.macao, 'guarded', 'k', 'x', orgs))).details[0]).toContain(text);
    for (const name of ['delPrivate', 'purgePrivate']) {
      const call = ledger.macao.submitWith(name, {
        arguments: ['guarded', 'k'],
        endorsingOrganizations: orgs,
      });
      expect((await refusal(call)).details[0]).toContain(text);
    }
  });

  test('a non-member may write where memberOnlyWrite is off, and the members get the value', async () => {
    const outcome = await putPrivate(ledger.macao, 'pair', 'gift', 'gift', ['GuangdongMSP', 'MacaoMSP']);
    expect(outcome.code).toBe(VALID);
    expect(await ledger.hongKong.evaluate('getPrivate', 'pair', 'gift')).toBe('gift');
  });

  test('a member that endorsed nothing gets the value too', async () => {
    await putPrivate(ledger.guangdong, 'all', 'sent', 'to all', ['GuangdongMSP', 'HongKongMSP']);
    expect(await ledger.macao.evaluate('getPrivate', 'all', 'sent')).toBe('to all');
  });

  test('a collection that is not defined is named', async () => {
    expect((await refusal(ledger.guangdong.evaluate('getPrivate', 'nope', 'k'))).message).toMatch(
      /collection conformance\/probe\/nope could not be found$/,
    );
    expect((await refusal(ledger.guangdong.evaluate('getPrivateHash', 'nope', 'k'))).message).toMatch(
      /collection \[nope\] not defined in the collection config for chaincode \[probe\]$/,
    );
  });

  test("an organisation's implicit collection is on its own peer only", async () => {
    const implicit = '_implicit_org_HongKongMSP';
    await putPrivate(ledger.guangdong, implicit, 'k', 'for hk', ['GuangdongMSP', 'HongKongMSP']);
    expect(await ledger.hongKong.evaluate('getPrivate', implicit, 'k')).toBe('for hk');
    expect(await ledger.macao.evaluate('getPrivateHash', implicit, 'k')).toBe(sha256('for hk'));
    expect((await refusal(ledger.guangdong.evaluate('getPrivate', implicit, 'k'))).message).toContain(
      'private data matching public hash version is not available',
    );
  });

  test('an implicit collection of an organisation that is not on the channel is not defined', async () => {
    expect((await refusal(ledger.guangdong.evaluate('getPrivate', '_implicit_org_NopeMSP', 'k'))).code).toBe(
      2,
    );
  });

  test('own private writes are not read', async () => {
    await putPrivate(ledger.guangdong, 'all', 'own', 'old');
    const outcome = await ledger.guangdong.submitWith('readOwnPrivateWrite', {
      arguments: ['all', 'own'],
      transientData: { value: 'new' },
    });
    expect(outcome).toMatchObject({ code: VALID, result: 'old' });
  });

  test('ranges of private keys can be read, but not in a transaction that writes (tx_simulator.go)', async () => {
    await putPrivate(ledger.guangdong, 'all', 'range1', 'one');
    await putPrivate(ledger.guangdong, 'all', 'range2', 'two');
    expect(await ledger.macao.evaluateJson('privateRange', 'all', 'range', 'rangf')).toEqual([
      ['range1', 'one'],
      ['range2', 'two'],
    ]);
    expect((await refusal(ledger.guangdong.submit('privateRangeThenPut', 'all', 'x'))).details[0]).toMatch(
      /PUT_STATE failed: transaction ID: \w+: txid \[\w+\]: unsuppored transaction. Transaction has already performed queries on pvt data. Writes are not allowed$/,
    );
    expect((await refusal(ledger.guangdong.submit('putThenPrivateRange', 'all', 'x'))).details[0]).toMatch(
      /GET_STATE_BY_RANGE failed: transaction ID: \w+: txid \[\w+\]: unsuppored transaction. Queries on pvt data is supported only in a read-only transaction$/,
    );
  });

  test('a private range on a peer that does not have the values is empty', async () => {
    await putPrivate(ledger.guangdong, 'pair', 'unseen1', 'one');
    expect(await ledger.macao.evaluateJson('privateRange', 'pair', 'unseen', 'unseeo')).toEqual([]);
  });

  const visitor = (mspId: string) => ledger.session.clientWith(mspId, { identity: ledger.macao.identity });

  test('deliver with private data gives what the peer has (core/peer/deliverevents.go)', async () => {
    const { block } = await putPrivate(ledger.guangdong, 'pair', 'event', 'seen');
    expect(await privateValuesOf(ledger.hongKong, block)).toEqual(['probe/pair/event=seen']);
    expect(await privateValuesOf(ledger.macao, block)).toEqual([]);
  });

  test('deliver with private data gives a collection with memberOnlyRead to members only, others to every reader (CheckCollectionPolicy)', async () => {
    const guarded = await putPrivate(ledger.guangdong, 'guarded', 'event', 'seen');
    expect(await privateValuesOf(ledger.hongKong, guarded.block)).toEqual(['probe/guarded/event=seen']);
    expect(await privateValuesOf(visitor('HongKongMSP'), guarded.block)).toEqual([]);
    const open = await putPrivate(ledger.guangdong, 'pair', 'event2', 'seen');
    expect(await privateValuesOf(visitor('HongKongMSP'), open.block)).toEqual(['probe/pair/event2=seen']);
    const implicit = await putPrivate(ledger.hongKong, '_implicit_org_HongKongMSP', 'event3', 'seen', [
      'HongKongMSP',
    ]);
    expect(await privateValuesOf(visitor('HongKongMSP'), implicit.block)).toEqual([
      'probe/_implicit_org_HongKongMSP/event3=seen',
    ]);
  });

  test('private data of an invalid transaction is not in the state, but delivered by the peer that has it', async () => {
    const outcome = await putPrivate(ledger.guangdong, 'all', 'invalid', 'x', ['GuangdongMSP']);
    expect(outcome.code).toBe(10);
    expect(await ledger.guangdong.evaluate('getPrivate', 'all', 'invalid')).toBe('');
    expect(await privateValuesOf(ledger.guangdong, outcome.block)).toEqual(['probe/all/invalid=x']);
  });
});
