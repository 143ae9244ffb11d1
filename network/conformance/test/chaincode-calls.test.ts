import { expect, test } from '@jest/globals';
import { refusal } from '../src/fabric-client.js';
import { conformance } from './network/conformance.js';

conformance('chaincode to chaincode (core/chaincode/handler.go HandleInvokeChaincode)', (ledger) => {
  const callee = () => ledger.session.client('HongKongMSP', 'callee');

  test('a called chaincode writes under its own namespace', async () => {
    const call = {
      arguments: ['callee', 'put', 'called', 'yes'],
      endorsingOrganizations: ['GuangdongMSP', 'MacaoMSP'],
    };
    expect(await ledger.guangdong.submitWith('call', call)).toMatchObject({ code: 0, result: 'yes' });
    expect(await callee().evaluate('get', 'called')).toBe('yes');
    expect(await ledger.guangdong.evaluate('get', 'called')).toBe('');
  });

  test('it reads committed state and sees creator and transaction of the caller', async () => {
    await callee().submit('put', 'seen', '1');
    expect(await ledger.guangdong.evaluate('call', 'callee', 'get', 'seen')).toBe('1');
    const told = JSON.parse(await ledger.macao.evaluate('call', 'callee', 'surroundings', 'x')) as object;
    expect(told).toMatchObject({ creator: 'MacaoMSP', args: ['surroundings', 'x'] });
  });

  test('a chaincode cannot call itself: its stream has the transaction already (transaction_contexts.go)', async () => {
    expect((await refusal(ledger.guangdong.evaluate('call', 'probe', 'get', 'self'))).message).toMatch(
      /INVOKE_CHAINCODE failed: transaction ID: (\w+): execute failed: error sending: txid: \1\(conformance\) exists$/,
    );
  });

  test('an error of the callee is an answer to the caller, who may go on', async () => {
    expect(await ledger.guangdong.evaluateJson('callStatus', 'callee', 'fail', 'no')).toEqual({
      code: 500,
      message: 'no',
      bytes: 0,
    });
    expect(await ledger.guangdong.evaluateJson('callStatus', 'callee', 'status', '404')).toMatchObject({
      code: 404,
      message: 'status 404',
    });
  });

  test('a chaincode that is not there', async () => {
    expect((await refusal(ledger.guangdong.evaluate('call', 'nowhere', 'get', 'x'))).message).toMatch(
      /INVOKE_CHAINCODE failed: transaction ID: \w+: .*nowhere/,
    );
  });

  test('the own channel may be named; a channel that is not there is refused', async () => {
    const { channel } = ledger.session;
    await callee().submit('put', 'on-channel', '1');
    expect(await ledger.guangdong.evaluate('callOn', channel, 'callee', 'get', 'on-channel')).toBe('1');
    expect(
      (await refusal(ledger.guangdong.evaluate('callOn', 'another', 'callee', 'get', 'x'))).message,
    ).toMatch(/INVOKE_CHAINCODE failed: transaction ID: \w+: /);
  });

  test('qscc answers clients only (core/scc/qscc/query.go)', async () => {
    const { channel } = ledger.session;
    expect(await ledger.guangdong.evaluateJson('callStatus', 'qscc', 'GetChainInfo', channel)).toEqual({
      code: 500,
      message:
        'Rejecting invoke of QSCC from another chaincode because of potential for deadlocks, original ' +
        "invocation for 'probe'",
      bytes: 0,
    });
  });
});
