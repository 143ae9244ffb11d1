import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FabricClient, refusal } from './network/fabric-client.js';
import { ProbeChaincode } from './network/probe-chaincode.js';
import { definition, RunningLedger } from './network/running-ledger.js';

const COLLECTIONS = [{ name: 'alpha-only', policy: "OR('AlphaMSP.member')", maxPeerCount: 0 }];

let caller: ProbeChaincode;
let callee: ProbeChaincode;
let ledger: RunningLedger;
let alpha: FabricClient;
let direct: FabricClient;

beforeAll(async () => {
  [caller, callee] = await Promise.all([ProbeChaincode.start('caller'), ProbeChaincode.start('callee')]);
  const ofBeta = definition(callee, { policy: "AND('BetaMSP.peer')", collections: COLLECTIONS });
  const ofAlpha = definition(caller, { policy: "AND('AlphaMSP.peer')" });
  ledger = await RunningLedger.start([ofAlpha, ofBeta]);
  alpha = new FabricClient(ledger, 'AlphaMSP', 'caller');
  direct = new FabricClient(ledger, 'AlphaMSP', 'callee');
});

afterAll(async () => {
  alpha.close();
  direct.close();
  await ledger.remove();
  await Promise.all([caller.stop(), callee.stop()]);
});

interface Called {
  readonly code: number;
  readonly message: string;
  /** Base64. */
  readonly payload: string;
}

const callOn = async (channel: string, chaincode: string, ...args: string[]): Promise<Called> =>
  alpha.evaluateJson<Called>('callOn', channel, chaincode, ...args);

describe('chaincode to chaincode (core/chaincode/handler.go HandleInvokeChaincode)', () => {
  test('the policies of both namespaces must hold; the gateway asks both organisations', async () => {
    expect((await alpha.submit('call', 'callee', 'put', 'both', '1')).code).toBe(0);
    expect(await direct.evaluate('get', 'both')).toBe('1');
    for (const mspId of ['AlphaMSP', 'BetaMSP']) {
      const one = { arguments: ['callee', 'put', 'both', '2'], endorsingOrganizations: [mspId] };
      expect((await alpha.submitWith('call', one)).code).toBe(10);
    }
    expect(await direct.evaluate('get', 'both')).toBe('1');
  });

  test('a namespace that is only read needs no endorsement of its own (plugindispatcher/dispatcher.go)', async () => {
    const one = { arguments: ['callee', 'get', 'both'], endorsingOrganizations: ['AlphaMSP'] };
    expect((await alpha.submitWith('call', one)).code).toBe(0);
    expect((await alpha.submit('call', 'callee', 'get', 'both')).code).toBe(0);
  });

  test("the callee's event is dropped, the caller's is kept under the caller's name", async () => {
    const { block: first } = await alpha.submit('call', 'callee', 'putWithEvent', 'k', 'v', 'of the callee');
    const last = await alpha.submit('putWithEvent', 'k', 'v', 'of the caller');
    const seen = [];
    for (const name of ['callee', 'caller']) {
      const events = await alpha.network.getFilteredBlockEvents({ startBlock: BigInt(first) });
      for await (const block of events) {
        const chaincodeEvents = block
          .getFilteredTransactionsList()
          .flatMap((tx) => tx.getTransactionActions()?.getChaincodeActionsList() ?? [])
          .map((action) => action.getChaincodeEvent())
          .filter((event) => event?.getChaincodeId() === name);
        seen.push(...chaincodeEvents.map((event) => [name, event?.getEventName()]));
        if (block.getNumber() >= last.block) break;
      }
      events.close();
    }
    expect(seen).toEqual([['caller', 'of the caller']]);
  });

  test('an error response of the callee is a response that the caller may handle', async () => {
    expect(await callOn('', 'callee', 'fail', 'broken rule')).toMatchObject({
      code: 500,
      message: 'broken rule',
    });
    expect(await callOn('', 'callee', 'status', '404')).toMatchObject({ code: 404 });
  });

  test('a chaincode that is not defined', async () => {
    expect((await refusal(alpha.evaluate('call', 'nowhere', 'x'))).details[0]).toMatch(
      /INVOKE_CHAINCODE failed: transaction ID: \w+: execute failed: invalid invocation: \[channel test\] failed to get chaincode container info for nowhere: chaincode nowhere not found$/,
    );
  });

  test('another channel is refused, as on a peer that has joined one channel only', async () => {
    expect((await refusal(alpha.evaluate('callOn', 'other', 'callee', 'get', 'k'))).details[0]).toMatch(
      /INVOKE_CHAINCODE failed: transaction ID: \w+: Failed to get policy manager for channel \[other\]$/,
    );
  });

  test('the own channel may be named', async () => {
    expect(await callOn('test', 'callee', 'get', 'both')).toMatchObject({
      code: 200,
      payload: Buffer.from('1').toString('base64'),
    });
  });

  test('a chaincode cannot call itself, not even through another one (transaction_contexts.go)', async () => {
    const exists = /execute failed: error sending: txid: \w+\(test\) exists$/;
    expect((await refusal(alpha.evaluate('call', 'caller', 'get', 'k'))).details[0]).toMatch(exists);
    const { message } = await callOn('', 'callee', 'call', 'caller', 'get', 'k');
    expect(message).toMatch(exists);
  });

  test('a key written before and after the call in both namespaces keeps one version each', async () => {
    const { code } = await alpha.submit('call', 'callee', 'increment', 'counter');
    expect(code).toBe(0);
    expect(await direct.evaluate('get', 'counter')).toBe('1');
    expect(await alpha.evaluate('get', 'last call')).toBe('callee');
  });

  test("the callee's collections and private data are its own", async () => {
    const transient = { transientData: { value: Buffer.from('secret') } };
    const named = { endorsingOrganizations: ['AlphaMSP', 'BetaMSP'], ...transient };
    const put = { arguments: ['callee', 'putPrivate', 'alpha-only', 'p'], ...named };
    expect((await alpha.submitWith('call', put)).code).toBe(0);
    expect(await direct.evaluate('getPrivate', 'alpha-only', 'p')).toBe('secret');
    expect((await refusal(alpha.evaluate('getPrivate', 'alpha-only', 'p'))).message).toContain(
      'collection test/caller/alpha-only could not be found',
    );
  });

  test('qscc answers clients only (core/scc/qscc/query.go)', async () => {
    expect(await callOn('', 'qscc', 'GetChainInfo', 'test')).toMatchObject({ code: 500, payload: '' });
  });

  test('a callee that crashes fails the call of its caller, and is called again when it is back', async () => {
    const { details } = await refusal(alpha.submit('call', 'callee', 'crash'));
    expect(details[0]).toMatch(/execute failed: error sending: chaincode stream terminated$/);
    const next = alpha.submit('call', 'callee', 'put', 'after', '1');
    await callee.restart();
    expect((await next).code).toBe(0);
  });
});
