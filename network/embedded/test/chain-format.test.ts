import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { common, ledger as protos, msp } from '@hyperledger/fabric-protos';
import { openAction, openEffect, openEnvelope } from '../src/ledger/transaction.js';
import { wrongCommitHashes } from './network/commit-hash-chain.js';
import { FabricClient } from './network/fabric-client.js';
import { ProbeChaincode } from './network/probe-chaincode.js';
import { definition, ORGANISATIONS, RunningLedger } from './network/running-ledger.js';

const ALL = "OR('AlphaMSP.member','BetaMSP.member','GammaMSP.member')";
const PHANTOM_READ_CONFLICT = 12;

let probe: ProbeChaincode;
let ledger: RunningLedger;
let alpha: FabricClient;

beforeAll(async () => {
  probe = await ProbeChaincode.start('probe');
  const collections = [
    { name: 'all', policy: ALL, requiredPeerCount: 0, maxPeerCount: 1, blockToLive: 3 },
    { name: 'kept', policy: ALL, requiredPeerCount: 0, maxPeerCount: 1, blockToLive: 0 },
  ];
  ledger = await RunningLedger.start([definition(probe, { collections })]);
  alpha = new FabricClient(ledger, 'AlphaMSP', 'probe');
});

afterAll(async () => {
  alpha.close();
  await ledger.remove();
  await probe.stop();
});

async function allBlocks(): Promise<common.Block[]> {
  const { height } = await ledger.status();
  const events = await alpha.network.getBlockEvents({ startBlock: 0n });
  const blocks: common.Block[] = [];
  try {
    for await (const block of events) {
      blocks.push(block);
      if (blocks.length === height) break;
    }
  } finally {
    events.close();
  }
  return blocks;
}

async function configuration(): Promise<common.ConfigGroup> {
  const [block] = await allBlocks();
  const payload = common.Payload.deserializeBinary(
    common.Envelope.deserializeBinary(block!.getData()!.getDataList_asU8()[0]!).getPayload_asU8(),
  );
  return common.ConfigEnvelope.deserializeBinary(payload.getData_asU8()).getConfig()!.getChannelGroup()!;
}

describe('block 0 (common/genesis/genesis.go, internal/configtxgen/encoder/encoder.go)', () => {
  test('is the channel configuration with capabilities and the default policies', async () => {
    const channel = await configuration();
    const application = channel.getGroupsMap().get('Application')!;
    const capabilities = [channel, application, channel.getGroupsMap().get('Orderer')!].map((group) => {
      const bytes = group.getValuesMap().get('Capabilities')!.getValue_asU8();
      return [...common.Capabilities.deserializeBinary(bytes).getCapabilitiesMap().keys()];
    });
    expect(capabilities).toEqual([['V3_0'], ['V2_5'], ['V2_0']]);
    const policies = [...application.getPoliciesMap().entries()].map(([name, policy]) => {
      const value = policy.getPolicy()!.getValue_asU8();
      const { rule, subPolicy } = common.ImplicitMetaPolicy.deserializeBinary(value).toObject();
      return [name, rule, subPolicy];
    });
    const { ANY, MAJORITY } = common.ImplicitMetaPolicy.Rule;
    expect(new Set(policies)).toEqual(
      new Set([
        ['Readers', ANY, 'Readers'],
        ['Writers', ANY, 'Writers'],
        ['Admins', MAJORITY, 'Admins'],
        ['Endorsement', MAJORITY, 'Endorsement'],
        ['LifecycleEndorsement', MAJORITY, 'Endorsement'],
      ]),
    );
  });

  test("names each organisation's MSP: root and TLS root certificate, roles by organisational unit", async () => {
    const organisations = (await configuration()).getGroupsMap().get('Application')!.getGroupsMap();
    expect([...organisations.keys()].sort()).toEqual([...ORGANISATIONS]);
    for (const mspId of ORGANISATIONS) {
      const value = organisations.get(mspId)!.getValuesMap().get('MSP')!.getValue_asU8();
      const config = msp.FabricMSPConfig.deserializeBinary(
        msp.MSPConfig.deserializeBinary(value).getConfig_asU8(),
      );
      expect(config.getName()).toBe(mspId);
      const root = new X509Certificate(config.getRootCertsList_asU8()[0]!);
      const issued = new X509Certificate(readFileSync(ledger.organisation(mspId).userCert));
      expect(issued.verify(root.publicKey)).toBe(true);
      expect(Buffer.from(config.getTlsRootCertsList_asU8()[0]!)).toEqual(
        readFileSync(ledger.organisation(mspId).tlsCaCert!),
      );
      const units = config.getFabricNodeOus()!;
      expect(units.getEnable()).toBe(true);
      expect(units.getPeerOuIdentifier()!.getOrganizationalUnitIdentifier()).toBe('peer');
    }
  });
});

describe('commit hashes (core/ledger/kvledger/kv_ledger.go addBlockCommitHash)', () => {
  test('follow from the blocks alone: writes, deletes, metadata, private hashes, invalid transactions', async () => {
    await alpha.submit('putMany', 'c', '3');
    await alpha.submit('del', 'c0001');
    await alpha.submit('del', 'never there');
    await alpha.submit('putWithPolicy', 'guarded', '1', 'BetaMSP');
    await alpha.submit('setPolicy', 'guarded', 'GammaMSP', 'BetaMSP');
    await alpha.submit('setPolicy', 'missing', 'GammaMSP');
    for (const [collection, key] of [
      ['all', 'k'],
      ['kept', 'k'],
    ] as const) {
      const transientData = { value: 'secret' };
      await alpha.submitWith('putPrivate', { arguments: [collection, key], transientData });
    }
    await alpha.submit('purgePrivate', 'kept', 'k');
    await alpha.submitWith('put', { arguments: ['few', '1'], endorsingOrganizations: ['BetaMSP'] });
    for (let i = 0; i < 4; i += 1) await alpha.submit('put', 'filler', String(i));
    const blocks = await allBlocks();
    expect(blocks.length).toBeGreaterThan(14);
    expect(wrongCommitHashes(blocks)).toEqual([]);
  });

  test('and a state rebuilt from the blocks goes on with the same chain', async () => {
    alpha.close();
    await ledger.stop('SIGKILL');
    await rm(join(ledger.state, 'ledger', 'state'), { recursive: true });
    await ledger.restart();
    alpha = new FabricClient(ledger, 'AlphaMSP', 'probe');
    await alpha.submit('put', 'after', '1');
    expect(wrongCommitHashes(await allBlocks())).toEqual([]);
  });
});

describe('range queries (rwsetutil/query_results_helper.go, validation/rangequery_validator.go)', () => {
  test('up to 50 results are recorded one by one, more as a Merkle summary', async () => {
    await alpha.submit('putMany', 'm', '51');
    const { block } = await alpha.submit('sumRange', 'm', 'n', 'sum');
    const few = await alpha.submit('sumRange', 'm', 'm0050', 'sum');
    const blocks = await allBlocks();
    const [many, small] = [block, few.block].map((number) => rangesOf(blocks[number]!)[0]!);
    expect(many!.hasRawReads()).toBe(false);
    expect(many!.getReadsMerkleHashes()!.toObject()).toMatchObject({ maxDegree: 50, maxLevel: 1 });
    expect(small!.getRawReads()!.getKvReadsList()).toHaveLength(50);
    expect(small!.hasReadsMerkleHashes()).toBe(false);
    expect([small!.getEndKey(), small!.getItrExhausted()]).toEqual(['m0050', true]);
  });

  test('a summary that no longer holds is a phantom read conflict; a write outside the range is none', async () => {
    const endorse = async (end: string, target: string) =>
      await alpha.contract.newProposal('sumRange', { arguments: ['m', end, target] }).endorse();
    const broken = await endorse('n', 'sum of all');
    const whole = await endorse('m0051', 'sum of 51');
    await alpha.submit('put', 'm0051a', 'phantom');
    expect((await (await broken.submit()).getStatus()).code).toBe(PHANTOM_READ_CONFLICT);
    expect((await (await whole.submit()).getStatus()).code).toBe(0);
    const changed = await endorse('m0051', 'sum of 51');
    await alpha.submit('put', 'm0025', 'changed');
    expect((await (await changed.submit()).getStatus()).code).toBe(PHANTOM_READ_CONFLICT);
  });

  test('a page records what it gave out, and not the key its bookmark names (stateleveldb kvScanner)', async () => {
    const { block } = await alpha.submit('page', 'm', 'n', '2', '');
    const [range] = rangesOf((await allBlocks())[block]!);
    expect(
      range!
        .getRawReads()!
        .getKvReadsList()
        .map((read) => read.getKey()),
    ).toEqual(['m0000', 'm0001']);
    expect([range!.getEndKey(), range!.getItrExhausted()]).toEqual(['m0001', false]);
  });
});

function rangesOf(block: common.Block): protos.rwset.kvrwset.RangeQueryInfo[] {
  const { data } = openEnvelope(block.getData()!.getDataList_asU8()[0]!);
  const { namespaces } = openEffect(openAction(data).chaincodeAction);
  return namespaces.flatMap(({ set }) => set.getRangeQueriesInfoList());
}
