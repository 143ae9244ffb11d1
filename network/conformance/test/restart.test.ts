import { beforeAll, expect, test } from '@jest/globals';
import { refusal, text, type Outcome } from '../src/fabric-client.js';
import { conformance } from './network/conformance.js';
import { first } from './network/event-streams.js';
import { privateValuesOf, putPrivate } from './network/private-data.js';

const RESTART_WITHIN_MS = 180_000;

conformance('a restart of everything', (ledger) => {
  let event: Outcome;
  let secret: Outcome;
  let height: number;
  let committed: Uint8Array;
  let inFlight: Uint8Array;

  beforeAll(async () => {
    await ledger.guangdong.submit('put', 'restart-before', 'the restart');
    await ledger.guangdong.submit('putWithPolicy', 'restart-guarded', '1', 'HongKongMSP');
    event = await ledger.guangdong.submit('putWithEvent', 'restart-told', 'payload', 'before restart');
    secret = await putPrivate(ledger.guangdong, 'pair', 'restart-secret', 'still here');
    await putPrivate(ledger.guangdong, 'all', 'restart-gone', 'x');
    await ledger.guangdong.submit('purgePrivate', 'all', 'restart-gone');
    const transaction = await ledger.guangdong.endorse('put', { arguments: ['restart-once', '1'] });
    committed = transaction.getBytes();
    await ledger.guangdong.order(transaction);
    inFlight = (await ledger.guangdong.endorse('increment', { arguments: ['restart-counter'] })).getBytes();
    height = await ledger.session.height();
    await ledger.session.restart();
  }, RESTART_WITHIN_MS);

  test('state, policies of keys and history are kept', async () => {
    expect(await ledger.session.height()).toBe(height);
    expect(await ledger.hongKong.evaluate('get', 'restart-before')).toBe('the restart');
    expect(await ledger.hongKong.evaluateJson('getPolicy', 'restart-guarded')).toEqual(['HongKongMSP']);
    expect(await ledger.macao.evaluateJson('history', 'restart-before')).toMatchObject([
      { value: 'the restart' },
    ]);
  });

  test('private data is kept where it was, and only there; what was purged stays away', async () => {
    expect(await ledger.hongKong.evaluate('getPrivate', 'pair', 'restart-secret')).toBe('still here');
    expect((await refusal(ledger.macao.evaluate('getPrivate', 'pair', 'restart-secret'))).code).toBe(2);
    expect(await ledger.macao.evaluate('getPrivate', 'all', 'restart-gone')).toBe('');
    expect(await privateValuesOf(ledger.hongKong, secret.block)).toEqual([
      'probe/pair/restart-secret=still here',
    ]);
  });

  test('events of old blocks can be read', async () => {
    const found = await first(
      await ledger.hongKong.network.getChaincodeEvents('probe', { startBlock: BigInt(event.block) }),
    );
    expect([found.eventName, text(found.payload), found.transactionId]).toEqual([
      'before restart',
      'payload',
      event.txId,
    ]);
  });

  test('the outcome of an old transaction is known, and its id is used up', async () => {
    const old = ledger.guangdong.gateway.newTransaction(committed);
    const status = await (await old.submit()).getStatus();
    expect([status.code, status.transactionId]).toEqual([0, old.getTransactionId()]);
  });

  test('a transaction endorsed before can be ordered after', async () => {
    const transaction = ledger.guangdong.gateway.newTransaction(inFlight);
    expect((await ledger.guangdong.order(transaction)).code).toBe(0);
    expect(await ledger.macao.evaluate('get', 'restart-counter')).toBe('1');
  });

  test('work goes on', async () => {
    expect((await ledger.macao.submit('put', 'restart-after', 'the restart')).code).toBe(0);
    expect(await ledger.guangdong.evaluate('get', 'restart-after')).toBe('the restart');
  });
});
