import type { Jurisdiction } from '../../layout/jurisdictions.js';
import { containerLayout, peersOf } from '../container-layout.js';

/** Where the gateway finds how to reach the ledger. */
export const gatewayConnectionFolder = '/etc/baytrace/gateway';

/** The gateway's connection file: the jurisdiction's own peers, under a name that both have in their certificates. */
export function renderGatewayConnection(jurisdiction: Jurisdiction): string {
  const peers = peersOf(jurisdiction).map(({ name, service }) => ({ name, endpoint: service.reach }));
  const connection = {
    kind: 'fabric',
    channel: containerLayout.settings.channel,
    orgs: [
      {
        mspId: jurisdiction.mspId,
        peerEndpoint: peers[0]?.endpoint,
        hostnameOverride: jurisdiction.domain,
        tlsCaCert: `${gatewayConnectionFolder}/tls-root.crt`,
        peers,
      },
    ],
  };
  return `${JSON.stringify(connection, undefined, 2)}\n`;
}
