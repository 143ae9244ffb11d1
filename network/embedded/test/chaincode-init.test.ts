import { createPrivateKey } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Proposal } from '@hyperledger/fabric-gateway';
import { gateway as protos, peer } from '@hyperledger/fabric-protos';
import { signLowS } from '../src/cryptography/ecdsa.js';
import { FabricClient, refusal, userOf } from './network/fabric-client.js';
import { ProbeChaincode } from './network/probe-chaincode.js';
import { definition, RunningLedger, type Definition } from './network/running-ledger.js';

const COLLECTIONS = [
  { name: 'shared', policy: "OR('AlphaMSP.member','BetaMSP.member','GammaMSP.member')", maxPeerCount: 1 },
];
const NOT_INITIALIZED =
  "invalid invocation: chaincode 'probe' has not been initialized for this version, must call as init first";

let probe: ProbeChaincode;
let ledger: RunningLedger;
let alpha: FabricClient;

beforeAll(async () => {
  probe = await ProbeChaincode.start('probe');
  ledger = await RunningLedger.start([required(), { ...definition(probe), name: 'caller' }]);
  alpha = new FabricClient(ledger, 'AlphaMSP', 'probe');
});

afterAll(async () => {
  alpha.close();
  await ledger.remove();
  await probe.stop();
});

function required(more: Partial<Definition> = {}): Definition {
  return definition(probe, { initRequired: true, collections: COLLECTIONS, ...more });
}

async function upgrade(more: Partial<Definition>): Promise<void> {
  const chaincodes = [required(more), { ...definition(probe), name: 'caller' }];
  await ledger.admin('PUT', '/definitions', { chaincodes });
}

/** A proposal that calls `Init`; the gateway client has no option for it, so its bytes are changed and signed again. */
function asInit(client: FabricClient, name: string, ...args: string[]): Proposal {
  const request = protos.ProposedTransaction.deserializeBinary(
    client.contract.newProposal(name, { arguments: args }).getBytes(),
  );
  const proposal = peer.Proposal.deserializeBinary(request.getProposal()!.getProposalBytes_asU8());
  const payload = peer.ChaincodeProposalPayload.deserializeBinary(proposal.getPayload_asU8());
  const invocation = peer.ChaincodeInvocationSpec.deserializeBinary(payload.getInput_asU8());
  invocation.getChaincodeSpec()!.getInput()!.setIsInit(true);
  payload.setInput(invocation.serializeBinary());
  proposal.setPayload(payload.serializeBinary());
  const bytes = proposal.serializeBinary();
  request.getProposal()!.setProposalBytes(bytes);
  const signature = signLowS(createPrivateKey(userOf(ledger, 'AlphaMSP').key), bytes);
  return client.gateway.newSignedProposal(request.serializeBinary(), signature);
}

async function init(name: string, ...args: string[]): Promise<number> {
  const transaction = await asInit(alpha, name, ...args).endorse();
  return (await (await transaction.submit()).getStatus()).code;
}

async function initRefused(client: FabricClient, name: string, ...args: string[]): Promise<string> {
  return (await refusal(asInit(client, name, ...args).endorse())).details[0] ?? '';
}

describe('a chaincode that requires Init (core/chaincode/chaincode_support.go CheckInvocation)', () => {
  test('answers nothing before, neither to submits nor to queries nor to other chaincodes', async () => {
    const { code, details } = await refusal(alpha.submit('put', 'a', '1'));
    expect(code).toBe(10);
    expect(details[0]).toMatch(
      new RegExp(`^error in simulation: failed to execute transaction \\w+: ${NOT_INITIALIZED}$`),
    );
    expect((await refusal(alpha.evaluate('get', 'a'))).details[0]).toContain(NOT_INITIALIZED);
    const caller = new FabricClient(ledger, 'AlphaMSP', 'caller');
    expect((await refusal(caller.evaluate('call', 'probe', 'get', 'a'))).details[0]).toMatch(
      new RegExp(`INVOKE_CHAINCODE failed: transaction ID: \\w+: execute failed: ${NOT_INITIALIZED}$`),
    );
    caller.close();
  });

  test('may not use private data in Init (core/chaincode/handler.go)', async () => {
    const calls = [
      ['getPrivate', 'shared', 'a'],
      ['getPrivateHash', 'shared', 'a'],
      ['delPrivate', 'shared', 'a'],
      ['purgePrivate', 'shared', 'a'],
      ['privateRange', 'shared'],
    ];
    for (const [name = '', ...args] of calls) {
      expect(await initRefused(alpha, name, ...args)).toContain(
        'private data APIs are not allowed in chaincode Init()',
      );
    }
  });

  test('is initialised by one transaction, whose writes count; of two in flight the second is a read conflict', async () => {
    const second = await asInit(alpha, 'put', 'a', 'second').endorse();
    expect(await init('put', 'a', 'initial')).toBe(0);
    expect((await (await second.submit()).getStatus()).code).toBe(11);
    expect(await alpha.evaluate('get', 'a')).toBe('initial');
    expect((await alpha.submit('put', 'a', '2')).code).toBe(0);
  });

  test('refuses a second Init', async () => {
    expect(await initRefused(alpha, 'put', 'a', '3')).toMatch(
      /failed to execute transaction \w+: invalid invocation: chaincode 'probe' is already initialized but called as init$/,
    );
  });

  test('a chaincode whose definition does not require it refuses Init', async () => {
    const caller = new FabricClient(ledger, 'AlphaMSP', 'caller');
    expect(await initRefused(caller, 'put', 'a', '1')).toMatch(
      /invalid invocation: chaincode 'caller' does not require initialization but called as init$/,
    );
    caller.close();
  });

  test('a higher sequence of the same version needs no Init, a new version does, also after a restart', async () => {
    await upgrade({ sequence: 2, policy: "OR('AlphaMSP.peer')" });
    expect(await alpha.evaluate('get', 'a')).toBe('2');
    await upgrade({ sequence: 3, version: '2.0' });
    expect((await refusal(alpha.evaluate('get', 'a'))).details[0]).toContain(NOT_INITIALIZED);
    await ledger.setDefinitionsFile([required({ sequence: 3, version: '2.0' })]);
    alpha.close();
    await ledger.restart();
    alpha = new FabricClient(ledger, 'AlphaMSP', 'probe');
    expect((await refusal(alpha.evaluate('get', 'a'))).details[0]).toContain(NOT_INITIALIZED);
    expect(await init('put', 'b', '1')).toBe(0);
    expect(await alpha.evaluate('get', 'b')).toBe('1');
  });

  test('its definition says so to QueryChaincodeDefinition (lifecycle/scc.go)', async () => {
    const args = new peer.lifecycle.QueryChaincodeDefinitionArgs();
    args.setName('probe');
    const answer = await alpha.network
      .getContract('_lifecycle')
      .evaluate('QueryChaincodeDefinition', { arguments: [args.serializeBinary()] });
    const result = peer.lifecycle.QueryChaincodeDefinitionResult.deserializeBinary(answer);
    expect([result.getVersion(), result.getInitRequired()]).toEqual(['2.0', true]);
  });
});
