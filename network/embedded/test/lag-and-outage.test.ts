import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { FabricClient, refusal } from './network/fabric-client.js';
import { ProbeChaincode } from './network/probe-chaincode.js';
import { definition, ORGANISATIONS, RunningLedger } from './network/running-ledger.js';

let probe: ProbeChaincode;
let ledger: RunningLedger;
let alpha: FabricClient;
let beta: FabricClient;

beforeAll(async () => {
  probe = await ProbeChaincode.start('probe');
  ledger = await RunningLedger.start([definition(probe)]);
  alpha = new FabricClient(ledger, 'AlphaMSP', 'probe');
  beta = new FabricClient(ledger, 'BetaMSP', 'probe');
});

afterEach(async () => {
  for (const mspId of ORGANISATIONS) await ledger.setPeer(mspId, { up: true, lag: 0 });
});

afterAll(async () => {
  alpha.close();
  beta.close();
  await ledger.remove();
  await probe.stop();
});

async function heightOf(mspId: string): Promise<number> {
  const { peers } = await ledger.status();
  return peers.find((peer) => peer.mspId === mspId)?.height ?? 0;
}

const fromAlphaAndGamma = (
  key: string,
  value: string,
): { arguments: string[]; endorsingOrganizations: string[] } => ({
  arguments: [key, value],
  endorsingOrganizations: ['AlphaMSP', 'GammaMSP'],
});

describe('a lagging peer', () => {
  test('sees a block only when the lag has passed, in reads, statuses and events alike', async () => {
    await alpha.submit('put', 'lag', 'old');
    await ledger.setPeer('BetaMSP', { lag: 2 });
    const first = await alpha.submitWith('put', fromAlphaAndGamma('lag', 'new'));
    expect(await beta.evaluate('get', 'lag')).toBe('old');
    expect(await heightOf('BetaMSP')).toBe(first.block);
    await alpha.submitWith('put', fromAlphaAndGamma('filler', '1'));
    expect(await beta.evaluate('get', 'lag')).toBe('old');
    await alpha.submitWith('put', fromAlphaAndGamma('filler', '2'));
    expect(await beta.evaluate('get', 'lag')).toBe('new');
  });

  test('catches up when nothing new comes for 1.5 seconds', async () => {
    await ledger.setPeer('BetaMSP', { lag: 5 });
    const began = Date.now();
    const commit = await beta.contract.submitAsync('put', fromAlphaAndGamma('idle', '1'));
    expect(await alpha.evaluate('get', 'idle')).toBe('');
    const status = await commit.getStatus();
    expect(status.code).toBe(0);
    expect(Date.now() - began).toBeGreaterThanOrEqual(1_450);
    expect(await heightOf('BetaMSP')).toBe(await heightOf('AlphaMSP'));
  });

  test('makes endorsements that do not match those of the others', async () => {
    await alpha.submit('put', 'stale', '1');
    await ledger.setPeer('BetaMSP', { lag: 3 });
    await alpha.submitWith('increment', {
      arguments: ['stale'],
      endorsingOrganizations: ['AlphaMSP', 'GammaMSP'],
    });
    const both = { arguments: ['stale'], endorsingOrganizations: ['AlphaMSP', 'BetaMSP'] };
    expect(await refusal(alpha.submitWith('increment', both))).toMatchObject({
      code: 10,
      details: ['ProposalResponsePayloads do not match'],
    });
    expect((await alpha.submit('increment', 'stale')).code).toBe(0);
  });
});

describe('a peer that is down', () => {
  test('answers UNAVAILABLE and is not used as an endorser', async () => {
    await ledger.setPeer('BetaMSP', { up: false });
    expect((await refusal(beta.evaluate('get', 'x'))).code).toBe(14);
    expect((await alpha.submit('put', 'without-beta', '1')).code).toBe(0);
    const named = { arguments: ['x', '1'], endorsingOrganizations: ['AlphaMSP', 'BetaMSP'] };
    expect(await refusal(alpha.submitWith('put', named))).toMatchObject({
      code: 14,
      message: 'failed to find any endorsing peers for org(s): BetaMSP',
    });
    await ledger.setPeer('BetaMSP', { up: true });
    expect(await beta.evaluate('get', 'without-beta')).toBe('1');
  });

  test('ends its event streams; the others cannot be satisfied when two are down', async () => {
    const events = await beta.network.getChaincodeEvents('probe');
    const ended = (async () => {
      for await (const event of events) expect(event.chaincodeName).toBe('probe');
    })();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await ledger.setPeer('BetaMSP', { up: false });
    await expect(ended).rejects.toMatchObject({ code: 14 });
    await ledger.setPeer('GammaMSP', { up: false });
    expect(await refusal(alpha.submit('put', 'x', '1'))).toMatchObject({
      code: 9,
      message:
        'no combination of peers can be derived which satisfy the endorsement policy: ' +
        'no peer combination can satisfy the endorsement policy',
    });
  });
});

describe('a chaincode that crashes (core/chaincode/handler.go ErrorStreamTerminated)', () => {
  test('fails the running call; the next call waits until it is back', async () => {
    expect(
      await refusal(alpha.contract.evaluate('crash', { endorsingOrganizations: ['AlphaMSP'] })),
    ).toMatchObject({
      code: 10,
      message: 'failed to evaluate transaction, see attached details for more info',
    });
    const call = alpha.evaluate('get', 'without-beta');
    await probe.restart();
    expect(await call).toBe('1');
  });
});

describe('the admin interface', () => {
  test('refuses unknown peers, unknown fields and wrong values', async () => {
    await expect(ledger.setPeer('NopeMSP', { lag: 1 })).rejects.toThrow('404');
    await expect(ledger.admin('PUT', '/peers/BetaMSP:peer0', { lagg: 1 })).rejects.toThrow('400');
    await expect(ledger.setPeer('BetaMSP', { lag: -1 })).rejects.toThrow('lag: an integer from 0');
  });
});

describe('two peers in an organisation', () => {
  test('the second one endorses and serves when the first is down', async () => {
    const addresses = Object.fromEntries(
      ['AlphaMSP:peer0', 'AlphaMSP:peer1', 'BetaMSP:peer0'].map((peer) => [peer, probe.address]),
    );
    const both = "AND('AlphaMSP.peer','BetaMSP.peer')";
    const two = await RunningLedger.start(
      [definition(probe, { policy: both, addresses })],
      ['--peer', 'AlphaMSP:peer1=127.0.0.1:0'],
    );
    const client = new FabricClient(two, 'BetaMSP', 'probe');
    try {
      expect(two.organisation('AlphaMSP').peers.map(({ name }) => name)).toEqual(['peer0', 'peer1']);
      expect((await client.submit('put', 'ha', '1')).code).toBe(0);
      await two.setPeer('AlphaMSP', { up: false });
      expect((await client.submit('put', 'ha', '2')).code).toBe(0);
      await two.admin('PUT', '/peers/AlphaMSP:peer1', { up: false });
      expect((await refusal(client.submit('put', 'ha', '3'))).code).toBe(9);
    } finally {
      client.close();
      await two.remove();
    }
  });
});
