import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Child } from './network/child-process.js';
import { FabricClient } from './network/fabric-client.js';
import { ProbeChaincode } from './network/probe-chaincode.js';
import { definition, RunningLedger, type Definition } from './network/running-ledger.js';

const ANY = "OR('AlphaMSP.peer','BetaMSP.peer','GammaMSP.peer')";

let probe: ProbeChaincode;
let ledger: RunningLedger;
let alpha: FabricClient;

beforeAll(async () => {
  probe = await ProbeChaincode.start('probe');
  ledger = await RunningLedger.start([definition(probe)]);
  alpha = new FabricClient(ledger, 'AlphaMSP', 'probe');
});

afterAll(async () => {
  alpha.close();
  await ledger.remove();
  await probe.stop();
});

const put = async (...chaincodes: Definition[]): Promise<unknown> =>
  ledger.admin('PUT', '/definitions', { chaincodes });

describe('chaincode definitions (core/chaincode/lifecycle)', () => {
  test('a changed definition must raise its sequence', async () => {
    await expect(put(definition(probe, { policy: ANY }))).rejects.toThrow(
      'chaincode probe: the definition differs from the committed one (sequence 1); give it sequence 2',
    );
  });

  test('an upgrade makes a transaction in flight an MVCC read conflict and the new policy holds', async () => {
    const inFlight = await alpha.contract.newProposal('put', { arguments: ['upgrade', 'old'] }).endorse();
    await put(definition(probe, { sequence: 2, version: '2.0', policy: ANY }));
    expect((await (await inFlight.submit()).getStatus()).code).toBe(11);
    const alone = { arguments: ['upgrade', 'new'], endorsingOrganizations: ['AlphaMSP'] };
    expect((await alpha.submitWith('put', alone)).code).toBe(0);
  });

  test('mistakes in the file are named with their place', async () => {
    const wrong: [object, string][] = [
      [{ policy: "OR('NopeMSP.peer')" }, 'NopeMSP is not an organisation of this channel'],
      [{ policy: 'OR(' }, "expected 'MSP.role' with role member, peer, client"],
      [{ sequence: 0 }, 'chaincodes[0].sequence'],
      [{ adresses: {} }, 'unknown field adresses'],
      [{ addresses: null }, 'null (the chaincode dials the ledger) needs --chaincode-listen HOST:PORT'],
      [{ addresses: { 'AlphaMSP:peer9': 'x:1' } }, 'AlphaMSP:peer9 is not a peer of this channel'],
    ];
    for (const [change, message] of wrong) {
      await expect(put(definition(probe, change as Partial<Definition>))).rejects.toThrow(message);
    }
  });

  test('a second process on the same state is refused', async () => {
    await expect(Child.start(ledger.args, 'ready')).rejects.toThrow(/is in use by process \d+/);
  });

  test('the same file again changes nothing; a restart keeps the definitions', async () => {
    const { height } = await ledger.status();
    const current = definition(probe, { sequence: 2, version: '2.0', policy: ANY });
    await put(current);
    await ledger.setDefinitionsFile([current]);
    alpha.close();
    await ledger.restart();
    alpha = new FabricClient(ledger, 'AlphaMSP', 'probe');
    expect((await ledger.status()).height).toBe(height);
    expect(await alpha.evaluate('get', 'upgrade')).toBe('new');
  });
});

describe('the state folder', () => {
  test('belongs to one channel', async () => {
    await ledger.stop();
    const args = ledger.args.map((arg) => (arg === 'test' ? 'another' : arg));
    await expect(Child.start(args, 'ready')).rejects.toThrow(/belongs to .*"channel":"test"/);
  });
});
