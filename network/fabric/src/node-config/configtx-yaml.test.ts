import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { genesisMaterial } from '../channel/genesis-block.js';
import { nativeLayout } from '../layout/native-layout.js';
import { defaultSettings, type NetworkSettings } from '../layout/network-settings.js';
import { stateFolder } from '../layout/state-folder.js';
import { channelProfile, renderConfigtx } from './configtx-yaml.js';

interface Organisation {
  readonly Name: string;
  readonly OrdererEndpoints?: readonly string[];
  readonly AnchorPeers?: readonly { readonly Host: string; readonly Port: number }[];
}

interface Profile {
  readonly Capabilities: object;
  readonly Orderer: { readonly Organizations: readonly Organisation[]; readonly [key: string]: unknown };
  readonly Application: { readonly Organizations: readonly Organisation[]; readonly Policies: object };
}

function profile(settings: Partial<NetworkSettings> = {}): Profile {
  const state = stateFolder('/srv/net', 'baytrace');
  const layout = nativeLayout({ ...defaultSettings, ...settings }, state);
  const text = renderConfigtx(layout, genesisMaterial(layout, state.crypto));
  const { Profiles } = parse(text) as { Profiles: Record<string, Profile> };
  return Profiles[channelProfile]!;
}

describe('configtx.yaml', () => {
  test('asks a majority of the jurisdictions to approve and to endorse chaincode', () => {
    const majority = { Type: 'ImplicitMeta', Rule: 'MAJORITY Endorsement' };
    expect(profile().Application.Policies).toMatchObject({
      LifecycleEndorsement: majority,
      Endorsement: majority,
    });
  });

  test('names orderers and anchor peers in the organisations, as capability V3_0 wants it', () => {
    const raft = profile({ peers: 2 });
    expect(raft.Capabilities).toEqual({ V3_0: true });
    expect(raft.Orderer.Organizations.map(({ Name, OrdererEndpoints }) => [Name, OrdererEndpoints])).toEqual([
      ['GuangdongOrdererMSP', ['127.0.0.1:7000']],
      ['HongKongOrdererMSP', ['127.0.0.1:7010']],
      ['MacaoOrdererMSP', ['127.0.0.1:7020']],
    ]);
    expect(raft.Application.Organizations[0]).toMatchObject({
      Name: 'GuangdongMSP',
      AnchorPeers: [
        { Host: '127.0.0.1', Port: 7100 },
        { Host: '127.0.0.1', Port: 7130 },
      ],
    });
  });

  test('elects a Raft leader within about a second', () => {
    expect(profile().Orderer).toMatchObject({
      OrdererType: 'etcdraft',
      BatchTimeout: '200ms',
      EtcdRaft: { Options: { TickInterval: '100ms', ElectionTick: 10 } },
    });
  });

  test('maps four consenters with their identities for BFT, and takes the batch wait over', () => {
    const { Orderer } = profile({ consensus: 'bft' });
    expect(Orderer).toMatchObject({ OrdererType: 'BFT', SmartBFT: { RequestBatchMaxInterval: '200ms' } });
    const mapping = Orderer['ConsenterMapping'] as { ID: number; MSPID: string; Identity: string }[];
    expect(mapping.map(({ ID, MSPID }) => [ID, MSPID])).toEqual([
      [1, 'GuangdongOrdererMSP'],
      [2, 'HongKongOrdererMSP'],
      [3, 'MacaoOrdererMSP'],
      [4, 'GuangdongOrdererMSP'],
    ]);
    expect(mapping[3]?.Identity).toMatch(/osn1\.orderer\.gd\.baytrace\.internal-cert\.pem$/);
    expect(Orderer.Organizations[0]?.OrdererEndpoints).toEqual(['127.0.0.1:7000', '127.0.0.1:7030']);
  });
});
