import { stringify } from 'yaml';
import type { Jurisdiction } from '../layout/jurisdictions.js';
import type { Layout, OrdererNode, PeerNode } from '../layout/layout.js';
import { hostAndPort } from './address.js';

/** Where configtxgen finds what goes into the genesis block: absolute paths, or relative to configtx.yaml. */
export interface GenesisMaterial {
  /** Verifying MSP folder of an organisation: of its peers (`mspId`) or of its orderers (`ordererMspId`). */
  mspDirOf(mspId: string): string;
  /** TLS server certificate of an orderer, also its client certificate. */
  tlsCertificateOf(orderer: OrdererNode): string;
  /** Signing certificate of an orderer. */
  signCertificateOf(orderer: OrdererNode): string;
}

/** Name of the profile in configtx.yaml. */
export const channelProfile = 'Baytrace';

/** Times of SmartBFT; with the shipped ones (one minute of silence) a lost leader is replaced too late to watch. */
const smartBftTimes = {
  RequestForwardTimeout: '2s',
  RequestComplainTimeout: '10s',
  RequestAutoRemoveTimeout: '3m',
  ViewChangeResendInterval: '2s',
  ViewChangeTimeout: '10s',
  LeaderHeartbeatTimeout: '10s',
  LeaderHeartbeatCount: 10,
  CollectTimeout: '1s',
  IncomingMessageBufferSize: 200,
  RequestPoolSize: 100000,
};

/**
 * configtx.yaml with the one profile `Baytrace`: the genesis block of the channel (Fabric 3.1
 * sampleconfig/configtx.yaml). Capabilities V3_0 / V2_0 / V2_5; each organisation names its own orderers and anchor
 * peers; chaincode is approved and, unless it names a policy, endorsed by a majority of the jurisdictions.
 */
export function renderConfigtx(layout: Layout, material: GenesisMaterial): string {
  const profile = {
    Policies: metaPolicies(),
    Capabilities: { V3_0: true },
    Orderer: ordererSection(layout, material),
    Application: {
      Policies: {
        ...metaPolicies(),
        LifecycleEndorsement: meta('MAJORITY Endorsement'),
        Endorsement: meta('MAJORITY Endorsement'),
      },
      Capabilities: { V2_5: true },
      Organizations: layout.jurisdictions.map((jurisdiction) =>
        peerOrganisation(jurisdiction, layout, material),
      ),
    },
  };
  return stringify({ Profiles: { [channelProfile]: profile } });
}

function meta(rule: string): object {
  return { Type: 'ImplicitMeta', Rule: rule };
}

function metaPolicies(): object {
  return { Readers: meta('ANY Readers'), Writers: meta('ANY Writers'), Admins: meta('MAJORITY Admins') };
}

function signature(...principals: string[]): object {
  return { Type: 'Signature', Rule: `OR(${principals.map((name) => `'${name}'`).join(',')})` };
}

function peerOrganisation(jurisdiction: Jurisdiction, layout: Layout, material: GenesisMaterial): object {
  const id = jurisdiction.mspId;
  return {
    Name: id,
    ID: id,
    MSPDir: material.mspDirOf(id),
    Policies: {
      Readers: signature(`${id}.admin`, `${id}.peer`, `${id}.client`),
      Writers: signature(`${id}.admin`, `${id}.client`),
      Admins: signature(`${id}.admin`),
      Endorsement: signature(`${id}.peer`),
    },
    AnchorPeers: layout.peers.filter((peer) => peer.jurisdiction === jurisdiction).map(anchor),
  };
}

function anchor(peer: PeerNode): object {
  const { host, port } = hostAndPort(peer.service.reach);
  return { Host: host, Port: port };
}

function ordererOrganisation(jurisdiction: Jurisdiction, layout: Layout, material: GenesisMaterial): object {
  const id = jurisdiction.ordererMspId;
  return {
    Name: id,
    ID: id,
    MSPDir: material.mspDirOf(id),
    Policies: {
      Readers: signature(`${id}.member`),
      Writers: signature(`${id}.member`),
      Admins: signature(`${id}.admin`),
    },
    OrdererEndpoints: layout.orderers
      .filter((orderer) => orderer.jurisdiction === jurisdiction)
      .map((orderer) => orderer.service.reach),
  };
}

function ordererSection(layout: Layout, material: GenesisMaterial): object {
  const { consensus, batch } = layout.settings;
  return {
    OrdererType: consensus === 'raft' ? 'etcdraft' : 'BFT',
    BatchTimeout: `${batch.timeoutMs}ms`,
    BatchSize: {
      MaxMessageCount: batch.count,
      AbsoluteMaxBytes: '10 MB',
      PreferredMaxBytes: batch.preferredBytes,
    },
    MaxChannels: 0,
    ...(consensus === 'raft' ? raftSection(layout, material) : bftSection(layout, material)),
    Organizations: layout.jurisdictions.map((jurisdiction) =>
      ordererOrganisation(jurisdiction, layout, material),
    ),
    Policies: { ...metaPolicies(), BlockValidation: meta('ANY Writers') },
    Capabilities: { V2_0: true },
  };
}

function consenter(orderer: OrdererNode, material: GenesisMaterial): object {
  const { host, port } = hostAndPort(orderer.service.reach);
  const certificate = material.tlsCertificateOf(orderer);
  return { Host: host, Port: port, ClientTLSCert: certificate, ServerTLSCert: certificate };
}

function raftSection(layout: Layout, material: GenesisMaterial): object {
  return {
    EtcdRaft: {
      Consenters: layout.orderers.map((orderer) => consenter(orderer, material)),
      Options: {
        TickInterval: '100ms',
        ElectionTick: 10,
        HeartbeatTick: 1,
        MaxInflightBlocks: 5,
        SnapshotIntervalSize: '16 MB',
      },
    },
  };
}

/** With BFT the batch wait is RequestBatchMaxInterval, not BatchTimeout. */
function bftSection(layout: Layout, material: GenesisMaterial): object {
  return {
    SmartBFT: { RequestBatchMaxInterval: `${layout.settings.batch.timeoutMs}ms`, ...smartBftTimes },
    ConsenterMapping: layout.orderers.map((orderer) => ({
      ID: orderer.consenter,
      MSPID: orderer.jurisdiction.ordererMspId,
      Identity: material.signCertificateOf(orderer),
      ...consenter(orderer, material),
    })),
  };
}
