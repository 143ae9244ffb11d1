import { join } from 'node:path';
import { stringify } from 'yaml';
import type { OrdererNode } from '../layout/layout.js';
import type { Layout } from '../layout/layout.js';
import { hostAndPort } from './address.js';

/**
 * orderer.yaml of an orderer that joins its channel by channel participation (Fabric 3.1 sampleconfig/orderer.yaml).
 * Its TLS pair also serves the traffic between orderers; the administration port demands a client certificate of its
 * own organisation's TLS CA.
 */
export function renderOrdererYaml(orderer: OrdererNode, layout: Layout): string {
  const { host, port } = hostAndPort(orderer.service.listen);
  const tls = (name: string): string => join(orderer.folders.tls, name);
  const data = (...parts: string[]): string => join(orderer.folders.data, ...parts);
  return stringify({
    General: {
      ListenAddress: host,
      ListenPort: port,
      TLS: {
        Enabled: true,
        PrivateKey: tls('server.key'),
        Certificate: tls('server.crt'),
        RootCAs: [tls('ca.crt')],
        ClientAuthRequired: false,
      },
      Keepalive: { ServerMinInterval: '60s', ServerInterval: '7200s', ServerTimeout: '20s' },
      // how long an orderer waits before it dials another one again that was down
      Backoff: { BaseDelay: '200ms', Multiplier: 1.6, MaxDelay: '5s' },
      Cluster: { SendBufferSize: 100 },
      LocalMSPDir: orderer.folders.msp,
      LocalMSPID: orderer.jurisdiction.ordererMspId,
      BCCSP: { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } },
      Authentication: { TimeWindow: '15m' },
      Profile: { Enabled: false },
    },
    FileLedger: { Location: data() },
    Operations: { ListenAddress: orderer.operations.listen, TLS: { Enabled: false } },
    Metrics: { Provider: 'prometheus' },
    Admin: {
      ListenAddress: orderer.admin.listen,
      TLS: {
        Enabled: true,
        Certificate: tls('server.crt'),
        PrivateKey: tls('server.key'),
        ClientAuthRequired: true,
        ClientRootCAs: [tls('ca.crt')],
      },
    },
    // without MaxRequestBodySize every join is refused as too large
    ChannelParticipation: { Enabled: true, MaxRequestBodySize: '1 MB' },
    Consensus: consensusFolders(layout, data),
  });
}

function consensusFolders(layout: Layout, data: (...parts: string[]) => string): object {
  return layout.settings.consensus === 'raft'
    ? { WALDir: data('etcdraft', 'wal'), SnapDir: data('etcdraft', 'snapshot') }
    : { WALDir: data('smartbft', 'wal') };
}
