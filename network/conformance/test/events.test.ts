import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { ChaincodeEvent } from '@hyperledger/fabric-gateway';
import { peer } from '@hyperledger/fabric-protos';
import { decodeBlock } from '../src/blocks/decoded-block.js';
import { text } from '../src/fabric-client.js';
import { conformance } from './network/conformance.js';
import { first, take } from './network/event-streams.js';

const named = (events: readonly ChaincodeEvent[]): string[] =>
  events.map(({ eventName, payload }) => `${eventName}:${text(payload)}`);

conformance('chaincode events (internal/pkg/gateway/chaincodeevents.go)', (ledger) => {
  test('come from valid transactions only, from a block or after a transaction on', async () => {
    const start = await ledger.guangdong.submit('putWithEvent', 'e', '1', 'one');
    const alone = { arguments: ['e', '2', 'two'], endorsingOrganizations: ['GuangdongMSP'] };
    expect((await ledger.guangdong.submitWith('putWithEvent', alone)).code).toBe(10);
    await ledger.guangdong.submit('putWithEvent', 'e', '3', 'three');
    const { network } = ledger.hongKong;
    const fromBlock = await network.getChaincodeEvents('probe', { startBlock: BigInt(start.block) });
    expect(named(await take(fromBlock, 2))).toEqual(['one:1', 'three:3']);
    const after = await network.getChaincodeEvents('probe', {
      checkpoint: { getBlockNumber: () => BigInt(start.block), getTransactionId: () => start.txId },
    });
    expect(named(await take(after, 1))).toEqual(['three:3']);
  });

  test('say block, transaction, chaincode and name, with the payload', async () => {
    const { block, txId } = await ledger.guangdong.submit('putWithEvent', 'e', 'payload', 'named');
    const event = await first(
      await ledger.macao.network.getChaincodeEvents('probe', { startBlock: BigInt(block) }),
    );
    expect({ ...event, payload: text(event.payload) }).toEqual({
      blockNumber: BigInt(block),
      transactionId: txId,
      chaincodeName: 'probe',
      eventName: 'named',
      payload: 'payload',
    });
  });

  test('several come in the order of the blocks and of the transactions in them', async () => {
    const from = await ledger.session.height();
    const endorsed = await Promise.all(
      ['x', 'y', 'z'].map((name) =>
        ledger.guangdong.endorse('putWithEvent', { arguments: [`in-${name}`, name, name] }),
      ),
    );
    await Promise.all(endorsed.map((transaction) => ledger.guangdong.order(transaction)));
    const events = await take(
      await ledger.guangdong.network.getChaincodeEvents('probe', { startBlock: BigInt(from) }),
      3,
    );
    expect(events.map(({ transactionId }) => transactionId)).toEqual(
      await ledger.session.transactionIds(from),
    );
    expect(named(events).sort()).toEqual(['x:x', 'y:y', 'z:z']);
  });

  test('without a start position the next block is the first', async () => {
    const waiting = take(await ledger.guangdong.network.getChaincodeEvents('probe'), 1);
    await delay(300);
    await ledger.guangdong.submit('putWithEvent', 'e', '4', 'four');
    expect(named(await waiting)).toEqual(['four:4']);
  });

  test('a block that is still to come can be asked for', async () => {
    const next = BigInt(await ledger.session.height());
    const waiting = take(await ledger.guangdong.network.getChaincodeEvents('probe', { startBlock: next }), 1);
    await delay(100);
    await ledger.guangdong.submit('putWithEvent', 'e', '5', 'five');
    expect(named(await waiting)).toEqual(['five:5']);
  });

  test('only of the chaincode that is asked for', async () => {
    const from = BigInt(await ledger.session.height());
    await ledger.guangdong.submit('putWithEvent', 'e', '6', 'other');
    const callee = ledger.session.client('GuangdongMSP', 'callee');
    await callee.submit('putWithEvent', 'e', '7', 'mine');
    const events = await callee.network.getChaincodeEvents('callee', { startBlock: from });
    expect(named(await take(events, 1))).toEqual(['mine:7']);
  });

  test('of two events of one transaction the last one counts (fabric-shim)', async () => {
    const { block } = await ledger.guangdong.submit('twoEvents', 'first', 'second');
    const events = await ledger.guangdong.network.getChaincodeEvents('probe', { startBlock: BigInt(block) });
    expect(named(await take(events, 1))).toEqual(['second:2']);
  });

  test('the event of a called chaincode is dropped, that of the caller stays (core/chaincode/handler.go)', async () => {
    const { block } = await ledger.guangdong.submitWith('callWithEvent', {
      arguments: ['outer', 'callee', 'putWithEvent', 'inner', '1', 'inner'],
      endorsingOrganizations: ['GuangdongMSP', 'MacaoMSP'],
    });
    const { network } = ledger.guangdong;
    const outer = await network.getChaincodeEvents('probe', { startBlock: BigInt(block) });
    expect(named(await take(outer, 1))).toEqual(['outer:outer']);
    const callee = ledger.session.client('GuangdongMSP', 'callee');
    await callee.submit('putWithEvent', 'e', '8', 'eight');
    const inner = await network.getChaincodeEvents('callee', { startBlock: BigInt(block) });
    expect(named(await take(inner, 1))).toEqual(['eight:8']);
  });
});

conformance('deliver (core/peer/deliverevents.go)', (ledger) => {
  test('blocks from a number on, then as they come', async () => {
    const { block } = await ledger.guangdong.submit('put', 'd', '1');
    const waiting = take(await ledger.hongKong.network.getBlockEvents({ startBlock: BigInt(block) }), 2);
    await ledger.guangdong.submit('put', 'd', '2');
    const numbers = (await waiting).map((found) => decodeBlock(found).number);
    expect(numbers).toEqual([block, block + 1]);
  });

  test('without a start position the next block is the first', async () => {
    const height = await ledger.session.height('HongKongMSP');
    const waiting = take(await ledger.hongKong.network.getBlockEvents(), 1);
    await delay(300);
    await ledger.guangdong.submit('put', 'd', '3');
    const [block] = await waiting;
    expect(block?.getHeader()?.getNumber()).toBe(height);
  });

  test('filtered blocks have ids, codes and event names without payload', async () => {
    const { block, txId } = await ledger.guangdong.submit('putWithEvent', 'f', 'hidden', 'shown');
    const filtered = await first(
      await ledger.hongKong.network.getFilteredBlockEvents({ startBlock: BigInt(block) }),
    );
    const [transaction] = filtered.getFilteredTransactionsList();
    expect([filtered.getChannelId(), filtered.getNumber()]).toEqual([ledger.session.channel, block]);
    expect(transaction?.getTxid()).toBe(txId);
    expect(transaction?.getType()).toBe(3);
    expect(transaction?.getTxValidationCode()).toBe(peer.TxValidationCode.VALID);
    const actions = transaction?.getTransactionActions()?.getChaincodeActionsList() ?? [];
    const events = actions.map((action) => action.getChaincodeEvent()?.toObject());
    expect(events).toEqual([{ chaincodeId: 'probe', eventName: 'shown', txId, payload: '' }]);
  });

  test('filtered blocks name invalid transactions with their code, without events', async () => {
    const alone = { arguments: ['f', '1', 'unseen'], endorsingOrganizations: ['GuangdongMSP'] };
    const { block } = await ledger.guangdong.submitWith('putWithEvent', alone);
    const filtered = await first(
      await ledger.hongKong.network.getFilteredBlockEvents({ startBlock: BigInt(block) }),
    );
    const [transaction] = filtered.getFilteredTransactionsList();
    expect(transaction?.getTxValidationCode()).toBe(peer.TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    expect(transaction?.getTransactionActions()?.getChaincodeActionsList() ?? []).toHaveLength(1);
  });

  test('a transaction without an event has no action in a filtered block', async () => {
    const { block } = await ledger.guangdong.submit('put', 'f', '2');
    const filtered = await first(
      await ledger.hongKong.network.getFilteredBlockEvents({ startBlock: BigInt(block) }),
    );
    const [transaction] = filtered.getFilteredTransactionsList();
    expect(transaction?.getTransactionActions()?.getChaincodeActionsList() ?? []).toEqual([]);
  });

  test('the three kinds deliver block 0 too', async () => {
    const start = { startBlock: 0n };
    const { network } = ledger.guangdong;
    expect((await first(await network.getBlockEvents(start))).getHeader()?.getNumber()).toBe(0);
    const filtered = await first(await network.getFilteredBlockEvents(start));
    expect(filtered.getFilteredTransactionsList().map((transaction) => transaction.getType())).toEqual([1]);
    const withData = await first(await network.getBlockAndPrivateDataEvents(start));
    expect(withData.getPrivateDataMapMap().getLength()).toBe(0);
  });
});
