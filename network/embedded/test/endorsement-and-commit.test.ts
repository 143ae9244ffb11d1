import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FabricClient, refusal } from './network/fabric-client.js';
import { ProbeChaincode } from './network/probe-chaincode.js';
import { definition, RunningLedger } from './network/running-ledger.js';

const VALID = 0;
const ENDORSEMENT_POLICY_FAILURE = 10;
const MVCC_READ_CONFLICT = 11;
const PHANTOM_READ_CONFLICT = 12;

let probe: ProbeChaincode;
let ledger: RunningLedger;
let alpha: FabricClient;
let beta: FabricClient;

beforeAll(async () => {
  probe = await ProbeChaincode.start('probe');
  ledger = await RunningLedger.start([
    definition(probe),
    definition(probe, { name: 'second', policy: "OR('GammaMSP.peer')" }),
  ]);
  alpha = new FabricClient(ledger, 'AlphaMSP', 'probe');
  beta = new FabricClient(ledger, 'BetaMSP', 'probe');
});

afterAll(async () => {
  alpha.close();
  beta.close();
  await ledger.remove();
  await probe.stop();
});

describe('simulation (txmgr/query_executor.go, tx_simulator.go)', () => {
  test('what is submitted is committed and read back at every organisation', async () => {
    expect(await alpha.submit('put', 'colour', 'red')).toMatchObject({ code: VALID, result: 'red' });
    expect(await alpha.evaluate('get', 'colour')).toBe('red');
    expect(await beta.evaluate('get', 'colour')).toBe('red');
  });

  test('a transaction does not read its own writes', async () => {
    await alpha.submit('put', 'own', 'old');
    expect(await alpha.submit('readOwnWrite', 'own', 'new')).toMatchObject({ code: VALID, result: 'old' });
  });

  test('ranges are in byte order of UTF-8, start inclusive and end exclusive, more than one batch of 100', async () => {
    await alpha.submit('putMany', 'r', '250');
    for (const key of ['r\u{1F600}', 'r\uFF5E']) await alpha.submit('put', key, 'x');
    const rows = await alpha.evaluateJson<[string, string][]>('range', 'r', 's');
    expect(rows).toHaveLength(252);
    expect(rows.slice(-2).map(([key]) => key)).toEqual(['r\uFF5E', 'r\u{1F600}']);
    expect(await alpha.evaluateJson('range', 'r0001', 'r0003')).toEqual([
      ['r0001', '1'],
      ['r0002', '2'],
    ]);
  });

  test('pages end with a bookmark that the next page starts at', async () => {
    await alpha.submit('putMany', 'p', '5');
    const first = await alpha.evaluateJson<{ bookmark: string }>('page', 'p', 'q', '2', '');
    expect(first).toEqual({
      rows: [
        ['p0000', '0'],
        ['p0001', '1'],
      ],
      count: 2,
      bookmark: 'p0002',
    });
    expect(await alpha.evaluateJson('page', 'p', 'q', '9', first.bookmark)).toMatchObject({
      count: 3,
      bookmark: '',
    });
  });

  test("a write after a paginated query is refused in Fabric's words", async () => {
    const { details } = await refusal(alpha.submit('putAfterPage'));
    expect(details[0]).toMatch(
      /PUT_STATE failed: transaction ID: \w+: txid \[\w+\]: unsuppored transaction. Transaction has already performed a paginated query. Writes are not allowed/,
    );
  });

  test('composite keys are found by their first parts', async () => {
    await alpha.submit('putComposite', 'edge', 'a', '1');
    await alpha.submit('putComposite', 'edge', 'a', '2');
    await alpha.submit('putComposite', 'edge', 'ab', '3');
    expect(await alpha.evaluateJson('composite', 'edge', 'a')).toEqual(['a/1', 'a/2']);
  });

  test('history is newest first with deletes and the proposal time (history/query_executer.go)', async () => {
    const before = Math.floor(Date.now() / 1000) - 2;
    const put = await alpha.submit('put', 'h', 'one');
    const del = await alpha.submit('del', 'h');
    const history = await alpha.evaluateJson<{ seconds: number }[]>('history', 'h');
    expect(history).toMatchObject([
      { txId: del.txId, value: '', isDelete: true },
      { txId: put.txId, value: 'one', isDelete: false },
    ]);
    for (const { seconds } of history) expect(seconds).toBeGreaterThanOrEqual(before);
  });

  test('rich queries are not supported by a LevelDB peer', async () => {
    const { message } = await refusal(alpha.evaluate('richQuery'));
    expect(message).toMatch(
      /GET_QUERY_RESULT failed: transaction ID: \w+: ExecuteQuery not supported for leveldb/,
    );
  });

  test('a chaincode calls another one of the channel under its own namespace, and both policies must hold', async () => {
    expect(await alpha.submit('call', 'second', 'put', 'called', 'yes')).toMatchObject({ code: VALID });
    const second = new FabricClient(ledger, 'AlphaMSP', 'second');
    expect(await second.evaluate('get', 'called')).toBe('yes');
    expect(await alpha.evaluate('get', 'called')).toBe('');
    second.close();
  });
});

describe('validation (txvalidator/v20, txmgmt/validation)', () => {
  test('of two updates of one key in flight one is valid and one is an MVCC read conflict', async () => {
    await alpha.submit('put', 'counter', '0');
    const commits = await Promise.all(
      [1, 2].map(() => alpha.contract.submitAsync('increment', { arguments: ['counter'] })),
    );
    const codes = await Promise.all(commits.map(async (commit) => (await commit.getStatus()).code));
    expect(codes.sort((a, b) => a - b)).toEqual([VALID, MVCC_READ_CONFLICT]);
    expect(await alpha.evaluate('get', 'counter')).toBe('1');
  });

  test('a key added to a range in flight is a phantom read conflict', async () => {
    await alpha.submit('putMany', 'z', '3');
    const summed = await alpha.contract.newProposal('sumRange', { arguments: ['z', 'zz', 'sum'] }).endorse();
    await alpha.submit('put', 'z0001a', 'phantom');
    const commit = await summed.submit();
    expect((await commit.getStatus()).code).toBe(PHANTOM_READ_CONFLICT);
  });

  test('too few organizations named: endorsed, ordered and refused by the policy', async () => {
    const outcome = await alpha.submitWith('put', {
      arguments: ['few', '1'],
      endorsingOrganizations: ['BetaMSP'],
    });
    expect(outcome.code).toBe(ENDORSEMENT_POLICY_FAILURE);
    expect(await alpha.evaluate('get', 'few')).toBe('');
  });

  test('a transaction that touches nothing still needs the chaincode policy (CheckCCEPIfNoEPChecked)', async () => {
    const alone = { endorsingOrganizations: ['AlphaMSP'] };
    expect((await alpha.submitWith('nothing', alone)).code).toBe(ENDORSEMENT_POLICY_FAILURE);
    expect((await alpha.submit('nothing')).code).toBe(VALID);
  });

  test('a key with its own policy needs exactly that policy (statebased/v20.go)', async () => {
    expect((await alpha.submit('putWithPolicy', 'beta-only', '1', 'BetaMSP')).code).toBe(VALID);
    const wrong = { arguments: ['beta-only', '2'], endorsingOrganizations: ['AlphaMSP', 'GammaMSP'] };
    expect((await alpha.submitWith('put', wrong)).code).toBe(ENDORSEMENT_POLICY_FAILURE);
    const right = { arguments: ['beta-only', '3'], endorsingOrganizations: ['BetaMSP'] };
    expect((await alpha.submitWith('put', right)).code).toBe(VALID);
    expect((await alpha.submit('put', 'beta-only', '4')).code).toBe(VALID);
    expect(await alpha.evaluate('get', 'beta-only')).toBe('4');
  });

  test('the same signed transaction submitted twice keeps its first result', async () => {
    const transaction = await alpha.contract.newProposal('put', { arguments: ['twice', '1'] }).endorse();
    const first = await (await transaction.submit()).getStatus();
    const second = await (await transaction.submit()).getStatus();
    expect([first.code, second.code]).toEqual([VALID, VALID]);
    expect(second.blockNumber).toBe(first.blockNumber);
  });
});

describe('errors through the gateway (internal/pkg/gateway)', () => {
  test('a chaincode error refuses the endorsement with the response in the detail', async () => {
    expect(await refusal(alpha.submit('fail', 'broken rule'))).toEqual({
      kind: 'EndorseError',
      code: 10,
      message: 'failed to endorse transaction, see attached details for more info',
      details: ['chaincode response 500, broken rule'],
    });
  });

  test('a chaincode error of a query is UNKNOWN with the response in the text', async () => {
    const text = 'chaincode response 500, broken rule';
    expect(await refusal(alpha.evaluate('fail', 'broken rule'))).toEqual({
      kind: 'GatewayError',
      code: 2,
      message: `evaluate call to endorser returned error: ${text}`,
      details: [text],
    });
  });

  test('a response below 400 is endorsed', async () => {
    expect((await alpha.submit('status', '300')).code).toBe(VALID);
    expect((await refusal(alpha.submit('status', '404'))).details[0]).toBe(
      'chaincode response 404, status 404',
    );
  });

  test('endorsers that disagree are named', async () => {
    const { code, details, message } = await refusal(alpha.submit('random', 'dice'));
    expect(code).toBe(10);
    expect(message).toBe(
      'failed to collect enough transaction endorsements, see attached details for more info',
    );
    expect(details).toEqual([
      'ProposalResponsePayloads do not match',
      'ProposalResponsePayloads do not match',
    ]);
  });

  test('a chaincode that is not defined', async () => {
    const nowhere = new FabricClient(ledger, 'AlphaMSP', 'nowhere');
    expect(await refusal(nowhere.submit('x'))).toMatchObject({
      code: 9,
      message:
        'no combination of peers can be derived which satisfy the endorsement policy: ' +
        'No metadata was found for chaincode nowhere in channel test',
    });
    expect(await refusal(nowhere.evaluate('x'))).toMatchObject({
      code: 9,
      message: 'no peers available to evaluate chaincode nowhere in channel test',
    });
    const named = { endorsingOrganizations: ['AlphaMSP'] };
    expect(await refusal(nowhere.submitWith('x', named))).toMatchObject({
      code: 14,
      message: 'failed to find any endorsing peers for org(s): AlphaMSP',
    });
    nowhere.close();
  });

  test('a channel that does not exist', async () => {
    const other = new FabricClient(ledger, 'AlphaMSP', 'probe', undefined, 'other');
    expect(await refusal(other.submit('x'))).toMatchObject({
      code: 9,
      message:
        'no combination of peers can be derived which satisfy the endorsement policy: ' +
        'No metadata was found for chaincode probe in channel other',
    });
    expect(await refusal(other.evaluate('x'))).toMatchObject({
      code: 14,
      message: 'failed to get config for channel [other]: could not get last config for channel other',
    });
    other.close();
  });

  test('an unknown organization named as endorser', async () => {
    const named = { endorsingOrganizations: ['NopeMSP'] };
    expect(await refusal(alpha.submitWith('x', named))).toMatchObject({
      code: 14,
      message: 'failed to find any endorsing peers for org(s): NopeMSP',
    });
  });
});
