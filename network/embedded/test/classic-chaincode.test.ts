import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { FabricClient, refusal, userOf } from './network/fabric-client.js';
import { DiallingProbe } from './network/probe-chaincode.js';
import { ORGANISATIONS, RunningLedger, type Definition } from './network/running-ledger.js';

const ALL_THREE = "AND('AlphaMSP.peer','BetaMSP.peer','GammaMSP.peer')";
const PACKAGE_ID = `probe_2.0:${'0a'.repeat(32)}`;

const dialling: Definition = {
  name: 'probe',
  version: '1.0',
  sequence: 1,
  policy: ALL_THREE,
  addresses: null,
};

let ledger: RunningLedger;
let alpha: FabricClient;
let running: DiallingProbe[] = [];

beforeAll(async () => {
  const listen = ['--chaincode-listen', '127.0.0.1:0', '--chaincode-listen', 'BetaMSP=127.0.0.1:0'];
  const timeouts = ['--chaincode-start-timeout', '4000', '--endorsement-timeout', '20000'];
  ledger = await RunningLedger.start([dialling], [...listen, ...timeouts]);
  alpha = new FabricClient(ledger, 'AlphaMSP', 'probe');
});

afterEach(async () => {
  await Promise.all(running.map((probe) => probe.stop()));
  running = [];
  while ((await ledger.status()).dialled.length > 0) await sleep(20);
});

afterAll(async () => {
  alpha.close();
  await ledger.remove();
});

/** Starts a chaincode; returns when the ledger knows it. */
async function dial(
  id: string,
  env: NodeJS.ProcessEnv = {},
  address = ledger.chaincodeListen(),
): Promise<void> {
  const before = (await ledger.status()).dialled.length;
  running.push(await DiallingProbe.start(id, address, env));
  while ((await ledger.status()).dialled.length === before) await sleep(20);
}

/** What a function returns on the peer of each organisation. */
async function onEachPeer(name: string): Promise<string[]> {
  const answers: string[] = [];
  for (const mspId of ORGANISATIONS) {
    const client = new FabricClient(ledger, mspId, 'probe');
    answers.push(await client.evaluate(name));
    client.close();
  }
  return answers;
}

describe('a chaincode that dials the ledger (core/chaincode/chaincode_support.go Register)', () => {
  test('that is not there in time fails the call in the words of Fabric (runtime_launcher.go)', async () => {
    const { code, details } = await refusal(alpha.submit('put', 'early', '1'));
    expect(code).toBe(10);
    expect(details[0]).toMatch(
      new RegExp(
        '^error in simulation: failed to execute transaction [0-9a-f]{64}: could not launch chaincode probe:1.0: ' +
          'timeout expired while starting chaincode probe:1.0 for transaction$',
      ),
    );
  });

  test('is waited for, and one process serves the peers of all organisations', async () => {
    const early = alpha.submit('put', 'key', '1');
    expect((await ledger.status()).dialled).toEqual([]);
    await dial('probe:1.0');
    expect((await ledger.status()).dialled).toEqual([{ id: 'probe:1.0', mspId: null }]);
    expect((await early).code).toBe(0);
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, (_, i) => alpha.submit('increment', `counter ${i}`)),
    );
    expect(outcomes.map(({ code }) => code)).toEqual(outcomes.map(() => 0));
  });

  test('whose process dies during a call fails the call; the next call waits for its return', async () => {
    await dial('probe:1.0');
    expect(await alpha.evaluate('get', 'key')).toBe('1');
    const onlyAlpha = { endorsingOrganizations: ['AlphaMSP'] };
    const { details } = await refusal(alpha.contract.evaluate('crash', onlyAlpha));
    expect(details[0]).toMatch(
      /failed to execute transaction \w+: error sending: chaincode stream terminated$/,
    );
    const next = alpha.evaluate('get', 'key');
    running.push(await DiallingProbe.start('probe:1.0', ledger.chaincodeListen()));
    expect(await next).toBe('1');
  });

  test('with a process for each peer: every peer has its own', async () => {
    for (const label of ['one', 'two', 'three']) await dial('probe:1.0', { PROBE_LABEL: label });
    expect(new Set(await onEachPeer('label')).size).toBe(3);
    expect((await alpha.submit('put', 'three', '1')).code).toBe(0);
  });

  test('at an address of one organisation serves the peers of that organisation only', async () => {
    await dial('probe:1.0', { CORE_PEER_LOCALMSPID: 'AnyMSP' });
    await dial('probe:1.0', { CORE_PEER_LOCALMSPID: 'BetaMSP' }, ledger.chaincodeListen('BetaMSP'));
    expect((await ledger.status()).dialled).toContainEqual({ id: 'probe:1.0', mspId: 'BetaMSP' });
    expect(await onEachPeer('mspId')).toEqual(['AnyMSP', 'BetaMSP', 'AnyMSP']);
  });

  test('works on a transaction for one peer at a time, since it knows it by channel and id only', async () => {
    await dial('probe:1.0');
    const proposal = alpha.contract.newProposal('wait', { arguments: ['300'] });
    const evaluations = ORGANISATIONS.map(async (mspId) => {
      const client = new FabricClient(ledger, mspId, 'probe', userOf(ledger, 'AlphaMSP'));
      const signed = client.gateway.newProposal(proposal.getBytes());
      return await signed.evaluate().finally(() => {
        client.close();
      });
    });
    const began = Date.now();
    for (const answer of await Promise.all(evaluations))
      expect(Buffer.from(answer).toString()).toBe('waited');
    expect(Date.now() - began).toBeGreaterThanOrEqual(850);
  });

  test('cannot call itself: its transaction id is in use on the stream (transaction_contexts.go)', async () => {
    await dial('probe:1.0');
    const { details } = await refusal(alpha.submit('call', 'probe', 'put', 'a', '1'));
    expect(details[0]).toMatch(
      /INVOKE_CHAINCODE failed: transaction ID: (\w+): execute failed: error sending: txid: \1\(test\) exists$/,
    );
  });

  test('is upgraded in place: the process of the new version serves from the block on that defines it', async () => {
    await dial('probe:1.0', { PROBE_LABEL: 'old' });
    await dial(PACKAGE_ID, { PROBE_LABEL: 'new' });
    expect(await alpha.evaluate('label')).toBe('old');
    const upgraded = { ...dialling, version: '2.0', sequence: 2 };
    await ledger.admin('PUT', '/definitions', { chaincodes: [upgraded] });
    expect(await alpha.evaluate('label')).toBe('new');
    expect((await alpha.submit('put', 'upgraded', '1')).code).toBe(0);
  });
});
