import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Layout, PeerNode } from '../layout/layout.js';

/** Environment variable that tells our external builder where the peer's list of chaincode servers is. */
export const chaincodeServersVariable = 'CHAINCODE_SERVERS';

/**
 * core.yaml of a peer: every key that differs from the built-in default or must not be left out (Fabric 3.1
 * sampleconfig/core.yaml). No environment variable is needed beside it, except `CHAINCODE_SERVERS` for the builder.
 */
export function renderCoreYaml(peer: PeerNode, layout: Layout): string {
  return stringify({
    peer: {
      id: peer.hostname,
      networkId: layout.settings.channel,
      listenAddress: peer.service.listen,
      address: peer.service.reach,
      chaincodeListenAddress: peer.chaincodeListener.listen,
      chaincodeAddress: peer.chaincodeListener.reach,
      localMspId: peer.jurisdiction.mspId,
      localMspType: 'bccsp',
      mspConfigPath: peer.folders.msp,
      fileSystemPath: peer.folders.data,
      tls: peerTls(peer),
      authentication: { timewindow: '15m' },
      BCCSP: { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } },
      gossip: gossip(peer, layout),
      deliveryclient: { blockGossipEnabled: false, reconnectTotalTimeThreshold: '3600s' },
      gateway: { enabled: true, endorsementTimeout: '30s', broadcastTimeout: '30s', dialTimeout: '30s' },
      keepalive: { minInterval: '60s' },
      discovery: {
        enabled: true,
        authCacheEnabled: true,
        authCacheMaxSize: 1000,
        authCachePurgeRetentionRatio: 0.75,
        orgMembersAllowedAccess: true,
      },
      handlers: {
        authFilters: [{ name: 'DefaultAuth' }, { name: 'ExpirationCheck' }, { name: 'TimeWindowCheck' }],
        decorators: [{ name: 'DefaultDecorator' }],
        endorsers: { escc: { name: 'DefaultEndorsement' } },
        validators: { vscc: { name: 'DefaultValidation' } },
      },
      limits: { concurrency: { endorserService: 2500, deliverService: 2500, gatewayService: 2500 } },
      profile: { enabled: false },
    },
    // no container engine: chaincode runs as a service that our builder points to
    vm: { endpoint: '' },
    chaincode: {
      mode: 'net',
      // the Node shim ends on a keepalive message
      keepalive: 0,
      installTimeout: '60s',
      startuptimeout: '60s',
      executetimeout: '30s',
      externalBuilders: [
        {
          name: 'baytrace-service',
          path: peer.builder,
          propagateEnvironment: [chaincodeServersVariable],
        },
      ],
      system: { _lifecycle: 'enable', cscc: 'enable', lscc: 'enable', qscc: 'enable' },
      logging: { level: 'info', shim: 'warning' },
    },
    ledger: {
      state: { stateDatabase: 'goleveldb', totalQueryLimit: 100000 },
      history: { enableHistoryDatabase: true },
      snapshots: { rootDir: join(peer.folders.data, 'snapshots') },
    },
    operations: { listenAddress: peer.operations.listen, tls: { enabled: false } },
    metrics: { provider: 'prometheus' },
  });
}

function peerTls(peer: PeerNode): object {
  const file = (name: string): { file: string } => ({ file: join(peer.folders.tls, name) });
  return {
    enabled: true,
    clientAuthRequired: false,
    cert: file('server.crt'),
    key: file('server.key'),
    rootcert: file('ca.crt'),
  };
}

/**
 * Every peer takes blocks from the orderers itself (`orgLeader`), so gossip carries membership and private data only.
 * A peer that dials another one before that has joined the channel is turned away and comes back after
 * `reconnectInterval`, hence not the default of 25 s.
 */
function gossip(peer: PeerNode, layout: Layout): object {
  const others = layout.peers.filter(
    (other) => other.id !== peer.id && other.jurisdiction.mspId === peer.jurisdiction.mspId,
  );
  const bootstrap = (others.length > 0 ? others : [peer]).map((other) => other.service.reach);
  return {
    bootstrap: bootstrap.join(' '),
    // without it the peer is not in discovery and never endorses for other organisations
    externalEndpoint: peer.service.reach,
    endpoint: peer.service.reach,
    useLeaderElection: false,
    orgLeader: true,
    reconnectInterval: '500ms',
    membershipTrackerInterval: '500ms',
    aliveTimeInterval: '2s',
    aliveExpirationTimeout: '10s',
    publishStateInfoInterval: '1s',
    requestStateInfoInterval: '1s',
    state: { enabled: false },
    pvtData: {
      pullRetryThreshold: '5s',
      reconcileSleepInterval: '10s',
      reconciliationEnabled: true,
      transientstoreMaxBlockRetention: 20000,
      pushAckTimeout: '3s',
      btlPullMargin: 10,
      reconcileBatchSize: 10,
      implicitCollectionDisseminationPolicy: { requiredPeerCount: 0, maxPeerCount: 1 },
    },
  };
}
