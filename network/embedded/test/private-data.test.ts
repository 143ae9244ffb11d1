import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ledger as protos } from '@hyperledger/fabric-protos';
import { FabricClient, refusal, type Outcome } from './network/fabric-client.js';
import { ProbeChaincode } from './network/probe-chaincode.js';
import { definition, RunningLedger } from './network/running-ledger.js';

const VALID = 0;
const ENDORSEMENT_POLICY_FAILURE = 10;
const ALPHA_BETA = "OR('AlphaMSP.member','BetaMSP.member')";
const ALL = "OR('AlphaMSP.member','BetaMSP.member','GammaMSP.member')";

let probe: ProbeChaincode;
let ledger: RunningLedger;
let alpha: FabricClient;
let beta: FabricClient;
let gamma: FabricClient;

const collection = (name: string, policy: string, more: object = {}): object => ({
  name,
  policy,
  requiredPeerCount: 0,
  maxPeerCount: 1,
  blockToLive: 0,
  memberOnlyRead: false,
  memberOnlyWrite: false,
  ...more,
});

beforeAll(async () => {
  probe = await ProbeChaincode.start('probe');
  const collections = [
    collection('pair', ALPHA_BETA),
    collection('guarded', ALPHA_BETA, { memberOnlyRead: true, memberOnlyWrite: true }),
    collection('byBeta', ALL, { endorsementPolicy: { signaturePolicy: "OR('BetaMSP.peer')" } }),
    collection('short', ALL, { blockToLive: 2 }),
    collection('all', ALL),
  ];
  ledger = await RunningLedger.start([definition(probe, { collections })]);
  alpha = new FabricClient(ledger, 'AlphaMSP', 'probe');
  beta = new FabricClient(ledger, 'BetaMSP', 'probe');
  gamma = new FabricClient(ledger, 'GammaMSP', 'probe');
});

afterAll(async () => {
  for (const client of [alpha, beta, gamma]) client.close();
  await ledger.remove();
  await probe.stop();
});

async function putPrivate(
  client: FabricClient,
  name: string,
  key: string,
  value: string,
  orgs?: string[],
): Promise<Outcome> {
  return await client.submitWith('putPrivate', {
    arguments: [name, key],
    transientData: { value },
    ...(orgs ? { endorsingOrganizations: orgs } : {}),
  });
}

const sha256 = (value: string): string => createHash('sha256').update(value).digest('hex');

/** Private values that a client gets with a block: `collection/key=value`. */
async function privateValuesOfBlock(client: FabricClient, block: number): Promise<string[]> {
  const blocks = await client.network.getBlockAndPrivateDataEvents({ startBlock: BigInt(block) });
  try {
    for await (const event of blocks) {
      return valuesOf(event.getPrivateDataMapMap());
    }
  } finally {
    blocks.close();
  }
  return [];
}

function valuesOf(map: {
  forEach: (visit: (set: protos.rwset.TxPvtReadWriteSet) => void) => void;
}): string[] {
  const values: string[] = [];
  map.forEach((transaction) => {
    for (const namespace of transaction.getNsPvtRwsetList()) {
      for (const set of namespace.getCollectionPvtRwsetList()) {
        const writes = protos.rwset.kvrwset.KVRWSet.deserializeBinary(set.getRwset_asU8()).getWritesList();
        for (const write of writes) {
          values.push(
            `${set.getCollectionName()}/${write.getKey()}=${Buffer.from(write.getValue_asU8()).toString()}`,
          );
        }
      }
    }
  });
  return values;
}

describe('who may read and write (core/chaincode/handler.go, core/common/privdata)', () => {
  test("members' peers have the value, others only its hash", async () => {
    expect((await putPrivate(alpha, 'pair', 'k', 'secret')).code).toBe(VALID);
    expect(await alpha.evaluate('getPrivate', 'pair', 'k')).toBe('secret');
    expect(await beta.evaluate('getPrivate', 'pair', 'k')).toBe('secret');
    expect(await gamma.evaluate('getPrivateHash', 'pair', 'k')).toBe(sha256('secret'));
    expect((await refusal(gamma.evaluate('getPrivate', 'pair', 'k'))).message).toMatch(
      /GET_STATE failed: transaction ID: \w+: private data matching public hash version is not available. Public hash version = \{BlockNum: \d+, TxNum: 0\}, Private data version = <nil>/,
    );
  });

  test("memberOnlyRead and memberOnlyWrite look at the client's organisation", async () => {
    await putPrivate(alpha, 'guarded', 'k', 'secret');
    expect(await beta.evaluate('getPrivate', 'guarded', 'k')).toBe('secret');
    const onMember = { arguments: ['guarded', 'k'], endorsingOrganizations: ['AlphaMSP'] };
    expect((await refusal(gamma.contract.evaluate('getPrivate', onMember))).message).toContain(
      'tx creator does not have read access permission on privatedata in chaincodeName:probe collectionName: guarded',
    );
    expect(
      (await refusal(putPrivate(gamma, 'guarded', 'k', 'x', ['AlphaMSP', 'BetaMSP']))).details[0],
    ).toContain(
      'tx creator does not have write access permission on privatedata in chaincodeName:probe collectionName: guarded',
    );
  });

  test('a non-member may write where memberOnlyWrite is off, and the members get the value', async () => {
    const outcome = await putPrivate(gamma, 'pair', 'from-gamma', 'gift', ['AlphaMSP', 'GammaMSP']);
    expect(outcome.code).toBe(VALID);
    expect(await beta.evaluate('getPrivate', 'pair', 'from-gamma')).toBe('gift');
  });

  test('a collection that is not defined is named', async () => {
    expect((await refusal(alpha.evaluate('getPrivate', 'nope', 'k'))).message).toContain(
      'collection test/probe/nope could not be found',
    );
    expect((await refusal(alpha.evaluate('getPrivateHash', 'nope', 'k'))).message).toContain(
      'collection [nope] not defined in the collection config for chaincode [probe]',
    );
  });

  test('ranges of private keys can be read, but not in a transaction that writes', async () => {
    await putPrivate(alpha, 'all', 'r1', 'one');
    await putPrivate(alpha, 'all', 'r2', 'two');
    expect(await gamma.evaluateJson('privateRange', 'all')).toEqual([
      ['r1', 'one'],
      ['r2', 'two'],
    ]);
  });
});

describe('endorsement (internal/pkg/gateway/endorse.go, statebased/v20.go)', () => {
  test('the implicit collection of an organisation needs that organisation', async () => {
    const implicit = '_implicit_org_BetaMSP';
    const without = await putPrivate(alpha, implicit, 'k', 'x', ['AlphaMSP', 'GammaMSP']);
    expect(without.code).toBe(ENDORSEMENT_POLICY_FAILURE);
    expect((await putPrivate(alpha, implicit, 'k', 'for beta', ['AlphaMSP', 'BetaMSP'])).code).toBe(VALID);
    expect(await beta.evaluate('getPrivate', implicit, 'k')).toBe('for beta');
    expect(await gamma.evaluate('getPrivateHash', implicit, 'k')).toBe(sha256('for beta'));
  });

  test('transient data goes to no organisation outside the collections unless the client names it', async () => {
    const proposal = {
      arguments: ['_implicit_org_AlphaMSP', '_implicit_org_BetaMSP', 'both'],
      transientData: { value: 'price' },
    };
    const { code, message } = await refusal(alpha.submitWith('putPrivateTwice', proposal));
    expect(code).toBe(9);
    expect(message).toMatch(
      /^requires endorsement from organisation\(s\) that are not in the distribution policy of the private data collection\(s\): \[_implicit_org_AlphaMSP _implicit_org_BetaMSP\]; retry specifying trusted endorsing organizations to protect transient data$/,
    );
    const named = { ...proposal, endorsingOrganizations: ['AlphaMSP', 'BetaMSP'] };
    expect((await alpha.submitWith('putPrivateTwice', named)).code).toBe(VALID);
  });

  test("a collection's own policy replaces the chaincode's", async () => {
    expect((await putPrivate(alpha, 'byBeta', 'k', 'x', ['AlphaMSP', 'GammaMSP'])).code).toBe(
      ENDORSEMENT_POLICY_FAILURE,
    );
    expect((await putPrivate(alpha, 'byBeta', 'k', 'x', ['BetaMSP'])).code).toBe(VALID);
    expect((await putPrivate(alpha, 'byBeta', 'k', 'y')).code).toBe(VALID);
  });

  test('reading a private value narrows the endorsers to members, reading its hash does not', async () => {
    await putPrivate(alpha, 'pair', 'narrow', 'x');
    expect((await alpha.submit('copyPrivate', 'pair', 'narrow', 'copy')).code).toBe(VALID);
    expect((await refusal(gamma.submit('copyPrivate', 'pair', 'narrow', 'copy'))).code).toBe(10);
    expect((await gamma.submit('getPrivateHash', 'pair', 'narrow')).code).toBe(VALID);
  });
});

describe('events, removal', () => {
  test("deliver with private data shows what the client's organisation may see", async () => {
    const { block } = await putPrivate(alpha, 'pair', 'event', 'seen');
    expect(await privateValuesOfBlock(beta, block)).toEqual(['pair/event=seen']);
    expect(await privateValuesOfBlock(gamma, block)).toEqual([]);
  });

  test('purge removes the value everywhere, its history in the private store included', async () => {
    const first = await putPrivate(alpha, 'all', 'purged', 'one');
    await putPrivate(alpha, 'all', 'purged', 'two');
    expect((await alpha.submit('purgePrivate', 'all', 'purged')).code).toBe(VALID);
    expect(await beta.evaluate('getPrivate', 'all', 'purged')).toBe('');
    expect(await beta.evaluate('getPrivateHash', 'all', 'purged')).toBe('');
    expect(await privateValuesOfBlock(beta, first.block)).toEqual([]);
  });

  test('blockToLive removes value and hash after that many blocks', async () => {
    const { block } = await putPrivate(alpha, 'short', 'k', 'soon gone');
    await alpha.submit('put', 'filler', '1');
    await alpha.submit('put', 'filler', '2');
    expect(await beta.evaluate('getPrivate', 'short', 'k')).toBe('soon gone');
    const last = await alpha.submit('put', 'filler', '3');
    expect(last.block).toBe(block + 3);
    expect(await alpha.evaluate('getPrivate', 'short', 'k')).toBe('');
    expect(await alpha.evaluate('getPrivateHash', 'short', 'k')).toBe('');
    expect(await privateValuesOfBlock(alpha, block)).toEqual([]);
  });

  test('a policy set on a private key raises the version of value and hash, and with it the end of its life', async () => {
    const { block } = await putPrivate(alpha, 'short', 'renewed', 'longer');
    await alpha.submit('put', 'filler', '1');
    const transaction = await alpha.submit('setPrivatePolicy', 'short', 'renewed', 'AlphaMSP', 'BetaMSP');
    expect([transaction.code, transaction.block]).toEqual([VALID, block + 2]);
    expect(await beta.evaluate('getPrivate', 'short', 'renewed')).toBe('longer');
    await alpha.submit('put', 'filler', '2');
    await alpha.submit('put', 'filler', '3');
    expect(await beta.evaluate('getPrivate', 'short', 'renewed')).toBe('longer');
    await alpha.submit('put', 'filler', '4');
    expect(await beta.evaluate('getPrivate', 'short', 'renewed')).toBe('');
  });

  test('private values survive a restart and a rebuilt state', async () => {
    await putPrivate(alpha, 'pair', 'kept', 'still here');
    for (const client of [alpha, beta, gamma]) client.close();
    await ledger.stop('SIGKILL');
    await rm(`${ledger.state}/ledger/state`, { recursive: true });
    await ledger.restart();
    alpha = new FabricClient(ledger, 'AlphaMSP', 'probe');
    beta = new FabricClient(ledger, 'BetaMSP', 'probe');
    gamma = new FabricClient(ledger, 'GammaMSP', 'probe');
    expect(await beta.evaluate('getPrivate', 'pair', 'kept')).toBe('still here');
    expect(await beta.evaluate('getPrivate', 'all', 'purged')).toBe('');
    expect(await alpha.evaluate('getPrivateHash', 'short', 'k')).toBe('');
    expect((await refusal(gamma.evaluate('getPrivate', 'pair', 'kept'))).code).toBe(2);
  });
});
