import { beforeAll, expect, test } from '@jest/globals';
import type { ProposalOptions } from '@hyperledger/fabric-gateway';
import { refusal } from '../src/fabric-client.js';
import { conformance } from './network/conformance.js';

const ENDORSE_FAILED = 'failed to endorse transaction, see attached details for more info';

conformance('what the gateway answers (internal/pkg/gateway)', (ledger) => {
  let channel: string;

  beforeAll(() => {
    ({ channel } = ledger.session);
  });

  const nowhere = () => ledger.session.client('GuangdongMSP', 'nowhere');
  const onAnother = () => ledger.session.clientWith('GuangdongMSP', { channel: 'another' });

  test('an error of the chaincode: ABORTED with its text in the detail (endorse.go)', async () => {
    expect(await refusal(ledger.guangdong.submit('fail', 'broken rule'))).toEqual({
      kind: 'EndorseError',
      code: 10,
      message: ENDORSE_FAILED,
      details: ['chaincode response 500, broken rule'],
    });
  });

  test('the same by evaluate: UNKNOWN with the text in the message too (evaluate.go)', async () => {
    const text = 'chaincode response 500, broken rule';
    expect(await refusal(ledger.guangdong.evaluate('fail', 'broken rule'))).toEqual({
      kind: 'GatewayError',
      code: 2,
      message: `evaluate call to endorser returned error: ${text}`,
      details: [text],
    });
  });

  test('an unknown function is an error of the chaincode', async () => {
    expect(await refusal(ledger.guangdong.evaluate('nonsense'))).toMatchObject({
      code: 2,
      message: 'evaluate call to endorser returned error: chaincode response 500, unknown function nonsense',
    });
  });

  test.each([200, 201, 300, 399])(
    'a response of %i is endorsed and committed (endorser.go: below ERRORTHRESHOLD)',
    async (status) => {
      expect((await ledger.guangdong.submit('status', String(status))).code).toBe(0);
      expect(await ledger.guangdong.evaluate('status', String(status))).toBe('odd');
    },
  );

  test.each([400, 404, 500, 999])('a response of %i is refused with its message', async (status) => {
    const text = `chaincode response ${status}, status ${status}`;
    expect(await refusal(ledger.guangdong.submit('status', String(status)))).toMatchObject({
      code: 10,
      details: [text],
    });
    expect(await refusal(ledger.guangdong.evaluate('status', String(status)))).toMatchObject({
      code: 2,
      details: [text],
    });
  });

  test('endorsers that disagree: ABORTED, each other one named (endorsement.go)', async () => {
    const { kind, code, message, details } = await refusal(ledger.guangdong.submit('random', 'dice'));
    expect([kind, code, message]).toEqual([
      'EndorseError',
      10,
      'failed to collect enough transaction endorsements, see attached details for more info',
    ]);
    expect(new Set(details)).toEqual(new Set(['ProposalResponsePayloads do not match']));
  });

  test('an error of the chaincode on one endorser only is a detail of that endorser', async () => {
    const proposal: ProposalOptions = {
      arguments: ['pair', 'from-macao'],
      endorsingOrganizations: ['GuangdongMSP', 'MacaoMSP'],
    };
    await ledger.guangdong.submitWith('putPrivate', {
      arguments: ['pair', 'from-macao'],
      transientData: { value: 'x' },
    });
    const { code, message, details } = await refusal(ledger.guangdong.submitWith('getPrivate', proposal));
    expect([code, message]).toEqual([
      10,
      'failed to collect enough transaction endorsements, see attached details for more info',
    ]);
    expect(details).toHaveLength(1);
    expect(details[0]).toMatch(/^chaincode response 500, GET_STATE failed: transaction ID: /);
  });

  test('a chaincode that is not defined, by submit', async () => {
    expect(await refusal(nowhere().submit('x'))).toMatchObject({
      kind: 'EndorseError',
      code: 9,
      message:
        'no combination of peers can be derived which satisfy the endorsement policy: ' +
        `No metadata was found for chaincode nowhere in channel ${channel}`,
    });
  });

  test('a chaincode that is not defined, by evaluate', async () => {
    expect(await refusal(nowhere().evaluate('x'))).toMatchObject({
      kind: 'GatewayError',
      code: 9,
      message: `no peers available to evaluate chaincode nowhere in channel ${channel}`,
    });
  });

  test('a chaincode that is not defined, with endorsers named', async () => {
    const named = { endorsingOrganizations: ['GuangdongMSP'] };
    expect(await refusal(nowhere().submitWith('x', named))).toMatchObject({
      code: 14,
      message: 'failed to find any endorsing peers for org(s): GuangdongMSP',
    });
    expect(await refusal(nowhere().contract.evaluate('x', named))).toMatchObject({
      code: 9,
      message: `no peers available to evaluate chaincode nowhere in channel ${channel}`,
    });
  });

  test('organisations that are not on the channel, named as endorsers: all of them are told', async () => {
    const named = { endorsingOrganizations: ['NopeMSP', 'GuangdongMSP', 'NeitherMSP'] };
    expect(await refusal(ledger.guangdong.submitWith('nothing', named))).toMatchObject({
      kind: 'EndorseError',
      code: 14,
      message: 'failed to find any endorsing peers for org(s): NopeMSP, NeitherMSP',
    });
  });

  test('a channel that does not exist', async () => {
    expect(await refusal(onAnother().submit('x'))).toMatchObject({
      kind: 'EndorseError',
      code: 9,
      message:
        'no combination of peers can be derived which satisfy the endorsement policy: ' +
        'No metadata was found for chaincode probe in channel another',
    });
    expect(await refusal(onAnother().evaluate('x'))).toMatchObject({
      kind: 'GatewayError',
      code: 14,
      message: 'failed to get config for channel [another]: could not get last config for channel another',
    });
  });

  test('evaluate runs where it is told to (evaluate.go: target organizations)', async () => {
    for (const mspId of ['GuangdongMSP', 'HongKongMSP', 'MacaoMSP']) {
      const answer = await ledger.guangdong.contract.evaluate('surroundings', {
        endorsingOrganizations: [mspId],
      });
      expect(JSON.parse(Buffer.from(answer).toString())).toMatchObject({ peer: mspId });
    }
    expect(await ledger.macao.evaluateJson('surroundings')).toMatchObject({ peer: 'MacaoMSP' });
  });

  test('a chaincode is told channel, transaction id, proposal time, creator, arguments and transient map (core/chaincode/handler.go)', async () => {
    const proposal = ledger.hongKong.contract.newProposal('surroundings', {
      arguments: ['a', 'ü'],
      transientData: { price: '1' },
    });
    const told = JSON.parse(Buffer.from(await proposal.evaluate()).toString()) as { seconds: number };
    expect(told).toMatchObject({
      channel,
      txId: proposal.getTransactionId(),
      creator: 'HongKongMSP',
      peer: 'HongKongMSP',
      args: ['surroundings', 'a', 'ü'],
      transient: ['price'],
    });
    expect(Math.abs(told.seconds - Date.now() / 1000)).toBeLessThan(30);
  });

  test('a call whose deadline passes while the chaincode works ends: DEADLINE_EXCEEDED, or CANCELLED when the peer sees it first', async () => {
    const slow = () => ledger.guangdong.contract.newProposal('sleep', { arguments: ['1500'] });
    expect([1, 4]).toContain((await refusal(slow().evaluate({ deadline: Date.now() + 500 }))).code);
    expect([1, 4]).toContain((await refusal(slow().endorse({ deadline: Date.now() + 500 }))).code);
  });

  test('a commit status needs the signature of its identity', async () => {
    const endorsed = await ledger.guangdong.endorse('put', { arguments: ['status', '1'] });
    const commit = await endorsed.submit();
    const unsigned = ledger.guangdong.gateway.newSignedCommit(
      commit.getBytes(),
      Buffer.from('not a signature'),
    );
    expect(await refusal(unsigned.getStatus())).toMatchObject({
      kind: 'CommitStatusError',
      code: 7,
      message: expect.stringContaining(
        `check policy on channel [${channel}] with policy [/Channel/Application/Readers]`,
      ),
    });
    expect((await commit.getStatus()).code).toBe(0);
  });
});
